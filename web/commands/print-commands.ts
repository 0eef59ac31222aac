import { Printer } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useHeatPair } from '../state/heat-pair';
import { usePlace } from '../state/place';
import { usePrint } from '../state/print';
import { useView } from '../state/view';
import { provideCommands } from './registry';

/** The sheet for print, PDF and picture, from any mode. */
export function usePrintCommands(): void {
  const { t } = useI18n();
  const print = usePrint();
  const place = usePlace();
  const view = useView();
  const pair = useHeatPair();
  provideCommands([
    {
      id: 'print.open',
      titleKey: 'print.command',
      shortcut: '$mod+p',
      icon: Printer,
      groupKey: 'frame.group.view',
      disabledReason: () => (view.mapFailed ? t('frame.map.failed') : place.current ? null : t('frame.loading')),
      // Two maps beside each other are printed as two.
      run: () => print.open({ subject: 'sheet', bounds: null, layout: pair.isOn ? 'pair' : 'one' }),
    },
  ]);
}
