import { watch } from 'vue';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { useCoverage } from '../../state/coverage';
import { useServiceAreas } from '../../state/service-areas';
import { useSession } from '../../state/session';
import { bandColour, cssColour } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const source = 'service-areas';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Outlines of the service areas: quiet fills one over the other, the outermost border strongest. */
export function useServiceAreaLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const service = useServiceAreas();
  const session = useSession();
  const { map } = engine;

  const colour = (): ExpressionSpecification => {
    const [first, ...rest] = coverage.bands;
    const stops = rest.flatMap((minutes, i) => [minutes, cssColour(bandColour(i + 1, session.isDark))]);
    const nearest = cssColour(bandColour(0, session.isDark));
    return (
      rest.length > 0 ? ['match', ['get', 'minutes'], first, nearest, ...stops, nearest] : ['literal', nearest]
    ) as never;
  };
  const isCutoff = (): ExpressionSpecification => ['==', ['get', 'minutes'], coverage.minutes];
  const width = (): ExpressionSpecification => ['case', isCutoff(), 2, 0.9];
  const opacity = (): ExpressionSpecification => ['case', isCutoff(), 0.95, 0.7];
  const fillOpacity = (): number => (session.isDark ? 0.16 : 0.13);
  const data = (): GeoJSON.FeatureCollection => (service.areas as GeoJSON.FeatureCollection | null) ?? nothing;

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: data(), tolerance: 0.2 } },
      layers: [
        {
          slot: 'slot-fill',
          id: 'service-area-fill',
          type: 'fill',
          source,
          paint: { 'fill-color': colour(), 'fill-opacity': fillOpacity(), 'fill-antialias': false },
        },
        {
          slot: 'slot-heat',
          id: 'service-area-line',
          type: 'line',
          source,
          layout: { 'line-join': 'round' },
          paint: { 'line-color': colour(), 'line-width': width(), 'line-opacity': opacity() },
        },
      ],
    }),
    () => {
      watch(
        () => service.areas,
        () => (map.getSource(source) as GeoJSONSource | undefined)?.setData(data()),
      );
      watch([() => coverage.bands, () => session.isDark], () => {
        map.setPaintProperty('service-area-fill', 'fill-color', colour());
        map.setPaintProperty('service-area-fill', 'fill-opacity', fillOpacity());
        map.setPaintProperty('service-area-line', 'line-color', colour());
        map.setPaintProperty('service-area-line', 'line-width', width());
        map.setPaintProperty('service-area-line', 'line-opacity', opacity());
      });
    },
  );
}
