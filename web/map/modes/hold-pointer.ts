import type { MapMouseEvent } from 'maplibre-gl';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { MapEngine } from '../map-engine';
import { holdKeys } from './hold-keys';

export interface PointerHolder {
  /** Where an event counts as being, snapped or not. */
  place(event: MapMouseEvent): LngLat;
  /** The point set last, if any. */
  lastPoint(): LngLat | undefined;
  /** `follows`: Shift is held, for what follows a street. */
  onMove(at: LngLat, follows: boolean): void;
  /** `isAgain` where the click falls on the point set last, as the second half of a double click does. */
  onClick(at: LngLat, isAgain: boolean, follows: boolean): void;
  onDoubleClick(): void;
  /** What a key does while the pointer is held; undefined for keys that are left to others. */
  actOf(event: KeyboardEvent): (() => void) | undefined;
}

/** Two clicks this close are one point. */
const samePointPixels = 4;

/** Gives clicks, moves and keys on the map to one tool until it is let go with the function that comes back. */
export function holdPointer(engine: MapEngine, holder: PointerHolder): () => void {
  const { map } = engine;
  const resume = engine.hits.pause();
  engine.setCursor('crosshair');
  map.doubleClickZoom.disable();

  function onMove(event: MapMouseEvent): void {
    holder.onMove(holder.place(event), event.originalEvent.shiftKey);
  }
  function onClick(event: MapMouseEvent): void {
    const at = holder.place(event);
    const last = holder.lastPoint();
    const isAgain = last && map.project([last[0], last[1]]).dist(map.project([at[0], at[1]])) < samePointPixels;
    holder.onClick(at, isAgain === true, event.originalEvent.shiftKey);
  }
  function onDoubleClick(event: MapMouseEvent): void {
    event.preventDefault();
    holder.onDoubleClick();
  }
  map.on('mousemove', onMove);
  map.on('click', onClick);
  map.on('dblclick', onDoubleClick);
  const letKeysGo = holdKeys((event) => holder.actOf(event));

  return () => {
    map.off('mousemove', onMove);
    map.off('click', onClick);
    map.off('dblclick', onDoubleClick);
    letKeysGo();
    map.doubleClickZoom.enable();
    engine.setCursor(null);
    resume();
  };
}
