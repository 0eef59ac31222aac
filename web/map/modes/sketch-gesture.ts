import type { MapMouseEvent } from 'maplibre-gl';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';

export interface SketchOptions {
  snap(at: LngLat): { at: LngLat; snapped: boolean };
  /** The middle of what is seen of the map, where the keyboard sets a point. */
  centre(): LngLat;
  /** The way along a street from one point to another, both included; null where there is none. */
  follow(from: LngLat, to: LngLat): LngLat[] | null;
  /**
   * After every point and every move: the points set, what a click would add (several points along a street, none before the
   * pointer came), and whether the pointer snapped.
   */
  onChange(points: readonly LngLat[], next: readonly LngLat[], snapped: boolean): void;
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
  let next: readonly LngLat[] = [];
  let snapped = false;

  const report = (): void => options.onChange(points, next, snapped);
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

  /** What a click at `at` adds: the point, or with Shift the way to it along the streets. */
  function wayTo(at: LngLat, follows: boolean): readonly LngLat[] {
    const last = points.at(-1);
    const way = follows && last ? options.follow(last, at) : null;
    return way ? way.slice(1) : [at];
  }

  function setAtCentre(): void {
    const { at } = options.snap(options.centre());
    points = [...points, at];
    next = [];
    report();
  }

  const keys: Record<string, () => void> = { Enter: finish, Escape: cancel, Backspace: back, ' ': setAtCentre };
  const stop = holdPointer(engine, {
    place,
    lastPoint: () => points.at(-1),
    onMove(at, follows) {
      next = wayTo(at, follows);
      report();
    },
    onClick(at, isAgain, follows) {
      if (!isAgain) points = [...points, ...wayTo(at, follows)];
      next = [points.at(-1) ?? at];
      report();
    },
    onDoubleClick: finish,
    actOf: (event) => keys[event.key],
  });
  report();

  return { finish, cancel, back, stop };
}
