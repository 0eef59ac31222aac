import type { GeoJSONSource } from 'maplibre-gl';
import { watch } from 'vue';
import { useSession } from '../../state/session';
import type { MapEngine } from '../map-engine';
import type { Slot } from '../slots';
import { useStyleLayers } from '../use-style-layers';

/** What breaks a rule is outlined in the red of the tokens, which WebGL cannot read. */
const broken = (isDark: boolean): string => (isDark ? '#ff9a91' : '#b3261e');
/** Laid over what is not looked at, so that it steps back. */
const veil = (isDark: boolean): string => (isDark ? '#14171d' : '#f5f6f8');

/** A shape, and whether it is among those that are looked at. */
export type FocusFeature = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, { isBroken: boolean }>;

/**
 * Looks at those that break a rule: their outlines red, all others under a veil. No features, no focus.
 * @param below the slot the veil goes in: above what it is to dim
 */
export function useRuleFocus(engine: MapEngine, id: string, below: Slot, features: () => FocusFeature[]): void {
  const session = useSession();
  const { map } = engine;
  const collection = (): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features: features() });

  useStyleLayers(
    engine,
    () => ({
      sources: { [id]: { type: 'geojson', data: collection() } },
      layers: [
        {
          slot: below,
          id: `${id}-veil`,
          type: 'fill',
          source: id,
          filter: ['!', ['get', 'isBroken']],
          paint: { 'fill-color': veil(session.isDark), 'fill-opacity': 0.76 },
        },
        {
          slot: below,
          id: `${id}-line`,
          type: 'line',
          source: id,
          filter: ['to-boolean', ['get', 'isBroken']],
          layout: { 'line-join': 'round' },
          paint: { 'line-color': broken(session.isDark), 'line-width': 2.5 },
        },
      ],
    }),
    () => {
      watch(features, () => (map.getSource(id) as GeoJSONSource | undefined)?.setData(collection()));
      watch(
        () => session.isDark,
        (isDark) => {
          map.setPaintProperty(`${id}-veil`, 'fill-color', veil(isDark));
          map.setPaintProperty(`${id}-line`, 'line-color', broken(isDark));
        },
      );
    },
  );
}
