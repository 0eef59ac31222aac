import type { MapMouseEvent } from 'maplibre-gl';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';

export interface SketchOptions {
  snap(at: LngLat): { at: LngLat; snapped: boolean };
  /** After every point and every move: the points set, and where the pointer is (null before it came). */
  onChange(points: readonly LngLat[], pointer: LngLat | null, snapped: boolean): void;
  /** True where the points were taken up and the sketch may begin anew. */
  onFinish(points: readonly LngLat[]): boolean;
  /** Esc with nothing drawn. */
  onLeave(): void;
}

export interface Sketch {
  finish(): void;
  /** Drops the points; with none there, leaves the tool. */
  cancel(): void;
  /** Takes the last point back. */
  back(): void;
  stop(): void;
}

/** Gathers points from clicks until they are finished or dropped. */
export function startSketch(engine: MapEngine, options: SketchOptions): Sketch {
  let points: LngLat[] = [];
  let pointer: LngLat | null = null;
  let snapped = false;

  const report = (): void => options.onChange(points, pointer, snapped);
  const place = (event: MapMouseEvent): LngLat => {
    const raw: LngLat = [event.lngLat.lng, event.lngLat.lat];
    const found = event.originalEvent.altKey ? { at: raw, snapped: false } : options.snap(raw);
    snapped = found.snapped;
    return found.at;
  };

  function finish(): void {
    if (points.length < 2) return;
    if (options.onFinish(points)) points = [];
    report();
  }

  function cancel(): void {
    if (points.length === 0) {
      options.onLeave();
      return;
    }
    points = [];
    report();
  }

  function back(): void {
    points = points.slice(0, -1);
    report();
  }

  const keys: Record<string, () => void> = { Enter: finish, Escape: cancel, Backspace: back };
  const stop = holdPointer(engine, {
    place,
    lastPoint: () => points.at(-1),
    onMove(at) {
      pointer = at;
      report();
    },
    onClick(at, isAgain) {
      pointer = at;
      if (!isAgain) points = [...points, at];
      report();
    },
    onDoubleClick: finish,
    actOf: (event) => keys[event.key],
  });
  report();

  return { finish, cancel, back, stop };
}
