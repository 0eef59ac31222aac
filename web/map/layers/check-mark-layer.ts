import type { ExpressionSpecification } from 'maplibre-gl';
import { watch } from 'vue';
import { useServiceChecks } from '../../state/service-checks';
import { useSession } from '../../state/session';
import { outcomeColours } from '../../ui/service-colours';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const source = 'check-marks';

/** A ring around every station that is checked: red where something fails, grey where too little is known, green where all is kept. */
export function useCheckMarkLayer(engine: MapEngine): void {
  const checks = useServiceChecks();
  const session = useSession();
  const { map } = engine;

  const features = (): GeoJSON.FeatureCollection => ({
    type: 'FeatureCollection',
    features: checks.listed.map((station) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...station.coordinates] },
      properties: { outcome: checks.outcomeOf(station) },
    })),
  });
  const colour = (): ExpressionSpecification => {
    const { fails, unknown, passes } = outcomeColours(session.isDark);
    return ['match', ['get', 'outcome'], 'fails', fails, 'unknown', unknown, passes];
  };

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: features() } },
      layers: [
        {
          slot: 'slot-point',
          id: 'check-mark',
          type: 'circle',
          source,
          // What fails lies on top.
          layout: { 'circle-sort-key': ['match', ['get', 'outcome'], 'fails', 2, 'unknown', 1, 0] },
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 5, 13, 13, 16, 19],
            'circle-color': colour(),
            'circle-opacity': ['match', ['get', 'outcome'], 'fails', 0.22, 0.1],
            'circle-stroke-color': colour(),
            'circle-stroke-width': ['match', ['get', 'outcome'], 'fails', 2.6, 1.4],
          },
        },
      ],
    }),
    () => {
      watch([() => checks.listed, () => checks.standard], () => setSourceData(engine, source, features()));
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('check-mark', 'circle-color', colour());
          map.setPaintProperty('check-mark', 'circle-stroke-color', colour());
        },
      );
    },
  );
}
