import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { BBox, LngLat } from '../../geodata/schema/coordinates';

/** Where the map stands. */
export interface MapView {
  zoom: number;
  lat: number;
  lng: number;
}

/** A wish to see something; the map takes it up and flies there. */
export type ViewTarget =
  | { kind: 'bounds'; bbox: BBox; maxZoom?: number; instant?: boolean }
  | { kind: 'point'; at: LngLat; zoom?: number; instant?: boolean };

/** Pixels of the map that panels lie over, so that what is shown lands in the free part. */
export interface MapInsets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The map's view: read it anywhere, change it by asking. */
export const useView = defineStore('view', () => {
  const view = shallowRef<MapView | null>(null);
  const target = shallowRef<ViewTarget | null>(null);
  const insets = shallowRef<MapInsets>({ top: 0, right: 0, bottom: 0, left: 0 });
  /** A mark on the map, e.g. of a coordinate that was searched for. */
  const pin = shallowRef<LngLat | null>(null);
  const mapFailed = ref(false);

  /** Flies so that `bbox` fills the free part of the map. */
  function showBounds(bbox: BBox, maxZoom = 17): void {
    target.value = { kind: 'bounds', bbox, maxZoom };
  }

  /** Flies to a point; keeps the zoom if it is already closer than `zoom`. */
  function showPoint(at: LngLat, zoom = 16): void {
    target.value = { kind: 'point', at, zoom };
  }

  return { view, target, insets, pin, mapFailed, showBounds, showPoint };
});
