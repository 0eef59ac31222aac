import { Layers } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useLayerList } from '../state/layer-list';
import { provideCommandList, provideCommands } from './registry';

/** The layer list by palette: open it, put it back, and each layer on or off. */
export function useLayerCommands(): void {
  const { t } = useI18n();
  const list = useLayerList();
  provideCommands([
    {
      id: 'layers.open',
      titleKey: 'layers.title',
      icon: Layers,
      disabledReason: () => (list.rows.length > 0 ? null : t('layers.none')),
      run: () => void (list.open = true),
    },
    {
      id: 'layers.reset',
      titleKey: 'layers.reset',
      icon: Layers,
      disabledReason: () => (list.isChanged ? null : t('layers.unchanged')),
      run: () => list.reset(),
    },
  ]);
  provideCommandList(() =>
    list.rows.map(({ group, visible }) => ({
      id: `layer.${group.id}`,
      titleKey: visible ? 'layers.hide' : 'layers.show',
      titleParams: () => ({ name: t(`layers.group.${group.id}`) }),
      icon: Layers,
      disabledReason: () => null,
      run: () => list.setVisible(group, !visible),
    })),
  );
}
