import { Download, FileInput } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { usePlan } from '../state/plan';
import { usePlanExchange } from '../state/plan-exchange';
import { provideCommands } from './registry';

/** Plans out as files and layers of grids in, for as long as the caller lives. */
export function useExchangeCommands(): void {
  const { t } = useI18n();
  const plan = usePlan();
  const exchange = usePlanExchange();
  const base = { mode: 'plan', groupKey: 'frame.mode.plan' } as const;
  provideCommands([
    {
      ...base,
      id: 'plan.export',
      titleKey: 'exchange.export.command',
      icon: Download,
      disabledReason: () => (plan.plan ? null : t('plan.locked.none')),
      run: () => exchange.open('export'),
    },
    {
      ...base,
      id: 'plan.import-layer',
      titleKey: 'exchange.import.command',
      icon: FileInput,
      disabledReason: () => (plan.plans.length > 0 ? null : t('plan.locked.none')),
      run: () => exchange.open('import'),
    },
  ]);
}
