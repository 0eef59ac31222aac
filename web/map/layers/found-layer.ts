import { watch } from 'vue';
import { useFoundThing } from '../../state/found-thing';
import { useMode } from '../../state/mode';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const source = 'found';

/** The thing that was searched for or selected: a compound outlined, a street traced, a point ringed, in every mode. */
export function useFoundLayer(engine: MapEngine): void {
  const found = useFoundThing();
  const mode = useMode();
  const session = useSession();
  const { map } = engine;
  const accent = (): string => accentColour(session.isDark);
  const halo = (): string => (session.isDark ? '#101317' : '#ffffff');

  /** Coverage marks its own stations, incidents its own hexagons. */
  const shown = (): GeoJSON.FeatureCollection => {
    const { thing } = found;
    const isMarked =
      (thing?.kind === 'station' && mode.current === 'coverage') ||
      (thing?.kind === 'hexagon' && mode.current === 'incidents');
    return {
      type: 'FeatureCollection',
      features: thing?.geometry && !isMarked ? [{ type: 'Feature', geometry: thing.geometry, properties: {} }] : [],
    };
  };

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: shown() } },
      layers: [
        {
          slot: 'slot-point',
          id: 'found-edge',
          type: 'line',
          source,
          filter: ['!=', ['geometry-type'], 'Point'],
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: { 'line-color': halo(), 'line-width': 7, 'line-opacity': 0.9 },
        },
        {
          slot: 'slot-point',
          id: 'found-line',
          type: 'line',
          source,
          filter: ['!=', ['geometry-type'], 'Point'],
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: { 'line-color': accent(), 'line-width': 3.5 },
        },
        {
          slot: 'slot-label',
          id: 'found-point',
          type: 'circle',
          source,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 11,
            'circle-color': accent(),
            'circle-opacity': 0.22,
            'circle-stroke-color': accent(),
            'circle-stroke-width': 3,
          },
        },
      ],
    }),
    () => {
      watch([() => found.thing, () => mode.current], () => setSourceData(engine, source, shown()), { immediate: true });
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('found-edge', 'line-color', halo());
          map.setPaintProperty('found-line', 'line-color', accent());
          for (const paint of ['circle-color', 'circle-stroke-color'] as const)
            map.setPaintProperty('found-point', paint, accent());
        },
      );
    },
  );
}
