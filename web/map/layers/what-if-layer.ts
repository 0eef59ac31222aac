import type { Feature } from 'geojson';
import { watch } from 'vue';
import { useSession } from '../../state/session';
import { useWhatIf } from '../../state/what-if';
import { coverageColours, cssColour } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

/** Layers whose features a tool takes hold of. */
export const WHAT_IF_STATION = 'what-if-station';
export const WHAT_IF_GATE = 'what-if-gate';
const source = 'what-if';

/** Buildings that gain and lose, stations as the edits leave them, gates while they are set, new ways and closed places. */
export function useWhatIfLayer(engine: MapEngine): void {
  const whatIf = useWhatIf();
  const session = useSession();
  const { map } = engine;
  const colours = () => coverageColours(session.isDark);
  const point = (at: readonly [number, number], properties: Record<string, unknown>): Feature => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: [...at] },
  });

  function features(): Feature[] {
    const { answer, stations, gates, gateStates, edits, tool, wayStart } = whatIf;
    const units = [
      ...(answer?.losses ?? []).map((unit) => point(unit.coordinates, { what: 'lost' })),
      ...(answer?.gains ?? []).map((unit) => point(unit.coordinates, { what: 'gained' })),
    ];
    const shownGates = (gates?.features ?? []).flatMap(({ id, geometry, properties }) => {
      const isOpen = gateStates.get(id as string) ?? properties.open;
      const isChanged = isOpen !== properties.open;
      if (tool !== 'set-gate' && !isChanged) return [];
      return [point(geometry.coordinates as [number, number], { what: 'gate', id, isOpen, isChanged })];
    });
    const drawn = edits.flatMap((edit): Feature[] => {
      if (edit.edit === 'close-street' && edit.near) return [point(edit.near, { what: 'closed-street' })];
      if (edit.edit !== 'add-way') return [];
      return [
        {
          type: 'Feature',
          properties: { what: 'way' },
          geometry: { type: 'LineString', coordinates: [edit.from, edit.to] },
        },
      ];
    });
    const placed = stations.map(({ id, at, how }) => point(at, { what: 'station', id, how }));
    return [
      ...units,
      ...drawn,
      ...shownGates,
      ...placed,
      ...(wayStart ? [point(wayStart, { what: 'way-start' })] : []),
    ];
  }

  const is = (what: string) => ['==', ['get', 'what'], what] as never;
  const paints = () => ({
    'what-if-lost': { 'circle-color': cssColour(colours().lost), 'circle-stroke-color': colours().surface },
    'what-if-gained': { 'circle-color': cssColour(colours().gained), 'circle-stroke-color': colours().surface },
    'what-if-closed': { 'circle-color': colours().surface, 'circle-stroke-color': cssColour(colours().lost) },
    'what-if-way-start': { 'circle-color': cssColour(colours().gained), 'circle-stroke-color': colours().surface },
    [WHAT_IF_GATE]: {
      'circle-color': ['case', ['get', 'isOpen'], cssColour(colours().gained), colours().surface],
      'circle-stroke-color': ['case', ['get', 'isOpen'], colours().surface, cssColour(colours().lost)],
    },
    [WHAT_IF_STATION]: {
      'circle-color': [
        'match',
        ['get', 'how'],
        ['new', 'moved'],
        cssColour(colours().gained),
        'closed',
        cssColour(colours().unknown),
        'rgba(0, 0, 0, 0)',
      ],
      'circle-stroke-color': colours().ink,
    },
  });
  const radius = (near: number, far: number) => ['interpolate', ['linear'], ['zoom'], 11, far, 16, near] as never;

  useStyleLayers(
    engine,
    () => {
      const paint: Record<string, object> = paints();
      const circle = (id: string, what: string, size: never, stroke: number) => ({
        slot: 'slot-point' as const,
        id,
        type: 'circle' as const,
        source,
        filter: is(what),
        paint: { ...paint[id], 'circle-radius': size, 'circle-stroke-width': stroke },
      });
      return {
        sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
        layers: [
          circle('what-if-lost', 'lost', radius(7, 2.6), 1),
          circle('what-if-gained', 'gained', radius(7, 2.6), 1),
          {
            slot: 'slot-point',
            id: 'what-if-way',
            type: 'line',
            source,
            filter: is('way'),
            layout: { 'line-cap': 'round' },
            paint: { 'line-color': cssColour(colours().gained), 'line-width': 5 },
          },
          circle('what-if-closed', 'closed-street', radius(9, 5), 4),
          circle('what-if-way-start', 'way-start', radius(8, 6), 2),
          circle(WHAT_IF_GATE, 'gate', radius(8, 4), 2),
          {
            ...circle(WHAT_IF_STATION, 'station', radius(13, 8), 2),
            paint: {
              ...paint[WHAT_IF_STATION],
              'circle-radius': radius(13, 8),
              'circle-stroke-width': ['match', ['get', 'how'], 'same', 0, 2] as never,
              'circle-opacity': ['match', ['get', 'how'], 'closed', 0.75, 1] as never,
            },
          },
        ],
      };
    },
    () => {
      const show = () => setSourceData(engine, source, { type: 'FeatureCollection', features: features() });
      show();
      watch(
        [
          () => whatIf.answer,
          () => whatIf.stations,
          () => whatIf.gates,
          () => whatIf.gateStates,
          () => whatIf.edits,
          () => whatIf.tool,
          () => whatIf.wayStart,
        ],
        show,
      );
      watch(
        () => session.isDark,
        () => {
          for (const [id, paint] of Object.entries(paints())) {
            for (const [key, value] of Object.entries(paint))
              map.setPaintProperty(id, key as 'circle-color', value as never);
          }
          map.setPaintProperty('what-if-way', 'line-color', cssColour(colours().gained));
        },
      );
    },
  );
}
