import type { LngLat } from '../../../geodata/schema/coordinates';
import type { MapEngine } from '../map-engine';
import { groundReach } from './ground-reach';
import { holdKeys } from './hold-keys';
import { holdPress } from './hold-press';
import type { Press } from './hold-press';
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
  let radius = 14;
  let isPressed = false;

  function brush(at: LngLat): void {
    options.onBrush(at, groundReach(map, at, radius), isPressed);
  }

  function onDown(event: Press): void {
    event.preventDefault();
    map.dragPan.disable();
    isPressed = true;
    brush([event.lngLat.lng, event.lngLat.lat]);
  }
  function onMove(event: Press): void {
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

  function actOf(event: KeyboardEvent): (() => void) | undefined {
    const acts: Record<string, () => void> = {
      Escape: drop,
      ' ': paintAtCentre,
      '[': () => void (radius = Math.max(smallest, radius / 1.4)),
      ']': () => void (radius = Math.min(largest, radius * 1.4)),
    };
    return acts[event.key];
  }

  const letGo = holdPress(engine, { onDown, onMove, onUp });
  const letKeysGo = holdKeys(actOf);
  engine.setCursor('crosshair');

  return {
    finish: onUp,
    cancel: drop,
    back: options.onDrop,
    stop() {
      letKeysGo();
      letGo();
    },
  };
}
