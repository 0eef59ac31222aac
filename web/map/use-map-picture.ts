import { MercatorCoordinate } from 'maplibre-gl';
import type { LngLatBounds } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useHeatPair } from '../state/heat-pair';
import { usePrint } from '../state/print';
import type { MapPicture } from '../state/print';
import { useView } from '../state/view';
import type { MapEngine } from './map-engine';
import { placesStep } from './places-step';

/** How long the map may take to load and draw the sheet, ms. */
const patience = 60_000;

/**
 * Takes the picture for print: the map itself, with all that is on it, is put out of sight at the size of the sheet's frame
 * and at print resolution, drawn, read, and put back. A second map would have neither hover nor selection nor deck.gl layers.
 */
export function useMapPicture(engine: MapEngine): void {
  const print = usePrint();
  const view = useView();
  const pair = useHeatPair();
  const { map } = engine;
  let turn = 0;

  /** What is seen now beside panel and inspector. */
  function freeBounds(): LngLatBounds {
    const { left, right, top, bottom } = view.insets;
    const { clientWidth, clientHeight } = map.getContainer();
    const bounds = map.getBounds();
    const southWest = map.unproject([left, clientHeight - bottom]);
    const northEast = map.unproject([clientWidth - right, top]);
    bounds.setSouthWest(southWest);
    bounds.setNorthEast(northEast);
    return bounds;
  }

  /** Takes layers off the map that are seen; returns the way to put them back. */
  function hideLayers(isOff: (id: string) => boolean): () => void {
    const hidden = map
      .getLayersOrder()
      .filter((id) => map.getLayer(id) && isOff(id) && map.getLayoutProperty(id, 'visibility') !== 'none');
    for (const id of hidden) map.setLayoutProperty(id, 'visibility', 'none');
    return () => {
      for (const id of hidden) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', 'visible');
    };
  }

  /** Takes everything about incidents off the map; returns the way to put it back. */
  function hideIncidents(): () => void {
    const showLayers = hideLayers((id) => id.startsWith('incident-'));
    const showDeck = engine.deck.hideAll();
    return () => {
      showLayers();
      showDeck();
    };
  }

  /** The names alone, where they stand on the map. */
  async function readNames(): Promise<string> {
    const showAgain = hideLayers((id) => map.getLayer(id)?.type !== 'symbol');
    try {
      return await read();
    } finally {
      showAgain();
    }
  }

  /** The canvas can only be read in the frame in which it was drawn. */
  function read(): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the map was not drawn in time')), patience);
      map.once('idle', () => {
        map.once('render', () => {
          clearTimeout(timer);
          resolve(map.getCanvas().toDataURL('image/png'));
        });
        map.triggerRepaint();
      });
      map.triggerRepaint();
    });
  }

  async function take(): Promise<void> {
    const mine = ++turn;
    const container = map.getContainer();
    const before = { style: container.getAttribute('style') ?? '', center: map.getCenter(), zoom: map.getZoom() };
    const ratio = map.getPixelRatio();
    const bounds: LngLatBounds | [number, number, number, number] = print.bounds ? [...print.bounds] : freeBounds();
    const { frame, dotsPerInch, layout } = print;
    const { width, height } = frame;
    const pictureNow = async (): Promise<MapPicture> => {
      const url = await read();
      const seen = map.getBounds();
      return {
        url,
        // Sheets of several maps draw their incidents between the ground and its names.
        namesUrl: layout === 'one' ? null : await readNames(),
        width,
        height,
        zoom: map.getZoom(),
        lat: map.getCenter().lat,
        bbox: [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()],
        dotsPerInch,
      };
    };
    view.isHeld = true;
    const showAgain = layout === 'one' ? () => undefined : hideIncidents();
    try {
      container.style.cssText = `${before.style};position:fixed;inset:auto;top:0;left:-9999px;width:${width}px;height:${height}px`;
      map.setPixelRatio(dotsPerInch / 96);
      map.resize();
      map.fitBounds(bounds, { padding: print.bounds ? 12 : 0, animate: false });
      const picture = await pictureNow();
      let left: MapPicture | null = null;
      if (layout === 'pair' && pair.layout === 'places') {
        const { x, y } = MercatorCoordinate.fromLngLat(map.getCenter());
        const step = placesStep(pair.places.right, pair.places.left);
        map.jumpTo({ center: new MercatorCoordinate(x + step.x, y + step.y).toLngLat() });
        left = await pictureNow();
      }
      // Another frame may have been asked for in the meantime; its picture comes next.
      if (mine !== turn || !print.isOpen || print.frame !== frame || print.dotsPerInch !== dotsPerInch) return;
      print.leftPicture = left;
      print.picture = picture;
    } catch {
      if (mine === turn) print.hasFailed = true;
    } finally {
      showAgain();
      container.setAttribute('style', before.style);
      map.setPixelRatio(ratio);
      map.resize();
      map.jumpTo({ center: before.center, zoom: before.zoom });
      view.isHeld = false;
    }
  }

  let queue: Promise<void> = Promise.resolve();
  watch(
    () => print.isOpen && [print.orientation, print.dotsPerInch, print.layout, print.frame],
    (wanted) => {
      if (!wanted) return;
      // One at a time: the map is one. The theme has turned light by then.
      queue = queue.then(
        () => new Promise((resolve) => engine.onceReady(() => requestAnimationFrame(() => resolve()))),
      );
      queue = queue.then(() => (print.isOpen ? take() : undefined));
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    turn++;
    print.close();
  });
}
