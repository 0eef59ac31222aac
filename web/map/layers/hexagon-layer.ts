import { onScopeDispose, watch } from 'vue';
import type { GeoJSONSource } from 'maplibre-gl';
import { classOf } from '../../../geodata/incidents/class-breaks';
import { hexagonId, hexCentre, hexLattice, hexRing, parseHexagonId } from '../../../geodata/incidents/hex-lattice';
import type { HexLattice } from '../../../geodata/incidents/hex-lattice';
import type { BBox } from '../../../geodata/schema/coordinates';
import type { IncidentHexagons } from '../../../geodata/schema/incident-summary';
import { useHexagonWords } from '../../locales/use-hexagon-words';
import { usePairWords } from '../../locales/use-pair-words';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { choroplethOpacity, classColours } from '../../ui/heat-ramp';
import { accentColour } from '../accent-colour';
import { useDrawLater } from '../draw-later';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { setSourceData, useStyleLayers } from '../use-style-layers';
import { outlineLayer } from './outline-layer';

const cells = 'incident-hexagons';
const counts = 'incident-hexagon-counts';
const chosen = 'incident-hexagon-chosen';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
/** A hexagon has room for its count from so many pixels on. */
const labelPixels = 40;

/**
 * Hexagons of the fixed lattice, coloured by their count. Their shapes are put on the map once a size; another filter
 * or another day only recolours those whose class has changed, so that playing costs next to nothing.
 */
