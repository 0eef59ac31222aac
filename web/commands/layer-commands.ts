import { Layers, Map as MapIcon } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useLocalFormat } from '../locales/use-local-format';
import { OWN_BASEMAP, useBasemap } from '../state/basemap';
import { useLayerList } from '../state/layer-list';
import { provideCommandList, provideCommands } from './registry';

/** The layer list by palette: open it, put it back, each layer on or off, and the base map if there are several. */
export function useLayerCommands(): void {
  const { t } = useI18n();
  const list = useLayerList();
  const basemap = useBasemap();
  const format = useLocalFormat();
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
  provideCommandList(() =>
    basemap.offered.length === 0
      ? []
      : [
          { id: OWN_BASEMAP, name: t('layers.basemap.own') },
          ...basemap.offered.map(({ id, name }) => ({ id, name: format.name(name) })),
        ].map(({ id, name }) => ({
          id: `basemap.${id}`,
          titleKey: 'layers.basemap.change',
          titleParams: () => ({ name }),
          icon: MapIcon,
          disabledReason: () => ((basemap.chosen?.id ?? OWN_BASEMAP) === id ? t('layers.basemap.isSo') : null),
          run: () => basemap.choose(id),
        })),
  );
}
