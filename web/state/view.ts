import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { BBox, LngLat } from '../../geodata/schema/coordinates';
import { useQueryParam } from './url-query';
import { viewParam } from './view-url';
import type { MapView } from './view-url';

export type { MapView } from './view-url';

/** A wish to see something; the map takes it up and flies there. */
export type ViewTarget =
  | { kind: 'bounds'; bbox: BBox; maxZoom?: number; instant?: boolean }
  | { kind: 'point'; at: LngLat; zoom?: number; instant?: boolean }
  | { kind: 'view'; view: MapView };

/** How long the map must rest before the URL follows, ms. */
const restMilliseconds = 250;

/** Pixels of the map that panels lie over, so that what is shown lands in the free part. */
export interface MapInsets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The map's view: read it anywhere, change it by asking. */
export const useView = defineStore('view', () => {
  const inUrl = useQueryParam('view', viewParam);
  const view = shallowRef<MapView | null>(inUrl.value);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const target = shallowRef<ViewTarget | null>(null);
  const insets = shallowRef<MapInsets>({ top: 0, right: 0, bottom: 0, left: 0 });
  /** A mark on the map, e.g. of a coordinate that was searched for. */
  const pin = shallowRef<LngLat | null>(null);
  const mapFailed = ref(false);

  /** While the map is used for something else (a picture for print) what it says of itself is not the person's view. */
  const isHeld = ref(false);
  /** Whether the map has moved since the place was opened, by whomever. */
  const hasMoved = ref(false);
  /** Counts the wishes for the coordinate in the middle of the free part of the map; a tool on the map takes it. */
  const centreAsked = ref(0);
  const askCentre = (): void => void centreAsked.value++;

  /** Flies so that `bbox` fills the free part of the map. */
  function showBounds(bbox: BBox, maxZoom = 17): void {
    target.value = { kind: 'bounds', bbox, maxZoom };
  }

  /** Flies to a point; keeps the zoom if it is already closer than `zoom`. */
  function showPoint(at: LngLat, zoom = 16): void {
    target.value = { kind: 'point', at, zoom };
  }

  /** What the map says after each move. The URL follows when it rests, unless this is only the first look. */
  function report(next: MapView, moved: boolean): void {
    if (isHeld.value) return;
    view.value = next;
    clearTimeout(resting);
    if (!moved) return;
    hasMoved.value = true;
    resting = setTimeout(() => {
      inUrl.value = next;
    }, restMilliseconds);
  }

  /** Forgets the view, so that the next place is shown whole. */
  function forget(): void {
    clearTimeout(resting);
    view.value = null;
    hasMoved.value = false;
    pin.value = null;
  }

  // A link followed or a step back: the map goes where the URL says.
  watch(inUrl, (next) => {
    if (next && (!view.value || viewParam.format(next) !== viewParam.format(view.value)))
      target.value = { kind: 'view', view: next };
  });

  return {
    report,
    forget,
    view,
    target,
    insets,
    pin,
    mapFailed,
    isHeld,
    hasMoved,
    centreAsked,
    askCentre,
    showBounds,
    showPoint,
  };
});
