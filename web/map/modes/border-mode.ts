import type { MapMouseEvent } from 'maplibre-gl';
import { fromLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { GridId } from '../../../geodata/schema/ids';
import type { PlanOperation } from '../../../geodata/schema/plan';
import type { MapEngine } from '../map-engine';
import type { BorderHandle } from './border-handles';
import { holdKeys } from './hold-keys';
import { holdPress, isTouch } from './hold-press';
import type { Press } from './hold-press';
import type { Sketch } from './sketch-gesture';

export interface BorderOptions {
  /** Handles of the grid being worked on. */
  handles(): readonly BorderHandle[];
  /** The grid being worked on; null for none. */
  gridId(): GridId | null;
  snap(at: LngLat, handle: BorderHandle): LngLat;
  /** The handle held or chosen, where it is now, and the act letting go would be; nulls where there is none. */
  onChange(active: BorderHandle | null, at: LngLat | null, operation: PlanOperation | null): void;
  onFinish(operation: PlanOperation): void;
  /** A vertex on the border of a community was taken hold of. */
  onLocked(handle: BorderHandle): void;
  /** A click beside every handle. */
  onClick(at: LngLat): void;
  onLeave(): void;
}

const mousePixels = 9;
const fingerPixels = 22;
/** A press that moves less is a click. */
const clickPixels = 3;

/** Drags vertices of shared borders, by mouse, finger or keyboard. */
export function startBorder(engine: MapEngine, options: BorderOptions): Sketch {
  const { map } = engine;
  /** Chosen by a click or the keyboard, or held. */
  let active: BorderHandle | null = null;
  let target: LngLat | null = null;
  let pressed: { x: number; y: number } | null = null;
  let dragged = false;

  const degrees = ({ at: [x, y] }: Pick<BorderHandle, 'at'>): [number, number] => [fromLattice(x), fromLattice(y)];

  function operation(): PlanOperation | null {
    if (!active || !target) return null;
    const to: [number, number] = [target[0], target[1]];
    if (active.kind === 'middle') {
      const [a, b] = active.edge;
      return { name: 'insert-vertex', edge: [degrees({ at: a }), degrees({ at: b })], at: to };
    }
    const gridId = options.gridId();
    return { name: 'move-vertex', at: degrees(active), to, ...(gridId && { gridId }) };
  }
  const report = (): void => options.onChange(active, target ?? (active && degrees(active)), operation());

  function choose(handle: BorderHandle | null): void {
    active = handle;
    target = null;
    report();
  }

  function nearest({ point }: Pick<Press, 'point'>, within: number): BorderHandle | null {
    let best: BorderHandle | null = null;
    let least = within;
    for (const handle of options.handles()) {
      const at = map.project(degrees(handle));
      // A vertex goes before the middle of the edge beside it.
      const away = Math.hypot(at.x - point.x, at.y - point.y) + (handle.kind === 'middle' ? 2 : 0);
      if (away < least) [best, least] = [handle, away];
    }
    return best;
  }

  function onDown(event: Press): void {
    const handle = nearest(event, isTouch(event) ? fingerPixels : mousePixels);
    if (!handle) return;
    event.preventDefault();
    if (handle.kind === 'locked') {
      options.onLocked(handle);
      return;
    }
    map.dragPan.disable();
    pressed = { x: event.point.x, y: event.point.y };
    dragged = false;
    choose(handle);
  }

  function onMove(event: Press): void {
    if (!pressed || !active) {
      if (!isTouch(event)) {
        const handle = nearest(event, mousePixels);
        engine.setCursor(handle ? (handle.kind === 'locked' ? 'not-allowed' : 'move') : null);
      }
      return;
    }
    dragged ||= Math.hypot(event.point.x - pressed.x, event.point.y - pressed.y) > clickPixels;
    if (!dragged) return;
    const raw: LngLat = [event.lngLat.lng, event.lngLat.lat];
    target = event.originalEvent.altKey && active.kind !== 'sliding' ? raw : options.snap(raw, active);
    report();
  }

  function onUp(): void {
    if (!pressed) return;
    pressed = null;
    map.dragPan.enable();
    if (dragged) finish();
  }

  function onClick(event: MapMouseEvent): void {
    if (dragged) {
      dragged = false;
      return;
    }
    if (nearest(event, mousePixels)) return;
    choose(null);
    options.onClick([event.lngLat.lng, event.lngLat.lat]);
  }

  function finish(): void {
    const act = operation();
    if (!act) return;
    choose(null);
    options.onFinish(act);
  }

  function cancel(): void {
    pressed = null;
    map.dragPan.enable();
    if (active) choose(null);
    else options.onLeave();
  }

  function remove(): void {
    if (!active || active.kind === 'middle' || active.kind === 'sliding') return;
    const act: PlanOperation = { name: 'move-vertex', at: degrees(active), to: null };
    choose(null);
    options.onFinish(act);
  }

  /** The next handle that can be moved, in the order of the border. */
  function step(by: 1 | -1): void {
    const free = options.handles().filter(({ kind }) => kind !== 'locked');
    if (free.length === 0) return;
    const key = active?.at.join();
    const now = free.findIndex(({ at }) => at.join() === key);
    choose(free[(now + by + free.length) % free.length] ?? null);
  }

  function nudge(dx: number, dy: number): void {
    if (!active) return;
    const from = map.project([...(target ?? degrees(active))] as [number, number]);
    const { lng, lat } = map.unproject([from.x + dx, from.y + dy]);
    target = active.kind === 'sliding' ? options.snap([lng, lat], active) : [lng, lat];
    report();
  }

  function actOf(event: KeyboardEvent): (() => void) | undefined {
    const far = event.shiftKey ? 10 : 1;
    const acts: Record<string, () => void> = {
      Enter: finish,
      Escape: cancel,
      Delete: remove,
      Backspace: remove,
      ',': () => step(-1),
      '.': () => step(1),
      ...(active && {
        ArrowLeft: () => nudge(-far, 0),
        ArrowRight: () => nudge(far, 0),
        ArrowUp: () => nudge(0, -far),
        ArrowDown: () => nudge(0, far),
      }),
    };
    return acts[event.key];
  }

  const letGo = holdPress(engine, { onDown, onMove, onUp });
  const letKeysGo = holdKeys(actOf);
  map.on('click', onClick);
  report();

  return {
    finish,
    cancel,
    back: remove,
    stop() {
      map.off('click', onClick);
      letKeysGo();
      letGo();
    },
  };
}
