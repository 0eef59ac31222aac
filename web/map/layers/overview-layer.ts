import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { classOf } from '../../../geodata/incidents/class-breaks';
import { measureRow } from '../../../geodata/overview/measures';
import type { OverviewRow } from '../../../geodata/schema/overview';
import { useOverviewWords } from '../../locales/use-overview-words';
import { GRID_LEVEL, useOverview } from '../../state/overview';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { classColours, noRateColour, zeroColour } from '../../ui/heat-ramp';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';
import { doubtfulFill, doubtfulHatch } from './grid-paint';
import { addHatchImage } from './hatch-image';
import { outlineLayer } from './outline-layer';

const source = 'overview-areas';
const hatch = 'overview-hatch';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Areas or grids of the ranked level: colours by the class borders of legend and table; hover in words, click selects. */
export function useOverviewLayer(engine: MapEngine): void {
  const overview = useOverview();
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const words = useOverviewWords();
  const { t } = useI18n();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#dfe5ee' : '#2b3442');
  const accent = (): string => accentColour(session.isDark);
  const isGrids = (): boolean => overview.level.key === GRID_LEVEL;

  function shapes(): GeoJSON.FeatureCollection {
    if (isGrids()) return overview.faces ?? nothing;
    const features = place.areas?.features.filter(({ properties }) => properties.level === overview.level.level) ?? [];
    return { type: 'FeatureCollection', features };
  }

  function colourOf(row: OverviewRow, colours: readonly string[]): string {
    const value = overview.answer && measureRow(row, overview.measure, overview.answer).value;
    if (value === null) return noRateColour(session.isDark);
    const finding = overview.findings.get(row.id);
    if (value === 0 && finding !== 'low') return zeroColour(session.isDark);
    // So few that nobody can tell: a colour would say more than is known.
    if (finding === 'too-few') return noRateColour(session.isDark);
    return colours[classOf(value, overview.breaks)] ?? 'transparent';
  }

  function paint(): void {
    if (!map.getSource(source)) return;
    const colours = classColours(overview.breaks.length + 1, session.isDark);
    for (const row of overview.rows) {
      const count = row.incidents?.count ?? 0;
      const doubtful = overview.findings.get(row.id) === 'usual' && count > 0;
      map.setFeatureState({ source, id: row.id }, { colour: colourOf(row, colours), doubtful });
    }
  }

  function select(): void {
    map.setFilter('overview-selected', ['==', ['get', 'id'], selection.selectedId(isGrids() ? 'grid' : 'area') ?? '']);
  }

  const isDoubtful: ExpressionSpecification = ['boolean', ['feature-state', 'doubtful'], false];

  function style(): ReturnType<Parameters<typeof useStyleLayers>[1]> {
    addHatchImage(map, hatch, session.isDark);
    return {
      sources: { [source]: { type: 'geojson', data: shapes(), promoteId: 'id' } },
      layers: [
        {
          slot: 'slot-fill',
          id: 'overview-fill',
          type: 'fill',
          source,
          paint: {
            'fill-color': ['to-color', ['coalesce', ['feature-state', 'colour'], 'rgba(0, 0, 0, 0)']],
            'fill-opacity': doubtfulFill(isDoubtful),
          },
        },
        {
          slot: 'slot-fill',
          id: 'overview-doubtful',
          type: 'fill',
          source,
          paint: { 'fill-pattern': hatch, 'fill-opacity': doubtfulHatch(isDoubtful) },
        },
        {
          slot: 'slot-line',
          id: 'overview-line',
          type: 'line',
          source,
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': ink(),
            'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.9, 0.3],
            'line-width': ['case', ['boolean', ['feature-state', 'hover'], false], 2, 0.6],
          },
        },
        outlineLayer('overview-selected', source, accent(), ['==', ['get', 'id'], '']),
      ],
    };
  }

  useStyleLayers(engine, style, () => {
    paint();
    select();
    watch([() => overview.level.key, () => overview.faces, () => place.areas], () => {
      (map.getSource(source) as GeoJSONSource | undefined)?.setData(shapes());
      map.removeFeatureState({ source });
      paint();
      select();
    });
    watch([() => overview.rows, () => overview.measure, () => overview.breaks, () => session.isDark], () => {
      paint();
      addHatchImage(map, hatch, session.isDark);
      map.setPaintProperty('overview-line', 'line-color', ink());
      map.setPaintProperty('overview-selected', 'line-color', accent());
    });
    watch(() => selection.selected, select);
  });

  onScopeDispose(
    engine.addHitTarget({
      id: source,
      priority: 20,
      layers: ['overview-fill'],
      tooltip: ({ feature }) => {
        const row = overview.rowsById.get(String(feature?.id ?? ''));
        if (!row) return null;
        const title = words.title(overview.measure);
        const value = words.valueOf(row, overview.measure);
        const isKnown = overview.answer && measureRow(row, overview.measure, overview.answer).value !== null;
        const finding = overview.findings.get(row.id);
        const fraction = words.fraction(row, overview.measure);
        return [
          words.name(row),
          isKnown ? t('overview.tip.value', { title, value }) : t('overview.tip.noValue', { title }),
          ...(fraction && fraction !== value ? [fraction] : []),
          ...(finding ? [t(`answer.overview.verdict.${finding}`)] : []),
        ];
      },
      onClick: ({ feature }) => {
        if (feature?.id !== undefined) selection.select(isGrids() ? 'grid' : 'area', String(feature.id));
      },
    }),
  );
}
