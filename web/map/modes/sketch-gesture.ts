import type { MapMouseEvent } from 'maplibre-gl';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { keysBelongElsewhere } from '../../commands/shortcut';
import type { MapEngine } from '../map-engine';

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

/** Two clicks this close are one point (the second half of a double click). */
const samePointPixels = 4;

/** Gathers points from clicks until they are finished or dropped. */
export function startSketch(engine: MapEngine, options: SketchOptions): Sketch {
  const { map } = engine;
  const resume = engine.hits.pause();
  engine.setCursor('crosshair');
  map.doubleClickZoom.disable();
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

  function onMove(event: MapMouseEvent): void {
    pointer = place(event);
    report();
  }

  function onClick(event: MapMouseEvent): void {
    const at = place(event);
    pointer = at;
    const last = points.at(-1);
    const near = last && map.project([last[0], last[1]]).dist(map.project([at[0], at[1]])) < samePointPixels;
    if (!near) points = [...points, at];
    report();
  }

  function onDoubleClick(event: MapMouseEvent): void {
    event.preventDefault();
    finish();
  }

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

  function onKey(event: KeyboardEvent): void {
    if (keysBelongElsewhere(event)) return;
    const acts: Record<string, () => void> = { Enter: finish, Escape: cancel, Backspace: back };
    const act = acts[event.key];
    if (!act) return;
    // Before the shortcuts of the frame: Esc clears the sketch, not the selection.
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  map.on('mousemove', onMove);
  map.on('click', onClick);
  map.on('dblclick', onDoubleClick);
  window.addEventListener('keydown', onKey, { capture: true });
  report();

  return {
    finish,
    cancel,
    back,
    stop() {
      map.off('mousemove', onMove);
      map.off('click', onClick);
      map.off('dblclick', onDoubleClick);
      window.removeEventListener('keydown', onKey, { capture: true });
      map.doubleClickZoom.enable();
      engine.setCursor(null);
      resume();
    },
  };
}
