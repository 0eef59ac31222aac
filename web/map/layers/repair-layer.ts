import { watch } from 'vue';
import { usePlanExchange } from '../../state/plan-exchange';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const source = 'layer-repair';

/** The one repair of an imported layer that is looked at: land outlined, a vertex ringed. */
export function useRepairLayer(engine: MapEngine): void {
  const exchange = usePlanExchange();
  const session = useSession();
  const accent = (): string => accentColour(session.isDark);
  const shown = (): GeoJSON.FeatureCollection => ({
    type: 'FeatureCollection',
    features: exchange.shape ? [{ type: 'Feature', geometry: exchange.shape, properties: {} }] : [],
  });
  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: shown() } },
      layers: [
        {
          slot: 'slot-point',
          id: 'layer-repair-line',
          type: 'line',
          source,
          filter: ['!=', ['geometry-type'], 'Point'],
          layout: { 'line-join': 'round' },
          paint: { 'line-color': accent(), 'line-width': 4 },
        },
        {
          slot: 'slot-point',
          id: 'layer-repair-point',
          type: 'circle',
          source,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 12,
            'circle-color': accent(),
            'circle-opacity': 0.2,
            'circle-stroke-color': accent(),
            'circle-stroke-width': 3,
          },
        },
      ],
    }),
    () => {
      watch(
        () => exchange.shape,
        () => setSourceData(engine, source, shown()),
        { immediate: true },
      );
    },
  );
}
