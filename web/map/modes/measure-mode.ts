import type { MapMouseEvent } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { keysBelongElsewhere } from '../../commands/shortcut';
import { useMeasure } from '../../state/measure';
import { useMode } from '../../state/mode';
import { usePlan } from '../../state/plan';
import { usePlanTool } from '../../state/plan-tool';
import { useView } from '../../state/view';
import { useMeasureLayer } from '../layers/measure-layer';
import type { MapEngine } from '../map-engine';
import { snapPoint } from './snap-point';

/** Two clicks this close are one point (the second half of a double click). */
const samePointPixels = 4;

/** The ruler: points by click or tap, by the keyboard at the middle of the map, or typed; snaps to grids where they are shown. */
export function useMeasureMode(engine: MapEngine): void {
  const measure = useMeasure();
  const mode = useMode();
  const plan = usePlan();
  const tool = usePlanTool();
  const view = useView();
  const { map } = engine;
  let resume: (() => void) | null = null;
  useMeasureLayer(engine);

  function place(event: MapMouseEvent): LngLat {
    const raw: LngLat = [event.lngLat.lng, event.lngLat.lat];
    if (event.originalEvent.altKey || mode.current !== 'plan' || !plan.indexed) return raw;
    return snapPoint(map, plan.indexed, raw).at;
  }
  function onMove(event: MapMouseEvent): void {
    if (!measure.isFinished) measure.pointer = place(event);
  }
  function onClick(event: MapMouseEvent): void {
    const at = place(event);
    const last = measure.points.at(-1);
    const isNear = last && map.project([last[0], last[1]]).dist(map.project([at[0], at[1]])) < samePointPixels;
    if (!isNear) measure.add(at);
  }
  function onDoubleClick(event: MapMouseEvent): void {
    event.preventDefault();
    measure.finish();
  }
  function onKey(event: KeyboardEvent): void {
    if (keysBelongElsewhere(event)) return;
    const acts: Record<string, () => void> = {
      Enter: measure.finish,
      Escape: measure.cancel,
      Backspace: measure.removeLast,
    };
    const act = acts[event.key];
    // Enter on a button is the button's.
    const isOnButton = event.key === 'Enter' && (event.target as Element | null)?.closest?.('button, a') != null;
    if (!act || isOnButton) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function begin(): void {
    if (resume) return;
    tool.choose('select');
    resume = engine.hits.pause();
    engine.setCursor('crosshair');
    map.doubleClickZoom.disable();
    map.on('mousemove', onMove);
    map.on('click', onClick);
    map.on('dblclick', onDoubleClick);
    window.addEventListener('keydown', onKey, { capture: true });
  }
  function end(): void {
    if (!resume) return;
    map.off('mousemove', onMove);
    map.off('click', onClick);
    map.off('dblclick', onDoubleClick);
    window.removeEventListener('keydown', onKey, { capture: true });
    map.doubleClickZoom.enable();
    engine.setCursor(null);
    resume();
    resume = null;
  }

  watch(
    () => measure.kind !== null,
    (isOn) => (isOn ? begin() : end()),
    { immediate: true },
  );
  // One tool has the pointer at a time.
  watch(
    () => tool.current,
    (current) => {
      if (current !== 'select') measure.stop();
    },
  );
  watch(
    () => view.centreAsked,
    () => {
      if (measure.kind === null) return;
      const { left, right, top, bottom } = view.insets;
      const { clientWidth, clientHeight } = map.getContainer();
      const { lng, lat } = map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
      measure.add([lng, lat]);
    },
  );
  onScopeDispose(() => {
    end();
    measure.stop();
  });
}
