import { onScopeDispose, watch } from 'vue';
import type { ExpressionSpecification } from 'maplibre-gl';
import { useIncidentWords } from '../../locales/use-incident-words';
import { usePairWords } from '../../locales/use-pair-words';
import { useHeat } from '../../state/heat';
import { inSlices } from '../../state/in-slices';
import { useHeatCluster } from '../../state/heat-cluster';
import { useHeatAreas } from '../../state/heat-areas';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import { useDrawLater } from '../draw-later';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { setSourceData, useStyleLayers } from '../use-style-layers';
import { besideNames } from './beside-names';
import { doubtfulFill, doubtfulHatch, useGridPaint } from './grid-paint';
import { addHatchImage } from './hatch-image';
import { labelPoint } from './label-point';
import { outlineLayer } from './outline-layer';

const faces = 'incident-grids';
const counts = 'incident-counts';
const hatch = 'incident-hatch';
/** From this zoom on grids are large enough for their counts. */
const labelZoom = 12.5;
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
  const pairWords = usePairWords();
  const gridPaint = useGridPaint();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#dfe5ee' : '#2b3442');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => accentColour(session.isDark);
  const isRate = (): boolean => heat.view === 'rate' || heat.view === 'change' || heat.view === 'emerging';
  /** Hexagons have borders of their own; two lattices at once are read as neither. */
  const lines = (): 'visible' | 'none' => (heat.view === 'hexagons' ? 'none' : 'visible');
  const isDoubtful: ExpressionSpecification = ['boolean', ['feature-state', 'doubtful'], false];
  const fillOpacity = (): ExpressionSpecification | number => (isRate() ? doubtfulFill(isDoubtful) : 0);
  const hatchOpacity = (): ExpressionSpecification | number => (isRate() ? doubtfulHatch(isDoubtful) : 0);

  /** How each grid was painted last: most stay as they are from one answer to the next. */
  const painted = new Map<string, string>();

  function paintGrids(): void {
    const { summary } = heat;
    // In the other views they have no colour to be seen.
    if (!summary || !isRate() || !map.getSource(faces)) return;
    const paint = gridPaint(summary);
    for (const grid of summary.byGrid) {
      const now = paint(grid);
      const key = `${now.colour} ${now.sure} ${now.doubtful}`;
      if (painted.get(grid.gridId) === key) continue;
      painted.set(grid.gridId, key);
      map.setFeatureState({ source: faces, id: grid.gridId }, { ...now });
    }
  }

  let labelling = 0;
  /** The answer whose counts are written; null where none are. */
  let labelled: unknown = null;

  /** Writes the counts where they can be read; from afar they are made when one comes close. */
  async function labelGrids(): Promise<void> {
    const mine = ++labelling;
    const wanted = isRate() && map.getZoom() >= labelZoom ? heat.summary : null;
    const shown = wanted ? (areas.faces?.features ?? []) : [];
    await inSlices(shown, ({ geometry }) => labelPoint(geometry));
    if (mine !== labelling || !map.getStyle()) return;
    labelled = wanted;
    setSourceData(engine, counts, {
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

  function labelWhenNear(): void {
    if (isRate() && labelled !== heat.summary && map.getZoom() >= labelZoom) void labelGrids();
  }

  /** What hangs on the view or the theme alone. */
  function restyle(): void {
    addHatchImage(map, hatch, session.isDark);
    map.setPaintProperty('incident-grid-doubtful', 'fill-opacity', hatchOpacity());
    map.setPaintProperty('incident-grid-fill', 'fill-opacity', fillOpacity());
    map.setLayoutProperty('incident-grid-line', 'visibility', lines());
    for (const layer of ['incident-grid-sure-edge', 'incident-grid-sure']) {
      map.setLayoutProperty(layer, 'visibility', isRate() ? 'visible' : 'none');
    }
    map.setPaintProperty('incident-grid-sure-edge', 'line-color', halo());
    for (const layer of ['incident-grid-line', 'incident-grid-sure']) map.setPaintProperty(layer, 'line-color', ink());
    map.setPaintProperty('incident-grid-selected', 'line-color', accent());
    map.setPaintProperty('incident-count', 'text-color', ink());
    map.setPaintProperty('incident-count', 'text-halo-color', halo());
    drawLater();
  }

  const drawLater = useDrawLater(engine, () => {
    paintGrids();
    void labelGrids();
  });

  function select(): void {
    map.setFilter('incident-grid-selected', ['==', ['get', 'id'], selection.selectedId(heat.areaKind) ?? '']);
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
            // Below the names of areas, so that a name is never pushed out by a count, whichever came first.
            slot: 'slot-point',
            id: 'incident-count',
            type: 'symbol',
            source: counts,
            minzoom: labelZoom,
            layout: {
              'text-field': ['to-string', ['get', 'count']],
              'text-font': mapFonts.medium,
              ...besideNames,
              // Where labels meet, the larger count stays.
              'symbol-sort-key': ['-', ['get', 'count']],
              'text-size': ['interpolate', ['linear'], ['zoom'], labelZoom, 10, 16, 14],
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
          setSourceData(engine, faces, now ?? nothing);
          paintGrids();
          void labelGrids();
        },
      );
      watch(
        [() => heat.summary, () => heat.emerging, () => scan.gridIds, () => heat.view, () => heat.judge],
        drawLater,
      );
      watch([() => heat.view, () => session.isDark], restyle);
      map.on('zoomend', labelWhenNear);
      watch(() => selection.selectedId(heat.areaKind), select);
    },
  );

  onScopeDispose(() => map.off('zoomend', labelWhenNear));
  onScopeDispose(
    engine.addHitTarget({
      id: faces,
      priority: 20,
      layers: ['incident-grid-fill'],
      tooltip: (hit) => {
        const grid = heat.gridOf(String(hit.feature?.id ?? ''));
        if (!grid) return null;
        const here = pairWords.density(heat.shownRaster, hit.at);
        return [
          words.areaName(grid),
          words.gridLine(grid),
          words.shrunkLine(grid),
          ...(isRate() ? [words.comparison(grid)] : []),
          here,
          ...pairWords.gridLines(grid.gridId, hit.at),
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
