import type { MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { MapEngine } from '../map-engine';

/** The mouse or a finger on the map. */
export type Press = MapMouseEvent | MapTouchEvent;

export const isTouch = (press: Press): press is MapTouchEvent => 'points' in press;

export interface PressHolder {
  /** Pressed with the main button or one finger; `preventDefault` keeps the map from moving with it. */
  onDown(press: Press): void;
  /** Also while nothing is pressed, with a mouse. */
  onMove(press: Press): void;
  onUp(): void;
}

/** Gives presses and drags on the map, by mouse or finger, to one tool until it is let go with the function that comes back. */
export function holdPress(engine: MapEngine, { onDown, onMove, onUp }: PressHolder): () => void {
  const { map } = engine;
  const resume = engine.hits.pause();
  function onPress(press: Press): void {
    if (isTouch(press) ? press.points.length === 1 : press.originalEvent.button === 0) onDown(press);
  }
  map.on('mousedown', onPress);
  map.on('touchstart', onPress);
  map.on('mousemove', onMove);
  map.on('touchmove', onMove);
  map.on('mouseup', onUp);
  map.on('touchend', onUp);
  return () => {
    map.off('mousedown', onPress);
    map.off('touchstart', onPress);
    map.off('mousemove', onMove);
    map.off('touchmove', onMove);
    map.off('mouseup', onUp);
    map.off('touchend', onUp);
    map.dragPan.enable();
    engine.setCursor(null);
    resume();
  };
}
