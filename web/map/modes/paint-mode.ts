import type { MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { keysBelongElsewhere } from '../../commands/shortcut';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { MapEngine } from '../map-engine';
import type { Sketch } from './sketch-gesture';

export interface PaintOptions {
  /** A stroke begins, goes on, or the pointer only passes; `metres` is the brush's radius on the ground. */
  onBrush(at: LngLat, metres: number, isPressed: boolean): void;
  /** The pointer is let go. */
  onStroke(): void;
  /** Esc in a stroke. */
  onDrop(): void;
  onLeave(): void;
  /** The middle of what is seen, where the keyboard paints. */
  centre(): LngLat;
}

const smallest = 4;
const largest = 80;

/** A round brush: what it touches while pressed is painted. `[` and `]` make it smaller and larger. */
export function startPaint(engine: MapEngine, options: PaintOptions): Sketch {
  const { map } = engine;
  const resume = engine.hits.pause();
  engine.setCursor('crosshair');
  let radius = 14;
  let isPressed = false;

  function metresAt([lng, lat]: LngLat): number {
    const pixel = map.project([lng, lat]);
    const beside = map.unproject([pixel.x + radius, pixel.y]);
    return Math.abs(beside.lng - lng) * 111_320 * Math.cos((lat * Math.PI) / 180);
  }
  function brush(at: LngLat): void {
    options.onBrush(at, metresAt(at), isPressed);
  }

  function onDown(event: MapMouseEvent | MapTouchEvent): void {
    const isTouch = 'points' in event;
    if (isTouch ? event.points.length !== 1 : event.originalEvent.button !== 0) return;
    event.preventDefault();
    map.dragPan.disable();
    isPressed = true;
    brush([event.lngLat.lng, event.lngLat.lat]);
  }
  function onMove(event: MapMouseEvent | MapTouchEvent): void {
    brush([event.lngLat.lng, event.lngLat.lat]);
  }
  function onUp(): void {
    if (!isPressed) return;
    isPressed = false;
    map.dragPan.enable();
    options.onStroke();
  }
  function drop(): void {
    if (!isPressed) {
      options.onLeave();
      return;
    }
    isPressed = false;
    map.dragPan.enable();
    options.onDrop();
  }
  function paintAtCentre(): void {
    isPressed = true;
    brush(options.centre());
    onUp();
  }

  function onKey(event: KeyboardEvent): void {
    if (keysBelongElsewhere(event)) return;
    const acts: Record<string, () => void> = {
      Escape: drop,
      ' ': paintAtCentre,
      '[': () => void (radius = Math.max(smallest, radius / 1.4)),
      ']': () => void (radius = Math.min(largest, radius * 1.4)),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  map.on('mousedown', onDown);
  map.on('touchstart', onDown);
  map.on('mousemove', onMove);
  map.on('touchmove', onMove);
  map.on('mouseup', onUp);
  map.on('touchend', onUp);
  window.addEventListener('keydown', onKey, { capture: true });

  return {
    finish: onUp,
    cancel: drop,
    back: options.onDrop,
    stop() {
      map.off('mousedown', onDown);
      map.off('touchstart', onDown);
      map.off('mousemove', onMove);
      map.off('touchmove', onMove);
      map.off('mouseup', onUp);
      map.off('touchend', onUp);
      window.removeEventListener('keydown', onKey, { capture: true });
      map.dragPan.enable();
      engine.setCursor(null);
      resume();
    },
  };
}
