import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapView } from '../state/view';

/** Pixels by which two views may differ on the screen and still be the same to whoever looks at it. */
const samePixels = 3;

export interface KeptView {
  /** Says that what is shown now is what the view kept was turned into. */
  settle(): void;
  /** The view kept, as long as nobody has looked elsewhere since `settle`; null otherwise. */
  unlessMoved(): MapView | null;
}

/** Keeps what a map shows before it is shown otherwise for a while, so that it can be shown again afterwards. */
export function keepView(map: MapLibreMap): KeptView {
  const now = (): MapView => ({ zoom: map.getZoom(), ...map.getCenter() });
  const kept = now();
  let settled: MapView | null = null;
  return {
    settle() {
      settled = now();
    },
    unlessMoved() {
      if (!settled) return kept;
      const [a, b] = [map.project([settled.lng, settled.lat]), map.project(map.getCenter())];
      const isSame = Math.abs(settled.zoom - map.getZoom()) < 0.01 && a.dist(b) < samePixels;
      return isSame ? kept : null;
    },
  };
}
