import { onScopeDispose, watch } from 'vue';
import { useHeat } from '../../state/heat';
import { useSession } from '../../state/session';
import { useDrawLater } from '../draw-later';
import type { MapEngine } from '../map-engine';
import { densityImage } from './density-image';

const owner = 'incident-density';

/** The density surface as a picture of the server's raster, under the labels; nothing is counted here. */
export function useDensityLayer(engine: MapEngine): void {
  const heat = useHeat();
  const session = useSession();
  let gone = false;

  async function draw(): Promise<void> {
    const raster = heat.shownRaster;
    if (!raster) return engine.deck.setLayers(owner, []);
    const { BitmapLayer } = await import('@deck.gl/layers');
    if (gone || heat.shownRaster !== raster) return;
    const [west = 0, south = 0, east = 0, north = 0] = raster.bbox;
    await engine.deck.setLayers(owner, [
      new BitmapLayer({
        id: owner,
        image: densityImage(raster, session.isDark),
        bounds: [west, south, east, north],
        textureParameters: { minFilter: 'linear', magFilter: 'linear' },
        beforeId: 'slot-heat',
      }),
    ]);
  }

  const drawLater = useDrawLater(engine, () => void draw());
  engine.onceReady(() => void draw());
  watch([() => heat.shownRaster, () => session.isDark], drawLater);
  onScopeDispose(() => {
    gone = true;
    void engine.deck.setLayers(owner, []);
  });
}
