import type { Feature } from 'geojson';
import { watch } from 'vue';
import { useLocalFormat } from '../../locales/use-local-format';
import { pathMetres } from '../../../geodata/geometry/measure';
import { useMeasure } from '../../state/measure';
import { useSession } from '../../state/session';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const source = 'measure';

/** What is being measured: the line or outline, its points, and how far each is from the first. */
export function useMeasureLayer(engine: MapEngine): void {
  const measure = useMeasure();
  const session = useSession();
  const format = useLocalFormat();
  const { map } = engine;
  const accent = (): string => (session.isDark ? '#ffb870' : '#b3470a');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.95)' : 'rgba(255, 255, 255, 0.96)');

  function features(): Feature[] {
    const points = measure.shown.map(([lng, lat]) => [lng, lat]);
    const closed = measure.isOutline ? [...points, points[0]!] : points;
    return [
      ...(measure.isOutline
        ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [closed] } } as Feature]
        : []),
      ...(closed.length > 1
        ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: closed } } as Feature]
        : []),
      ...points.map((at, i): Feature => ({
        type: 'Feature',
        // An outline has its area in the card; distances from the first corner mean nothing there.
        properties: {
          text: i > 0 && measure.kind === 'distance' ? format.distance(pathMetres(measure.shown.slice(0, i + 1))) : '',
        },
        geometry: { type: 'Point', coordinates: at },
      })),
    ];
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
      layers: [
        {
          slot: 'slot-label',
          id: 'measure-area',
          type: 'fill',
          source,
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': accent(), 'fill-opacity': 0.14 },
        },
        {
          slot: 'slot-label',
          id: 'measure-line-halo',
          type: 'line',
          source,
          filter: ['==', ['geometry-type'], 'LineString'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': halo(), 'line-width': 6 },
        },
        {
          slot: 'slot-label',
          id: 'measure-line',
          type: 'line',
          source,
          filter: ['==', ['geometry-type'], 'LineString'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': accent(), 'line-width': 3 },
        },
        {
          slot: 'slot-label',
          id: 'measure-point',
          type: 'circle',
          source,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-color': halo(),
            'circle-radius': 4,
            'circle-stroke-color': accent(),
            'circle-stroke-width': 2,
          },
        },
        {
          slot: 'slot-label',
          id: 'measure-text',
          type: 'symbol',
          source,
          filter: ['==', ['geometry-type'], 'Point'],
          layout: {
            'text-field': ['get', 'text'],
            'text-font': mapFonts.medium,
            'text-size': 12,
            'text-offset': [0, -1.1],
            'text-allow-overlap': true,
          },
          paint: { 'text-color': accent(), 'text-halo-color': halo(), 'text-halo-width': 2 },
        },
      ],
    }),
    () => {
      watch(
        [() => measure.shown, () => measure.kind, () => session.language],
        () => setSourceData(engine, source, { type: 'FeatureCollection', features: features() }),
        { immediate: true },
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('measure-area', 'fill-color', accent());
          map.setPaintProperty('measure-line-halo', 'line-color', halo());
          map.setPaintProperty('measure-line', 'line-color', accent());
          map.setPaintProperty('measure-point', 'circle-color', halo());
          map.setPaintProperty('measure-point', 'circle-stroke-color', accent());
          map.setPaintProperty('measure-text', 'text-color', accent());
          map.setPaintProperty('measure-text', 'text-halo-color', halo());
        },
      );
    },
  );
}
