import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { classOf } from '../../../geodata/incidents/class-breaks';
import { cellAt } from '../../../geodata/incidents/raster-frame';
import { localPlane } from '../../../geodata/incidents/local-plane';
import type { GridIncidents } from '../../../geodata/schema/incident-summary';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useHeat } from '../../state/heat';
import { inSlices } from '../../state/in-slices';
import { useHeatCluster } from '../../state/heat-cluster';
import { useHeatAreas } from '../../state/heat-areas';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { changeBreaks, changeColours } from '../../ui/change-ramp';
import { emergingColour } from '../../ui/emerging-colours';
import { choroplethOpacity, classColours, noRateColour, zeroColour } from '../../ui/heat-ramp';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';
import { addHatchImage } from './hatch-image';
import { labelPoint } from './label-point';
import { outlineLayer } from './outline-layer';

const faces = 'incident-grids';
const counts = 'incident-counts';
const hatch = 'incident-hatch';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * The grids of the plan: coloured by cases per 1,000 households or residents, or only outlined under a density surface; in both
 * they answer to the pointer. Colours come from the class borders of the summary, as in legend and table.
 */
export function useRateLayer(engine: MapEngine): void {
  const heat = useHeat();
  const scan = useHeatCluster();
  const areas = useHeatAreas();
  const session = useSession();
  const selection = useSelection();
  const words = useIncidentWords();
  const { t } = useI18n();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#dfe5ee' : '#2b3442');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => accentColour(session.isDark);
  const isRate = (): boolean => heat.view === 'rate' || heat.view === 'change' || heat.view === 'emerging';
  /** Hexagons have borders of their own; two lattices at once are read as neither. */
  const lines = (): 'visible' | 'none' => (heat.view === 'hexagons' ? 'none' : 'visible');
  const fillOpacity = (): ExpressionSpecification | number =>
    isRate() ? ['case', ['boolean', ['feature-state', 'doubtful'], false], 0.34, choroplethOpacity] : 0;
  const hatchOpacity = (): ExpressionSpecification | number =>
    isRate() ? ['case', ['boolean', ['feature-state', 'doubtful'], false], 0.42, 0] : 0;

  const isReal = (grid: GridIncidents): boolean => ['high', 'low'].includes(words.finding(grid) ?? '');

  function changeColour({ count, change }: GridIncidents): string {
    // Compared with nothing there is nothing to say, not even that it is too little.
    if (!change) return 'rgba(0, 0, 0, 0)';
    if (change.finding === 'too-few') return noRateColour(session.isDark);
    const ratio = change.ratio ?? (count > 0 ? Infinity : 1);
    return changeColours(session.isDark)[classOf(ratio, changeBreaks)]!;
  }

  function colourOf(grid: GridIncidents, colours: readonly string[]): string {
    if (heat.view === 'change') return changeColour(grid);
    if (heat.view === 'emerging') {
      const kind = heat.historyOf(grid.gridId)?.kind;
      if (kind) return emergingColour(kind.temperature, kind.class);
      return grid.rateKind === 'rate' ? 'rgba(0, 0, 0, 0)' : noRateColour(session.isDark);
    }
    if (grid.shrunkPerThousand === null) return noRateColour(session.isDark);
    if (grid.count === 0 && !isReal(grid)) return zeroColour(session.isDark);
    // So few that nobody can tell: a colour would say more than is known.
    if (words.finding(grid) === 'too-few') return noRateColour(session.isDark);
    return colours[classOf(grid.shrunkPerThousand, heat.summary?.rate.breaks ?? [])] ?? 'transparent';
  }

  function paintGrids(): void {
    const { summary } = heat;
    if (!summary || !map.getSource(faces)) return;
    const colours = classColours(summary.rate.breaks.length + 1, session.isDark);
    for (const grid of summary.byGrid) {
      map.setFeatureState(
        { source: faces, id: grid.gridId },
        {
          colour: colourOf(grid, colours),
          // What stands out of what is shown: surely high, or part of the most unlikely cluster.
          sure: heat.view === 'emerging' ? scan.gridIds.has(grid.gridId) : words.isSurelyHigh(grid),
          // What chance explains as well is hatched over a pale colour: one sees the rate, and that it may be nothing.
          doubtful:
            heat.view !== 'emerging' && words.finding(grid) === 'usual' && (grid.count > 0 || heat.view === 'change'),
        },
      );
    }
  }

  let labelling = 0;

  async function labelGrids(): Promise<void> {
    const mine = ++labelling;
    const shown = isRate() ? (areas.faces?.features ?? []) : [];
    await inSlices(shown, ({ geometry }) => labelPoint(geometry));
    if (mine !== labelling || !map.getStyle()) return;
    (map.getSource(counts) as GeoJSONSource | undefined)?.setData({
      type: 'FeatureCollection',
      features: shown.flatMap(({ geometry, properties }) => {
        const count = heat.gridOf(properties.id)?.count ?? 0;
        if (count === 0) return [];
        return {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: labelPoint(geometry) },
          properties: { count },
        };
      }),
    });
  }

  function select(): void {
    map.setFilter('incident-grid-selected', ['==', ['get', 'id'], selection.selectedId(heat.areaKind) ?? '']);
  }

  /** Density of the raster's cell, the same number the picture was coloured by. */
  function densityAt([lng, lat]: LngLat): string | null {
    const raster = heat.shownRaster;
    if (!raster) return null;
    const { lng0, lat0, east0, north0 } = raster.plane;
    const cell = cellAt({ ...raster, plane: localPlane(lng0, lat0), east0, north0 }, lng, lat);
    const key = heat.isLateDensity ? 'incidentLate.tip.density' : 'incidents.tip.density';
    return cell < 0 ? null : t(key, { density: words.density(raster.values[cell]!) });
  }

  useStyleLayers(
    engine,
    () => {
      addHatchImage(map, hatch, session.isDark);
      return {
        sources: {
          [faces]: { type: 'geojson', data: areas.faces ?? nothing, promoteId: 'id' },
          [counts]: { type: 'geojson', data: nothing },
        },
        layers: [
          {
            slot: 'slot-fill',
            id: 'incident-grid-fill',
            type: 'fill',
            source: faces,
            paint: {
              'fill-color': ['to-color', ['coalesce', ['feature-state', 'colour'], 'rgba(0, 0, 0, 0)']],
              'fill-opacity': fillOpacity(),
            },
          },
          {
            slot: 'slot-fill',
            id: 'incident-grid-doubtful',
            type: 'fill',
            source: faces,
            paint: { 'fill-pattern': hatch, 'fill-opacity': hatchOpacity() },
          },
          {
            slot: 'slot-line',
            id: 'incident-grid-line',
            type: 'line',
            source: faces,
            layout: { 'line-join': 'round', visibility: lines() },
            paint: {
              'line-color': ink(),
              'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.9, 0.28],
              'line-width': [
                'interpolate',
                ['linear'],
                ['zoom'],
                11,
                ['case', ['boolean', ['feature-state', 'hover'], false], 1.6, 0.4],
                14,
                ['case', ['boolean', ['feature-state', 'hover'], false], 1.8, 0.9],
              ],
            },
          },
          {
            slot: 'slot-line',
            id: 'incident-grid-sure-edge',
            type: 'line',
            source: faces,
            layout: { 'line-join': 'round', visibility: isRate() ? 'visible' : 'none' },
            paint: {
              'line-color': halo(),
              'line-width': ['interpolate', ['linear'], ['zoom'], 11, 2.4, 14, 5],
              'line-opacity': ['case', ['boolean', ['feature-state', 'sure'], false], 0.9, 0],
            },
          },
          {
            slot: 'slot-line',
            id: 'incident-grid-sure',
            type: 'line',
            source: faces,
            layout: { 'line-join': 'round', visibility: isRate() ? 'visible' : 'none' },
            paint: {
              'line-color': ink(),
              'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 14, 2.2],
              'line-opacity': ['case', ['boolean', ['feature-state', 'sure'], false], 0.95, 0],
            },
          },
          outlineLayer('incident-grid-selected', faces, accent(), [
            '==',
            ['get', 'id'],
            selection.selectedId(heat.areaKind) ?? '',
          ]),
          {
            slot: 'slot-label',
            id: 'incident-count',
            type: 'symbol',
            source: counts,
            minzoom: 12.5,
            layout: {
              'text-field': ['to-string', ['get', 'count']],
              'text-font': mapFonts.medium,
              // Where labels meet, the larger count stays.
              'symbol-sort-key': ['-', ['get', 'count']],
              'text-size': ['interpolate', ['linear'], ['zoom'], 12.5, 10, 16, 14],
            },
            paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 1.4 },
          },
        ],
      };
    },
    () => {
      paintGrids();
      void labelGrids();
      watch(
        () => areas.faces,
        (now) => {
          (map.getSource(faces) as GeoJSONSource | undefined)?.setData(now ?? nothing);
          paintGrids();
          void labelGrids();
        },
      );
      watch(
        () => [heat.summary, heat.emerging, scan.gridIds, heat.view, heat.judge, session.isDark],
        () => {
          addHatchImage(map, hatch, session.isDark);
          map.setPaintProperty('incident-grid-doubtful', 'fill-opacity', hatchOpacity());
          paintGrids();
          void labelGrids();
          map.setPaintProperty('incident-grid-fill', 'fill-opacity', fillOpacity());
          map.setLayoutProperty('incident-grid-line', 'visibility', lines());
          for (const layer of ['incident-grid-sure-edge', 'incident-grid-sure']) {
            map.setLayoutProperty(layer, 'visibility', isRate() ? 'visible' : 'none');
          }
          map.setPaintProperty('incident-grid-sure-edge', 'line-color', halo());
          for (const layer of ['incident-grid-line', 'incident-grid-sure'])
            map.setPaintProperty(layer, 'line-color', ink());
          map.setPaintProperty('incident-grid-selected', 'line-color', accent());
          map.setPaintProperty('incident-count', 'text-color', ink());
          map.setPaintProperty('incident-count', 'text-halo-color', halo());
        },
      );
      watch(() => selection.selectedId(heat.areaKind), select);
    },
  );

  onScopeDispose(
    engine.addHitTarget({
      id: faces,
      priority: 20,
      layers: ['incident-grid-fill'],
      tooltip: (hit) => {
        const grid = heat.gridOf(String(hit.feature?.id ?? ''));
        if (!grid) return null;
        const here = densityAt(hit.at);
        return [
          words.areaName(grid),
          words.gridLine(grid),
          ...(isRate() ? [words.comparison(grid)] : []),
          ...(here ? [here] : []),
        ].filter((line) => line !== null);
      },
      onClick: (hit) => {
        if (heat.view === 'hexagons') return 'pass';
        if (hit.feature?.id !== undefined) selection.select(heat.areaKind, String(hit.feature.id));
        return undefined;
      },
    }),
  );
}
