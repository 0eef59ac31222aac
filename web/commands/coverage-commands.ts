import { Circle, Spline } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useCoverage } from '../state/coverage';
import { provideCommands } from './registry';

/** What can be done in the coverage mode by key and palette. */
export function useCoverageCommands(): void {
  const coverage = useCoverage();
  const { t } = useI18n();
  const needsAnswer = (): string | null => (coverage.answer ? null : t('coverage.loading'));
  provideCommands([
    {
      id: 'coverage.circle',
      titleKey: 'coverage.command.circle',
      shortcut: 'c',
      icon: Circle,
      mode: 'coverage',
      groupKey: 'coverage.group',
      disabledReason: needsAnswer,
      run: () => void (coverage.showsCircle = !coverage.showsCircle),
    },
    {
      id: 'coverage.outline',
      titleKey: 'coverage.command.outline',
      shortcut: 'o',
      icon: Spline,
      mode: 'coverage',
      groupKey: 'coverage.group',
      disabledReason: needsAnswer,
      run: () => void (coverage.showsOutline = !coverage.showsOutline),
    },
  ]);
}
