import { watch } from 'vue';
import type { GeoJSONSource } from 'maplibre-gl';
import { useReach } from '../../state/reach';
import { useSession } from '../../state/session';
import { coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const source = 'reach-path';

/** The way from the selected building or place to the station that is looked at, and where it starts. */
export function useReachPathLayer(engine: MapEngine): void {
  const reach = useReach();
  const session = useSession();
  const { map } = engine;
  const colours = () => coverageColours(session.isDark);

  function features(): GeoJSON.FeatureCollection {
    const { answer, shown } = reach;
    if (!answer) return { type: 'FeatureCollection', features: [] };
    const start: GeoJSON.Feature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...answer.coordinates] },
      properties: {},
    };
    const way: GeoJSON.Feature[] = shown
      ? [
          {
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: shown.path.map((at) => [...at]) },
            properties: {},
          },
        ]
      : [];
    return { type: 'FeatureCollection', features: [...way, start] };
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: features(), tolerance: 0.1 } },
      layers: [
        {
          slot: 'slot-point',
          id: 'reach-path-casing',
          type: 'line',
          source,
          filter: ['==', ['geometry-type'], 'LineString'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': colours().pathCasing, 'line-width': 8, 'line-opacity': 0.9 },
        },
        {
          slot: 'slot-point',
          id: 'reach-path',
          type: 'line',
          source,
          filter: ['==', ['geometry-type'], 'LineString'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': colours().path, 'line-width': 4 },
        },
        {
          slot: 'slot-point',
          id: 'reach-start',
          type: 'circle',
          source,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 6,
            'circle-color': colours().pathCasing,
            'circle-stroke-color': colours().path,
            'circle-stroke-width': 4,
          },
        },
      ],
    }),
    () => {
      watch([() => reach.answer, () => reach.shown], () =>
        (map.getSource(source) as GeoJSONSource | undefined)?.setData(features()),
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('reach-path-casing', 'line-color', colours().pathCasing);
          map.setPaintProperty('reach-path', 'line-color', colours().path);
          map.setPaintProperty('reach-start', 'circle-color', colours().pathCasing);
          map.setPaintProperty('reach-start', 'circle-stroke-color', colours().path);
        },
      );
    },
  );
}
