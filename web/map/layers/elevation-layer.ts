import { watch } from 'vue';
import { usePlace } from '../../state/place';
import { useSession } from '../../state/session';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const id = 'elevation-hillshade';

/**
 * Hills shaded from the heights of the place, under water, streets and everything drawn on them. The layer list switches
 * them off; places without heights have no such layer.
 */
export function useElevationLayer(engine: MapEngine): void {
  const place = usePlace();
  const session = useSession();
  const elevation = place.current?.elevation;
  if (!elevation) return;
  const { tiles, tileSize, minzoom, maxzoom, bounds, encoding } = elevation;
  const [west = 0, south = 0, east = 0, north = 0] = bounds;
  const paint = () => ({
    'hillshade-exaggeration': 0.45,
    'hillshade-shadow-color': session.isDark ? '#000000' : '#5b6470',
    'hillshade-highlight-color': session.isDark ? '#5d6673' : '#ffffff',
    'hillshade-accent-color': session.isDark ? '#14181d' : '#7b8794',
  });

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [id]: {
          type: 'raster-dem',
          tiles: [new URL(tiles, window.location.origin).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
          encoding,
          tileSize,
          minzoom,
          maxzoom,
          bounds: [west, south, east, north],
        },
      },
      layers: [{ id, type: 'hillshade', source: id, slot: 'slot-fill', paint: paint() }],
    }),
    () => {
      watch(
        () => session.isDark,
        () => {
          if (!engine.map.getLayer(id)) return;
          for (const [key, value] of Object.entries(paint()))
            engine.map.setPaintProperty(id, key as keyof ReturnType<typeof paint>, value);
        },
      );
    },
  );
}