export function useHexagonLayer(engine: MapEngine): void {
  const heat = useHeat();
  const asking = useHeatFilter();
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const words = useHexagonWords();
  const pairWords = usePairWords();
  const { map } = engine;
  const ink = (): string => (session.isDark ? '#dfe5ee' : '#2b3442');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => accentColour(session.isDark);
  const shown = (): IncidentHexagons | null => (heat.view === 'hexagons' ? heat.hexagons : null);

  let drawnShapes = '';
  /** Class each hexagon was last painted in; -1 for none. */
  let painted: Int8Array = new Int8Array();
  let paintedDark: boolean | null = null;

  const latticeOf = (sizeMetres: number): HexLattice | null => {
    const box = place.current?.bbox;
    return box ? hexLattice(box as unknown as BBox, sizeMetres) : null;
  };

  function drawShapes(): void {
    const now = shown();
    const source = map.getSource<GeoJSONSource>(cells);
    if (!source) return;
    const key = now ? `${place.current?.id} ${now.datasetVersion} ${now.sizeMetres}` : '';
    if (key === drawnShapes) return;
    drawnShapes = key;
    const lattice = now && latticeOf(now.sizeMetres);
    map.removeFeatureState({ source: cells });
    painted = new Int8Array(now?.q.length ?? 0).fill(-1);
    source.setData({
      type: 'FeatureCollection',
      features:
        now && lattice
          ? now.q.map((q, cell) => ({
              type: 'Feature',
              id: cell,
              geometry: {
                type: 'Polygon',
                coordinates: [hexRing(lattice, { q, r: now.r[cell]! }).map((at) => [...at])],
              },
              properties: {},
            }))
          : [],
    });
    if (now && lattice) {
      const metresPerPixel = (40_075_016 * Math.cos((lattice.plane.lat0 * Math.PI) / 180)) / 512;
      map.setLayerZoomRange('incident-hexagon-count', Math.log2((metresPerPixel * labelPixels) / now.sizeMetres), 24);
    }
  }

  function paint(): void {
    drawShapes();
    const now = shown();
    if (!now || !map.getSource(cells)) return;
    const colours = classColours(now.breaks.length + 1, session.isDark);
    const all = paintedDark !== session.isDark;
    paintedDark = session.isDark;
    now.counts.forEach((count, cell) => {
      const colourClass = count === 0 ? -1 : classOf(count, now.breaks);
      if (!all && painted[cell] === colourClass) return;
      painted[cell] = colourClass;
      map.setFeatureState({ source: cells, id: cell }, { colour: colourClass < 0 ? null : colours[colourClass] });
    });
  }

  /** Counts are written when playing rests: a number that changes twice a second is not read. */
  function writeCounts(): void {
    const now = asking.frame ? null : shown();
    const lattice = now && latticeOf(now.sizeMetres);
    setSourceData(engine, counts, {
      type: 'FeatureCollection',
      features:
        now && lattice
          ? now.counts.flatMap((count, cell) =>
              count === 0
                ? []
                : [
                    {
                      type: 'Feature' as const,
                      geometry: {
                        type: 'Point' as const,
                        coordinates: [...hexCentre(lattice, { q: now.q[cell]!, r: now.r[cell]! })],
                      },
                      properties: { count },
                    },
                  ],
            )
          : [],
    });
  }

  const drawLater = useDrawLater(engine, () => {
    paint();
    writeCounts();
  });

  function outlineChosen(): void {
    const hexagon = parseHexagonId(selection.selectedId('hexagon') ?? '');
    const lattice = hexagon && latticeOf(hexagon.sizeMetres);
    setSourceData(engine, chosen, {
      type: 'FeatureCollection',
      features: lattice
        ? [
            {
              type: 'Feature',
              geometry: { type: 'Polygon', coordinates: [hexRing(lattice, hexagon).map((at) => [...at])] },
              properties: {},
            },
          ]
        : [],
    });
  }

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [cells]: { type: 'geojson', data: nothing },
        [counts]: { type: 'geojson', data: nothing },
        [chosen]: { type: 'geojson', data: nothing },
      },
      layers: [
        {
          slot: 'slot-fill',
          id: 'incident-hexagon-fill',
          type: 'fill',
          source: cells,
          paint: {
            'fill-color': ['to-color', ['coalesce', ['feature-state', 'colour'], 'rgba(0, 0, 0, 0)']],
            'fill-opacity': choroplethOpacity,
            'fill-antialias': false,
          },
        },
        {
          slot: 'slot-line',
          id: 'incident-hexagon-hover',
          type: 'line',
          source: cells,
          paint: {
            'line-color': ink(),
            'line-width': 1.6,
            'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.9, 0],
          },
        },
        outlineLayer('incident-hexagon-chosen', chosen, accent()),
        {
          slot: 'slot-label',
          id: 'incident-hexagon-count',
          type: 'symbol',
          source: counts,
          layout: {
            'text-field': ['to-string', ['get', 'count']],
            'text-font': mapFonts.medium,
            'symbol-sort-key': ['-', ['get', 'count']],
            'text-size': 12,
          },
          paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 1.4 },
        },
      ],
    }),
    () => {
      paint();
      writeCounts();
      outlineChosen();
      watch([() => heat.hexagons, () => heat.view, () => session.isDark], drawLater);
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('incident-hexagon-hover', 'line-color', ink());
          map.setPaintProperty('incident-hexagon-chosen', 'line-color', accent());
          map.setPaintProperty('incident-hexagon-count', 'text-color', ink());
          map.setPaintProperty('incident-hexagon-count', 'text-halo-color', halo());
        },
      );
      watch(() => asking.frame === null, writeCounts);
      watch(() => selection.selectedId('hexagon'), outlineChosen);
    },
  );

  onScopeDispose(
    engine.addHitTarget({
      id: cells,
      priority: 25,
      layers: ['incident-hexagon-fill'],
      tooltip: (hit) => {
        const now = shown();
        const cell = Number(hit.feature?.id);
        const lines = now && words.lines(now, cell);
        return lines && [...lines, ...pairWords.hexagonLines(cell)];
      },
      onClick: (hit) => {
        const now = shown();
        const cell = Number(hit.feature?.id);
        if (!now || !((now.counts[cell] ?? 0) > 0)) return 'pass';
        selection.select('hexagon', hexagonId(now.sizeMetres, { q: now.q[cell]!, r: now.r[cell]! }));
        return undefined;
      },
    }),
  );
}
