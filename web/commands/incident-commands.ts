import { Flame, FilterX, LayoutGrid, TriangleAlert } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { geometryBox } from '../state/geometry-box';
import { useHeat } from '../state/heat';
import { useSelection } from '../state/selection';
import { useView } from '../state/view';
import { provideCommands } from './registry';

const always = (): null => null;

/** The commands of the incidents mode, for as long as the caller lives. */
export function useIncidentCommands(): void {
  const { t } = useI18n();
  const heat = useHeat();
  const base = { mode: 'incidents', groupKey: 'frame.mode.incidents' } as const;
  provideCommands([
    {
      ...base,
      id: 'incidents.density',
      titleKey: 'incidents.command.density',
      icon: Flame,
      shortcut: 'h',
      disabledReason: always,
      run: () => void (heat.view = 'density'),
    },
    {
      ...base,
      id: 'incidents.rate',
      titleKey: 'incidents.command.rate',
      icon: LayoutGrid,
      shortcut: 'c',
      disabledReason: () => (heat.summary && !heat.summary.plan ? t('incidents.noPlan') : null),
      run: () => void (heat.view = 'rate'),
    },
    {
      ...base,
      id: 'incidents.late',
      titleKey: 'incidents.command.late',
      icon: TriangleAlert,
      shortcut: 'l',
      disabledReason: always,
      run: () => void (heat.late = !heat.late),
    },
    {
      ...base,
      id: 'incidents.clear',
      titleKey: 'incidents.command.clear',
      icon: FilterX,
      disabledReason: () => (heat.isFiltered ? null : t('incidents.notFiltered')),
      run: () => heat.clearFilters(),
    },
  ]);
}

/** Selects a grid or an incident and brings it into sight: what lists do. */
export function useShowIncidents(): { showGrid: (id: string) => void; showIncident: (row: IncidentRow) => void } {
  const heat = useHeat();
  const selection = useSelection();
  const view = useView();

  return {
    showGrid(id) {
      selection.select('grid', id);
      const face = heat.faces?.features.find((feature) => feature.properties.id === id);
      if (face) view.showBounds(geometryBox(face.geometry), 15.6);
    },
    showIncident(row) {
      selection.select('incident', row.id);
      if (row.lng !== null && row.lat !== null) view.showPoint([row.lng, row.lat], 16);
    },
  };
}
