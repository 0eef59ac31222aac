import {
  ChevronLeft,
  ChevronRight,
  FilterX,
  Flame,
  Hexagon,
  Hourglass,
  LayoutGrid,
  Play,
  Scaling,
  Sparkles,
  TrendingUp,
  TriangleAlert,
} from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import type { RepeatedPlaceWire } from '../../geodata/schema/incident-repeats';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { geometryBox } from '../state/geometry-box';
import { hexCentre, hexLattice, parseHexagonId } from '../../geodata/incidents/hex-lattice';
import type { BBox } from '../../geodata/schema/coordinates';
import { useHeat } from '../state/heat';
import { useHeatAreas } from '../state/heat-areas';
import { useHeatFilter } from '../state/heat-filter';
import { useHeatPlayer } from '../state/heat-player';
import { usePlace } from '../state/place';
import { useSelection } from '../state/selection';
import { useView } from '../state/view';
import { provideCommands } from './registry';

const always = (): null => null;

/** The commands of the incidents mode, for as long as the caller lives. */
export function useIncidentCommands(): void {
  const { t } = useI18n();
  const heat = useHeat();
  const asking = useHeatFilter();
  const player = useHeatPlayer();
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
      id: 'incidents.hexagons',
      titleKey: 'incidents.command.hexagons',
      icon: Hexagon,
      shortcut: 'x',
      disabledReason: always,
      run: () => void (heat.view = 'hexagons'),
    },
    {
      ...base,
      id: 'incidents.rate',
      titleKey: 'incidents.command.rate',
      icon: LayoutGrid,
      shortcut: 'c',
      disabledReason: () => (heat.summary?.byGrid.length === 0 && !heat.summary.plan ? t('incidents.noPlan') : null),
      run: () => void (heat.view = 'rate'),
    },
    {
      ...base,
      id: 'incidents.change',
      titleKey: 'incidents.command.change',
      icon: TrendingUp,
      shortcut: 'v',
      disabledReason: () => (heat.summary?.byGrid.length === 0 && !heat.summary.plan ? t('incidents.noPlan') : null),
      run: () => void (heat.view = 'change'),
    },
    {
      ...base,
      id: 'incidents.emerging',
      titleKey: 'incidents.command.emerging',
      icon: Sparkles,
      shortcut: 'n',
      disabledReason: () => (heat.summary?.byGrid.length === 0 && !heat.summary.plan ? t('incidents.noPlan') : null),
      run: () => void (heat.view = 'emerging'),
    },
    {
      ...base,
      id: 'incidents.lateness',
      titleKey: 'incidentLate.command',
      icon: Hourglass,
      shortcut: 'e',
      disabledReason: always,
      run: () => void (heat.view = 'late'),
    },
    {
      ...base,
      id: 'incidents.late',
      titleKey: 'incidents.command.late',
      icon: TriangleAlert,
      shortcut: 'l',
      disabledReason: always,
      run: () => void (asking.late = !asking.late),
    },
    {
      ...base,
      id: 'incidents.clear',
      titleKey: 'incidents.command.clear',
      icon: FilterX,
      disabledReason: () => (asking.isFiltered ? null : t('incidents.notFiltered')),
      run: () => asking.clear(),
    },
    {
      ...base,
      id: 'incidents.play',
      titleKey: 'incidents.command.playOrPause',
      icon: Play,
      shortcut: 'Space',
      disabledReason: () => (asking.data ? null : t('incidents.none.title')),
      run: () => player.toggle(),
    },
    {
      ...base,
      id: 'incidents.earlier',
      titleKey: 'incidentsMonth.earlier',
      icon: ChevronLeft,
      shortcut: ',',
      disabledReason: () => (player.atStart ? t('incidents.period.atStart') : null),
      run: () => player.go(-1),
    },
    {
      ...base,
      id: 'incidents.later',
      titleKey: 'incidentsMonth.later',
      icon: ChevronRight,
      shortcut: '.',
      disabledReason: () => (player.atEnd ? t('incidents.period.atEnd') : null),
      run: () => player.go(1),
    },
    {
      ...base,
      id: 'incidents.nudgeEarlier',
      titleKey: 'incidentsMonth.nudgeEarlier',
      icon: ChevronLeft,
      shortcut: '<',
      disabledReason: () => (player.atStart ? t('incidents.period.atStart') : null),
      run: () => player.nudge(-1),
    },
    {
      ...base,
      id: 'incidents.nudgeLater',
      titleKey: 'incidentsMonth.nudgeLater',
      icon: ChevronRight,
      shortcut: '>',
      disabledReason: () => (player.atEnd ? t('incidents.period.atEnd') : null),
      run: () => player.nudge(1),
    },
    {
      ...base,
      id: 'incidents.rescale',
      titleKey: 'incidents.command.rescale',
      icon: Scaling,
      disabledReason: always,
      run: () => heat.fitScale(),
    },
  ]);
}

/** Selects a grid, a hexagon, a repeated place or an incident and brings it into sight: what lists do. */
export function useShowIncidents(): {
  showGrid: (id: string) => void;
  /** Brings an area into sight and leaves the selection as it is. */
  showArea: (id: string) => void;
  showHexagon: (id: string) => void;
  showRepeat: (place: RepeatedPlaceWire) => void;
  showIncident: (row: IncidentRow) => void;
} {
  const heat = useHeat();
  const areas = useHeatAreas();
  const place = usePlace();
  const selection = useSelection();
  const view = useView();

  function showArea(id: string): void {
    const face = areas.faces?.features.find((feature) => feature.properties.id === id);
    if (face) view.showBounds(geometryBox(face.geometry), 15.6);
  }

  return {
    showGrid(id) {
      selection.select(heat.areaKind, id);
      showArea(id);
    },
    showArea,
    showHexagon(id) {
      const hexagon = parseHexagonId(id);
      const box = place.current?.bbox;
      selection.select('hexagon', id);
      if (hexagon && box)
        view.showPoint(hexCentre(hexLattice(box as unknown as BBox, hexagon.sizeMetres), hexagon), 14.6);
    },
    showRepeat({ at, lng, lat }) {
      selection.select('repeat', at);
      if (lng !== null && lat !== null) view.showPoint([lng, lat], 16);
    },
    showIncident(row) {
      selection.select('incident', row.id);
      if (row.lng !== null && row.lat !== null) view.showPoint([row.lng, row.lat], 16);
    },
  };
}
