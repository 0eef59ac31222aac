import { Ruler, SquareDashed } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useMeasure } from '../state/measure';
import { useView } from '../state/view';
import { provideCommands } from './registry';

/** Measuring by key and palette. */
export function useMeasureCommands(): void {
  const { t } = useI18n();
  const measure = useMeasure();
  const view = useView();
  const needsMap = (): string | null => (view.mapFailed ? t('frame.map.failed') : null);
  provideCommands([
    {
      id: 'measure.distance',
      titleKey: 'measure.distance',
      shortcut: 'u',
      icon: Ruler,
      groupKey: 'measure.group',
      disabledReason: needsMap,
      run: () => measure.start('distance'),
    },
    {
      id: 'measure.area',
      titleKey: 'measure.area',
      shortcut: 'Shift+U',
      icon: SquareDashed,
      groupKey: 'measure.group',
      disabledReason: needsMap,
      run: () => measure.start('area'),
    },
    {
      id: 'measure.centre',
      titleKey: 'measure.addCentre',
      shortcut: 'Shift+Enter',
      groupKey: 'measure.group',
      disabledReason: () => (measure.kind === null ? t('measure.notOn') : null),
      run: () => view.askCentre(),
    },
    {
      id: 'measure.stop',
      titleKey: 'measure.stop',
      groupKey: 'measure.group',
      disabledReason: () => (measure.kind === null ? t('measure.notOn') : null),
      run: () => measure.stop(),
    },
  ]);
}
