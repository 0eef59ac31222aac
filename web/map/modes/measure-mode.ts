import type { MapMouseEvent } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { useMeasure } from '../../state/measure';
import { useMode } from '../../state/mode';
import { usePlan } from '../../state/plan';
import { usePlanTool } from '../../state/plan-tool';
import { useView } from '../../state/view';
import { useMeasureLayer } from '../layers/measure-layer';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';
import { snapPoint } from './snap-point';

/** The ruler: points by click or tap, by the keyboard at the middle of the map, or typed; snaps to grids where they are shown. */
export function useMeasureMode(engine: MapEngine): void {
  const measure = useMeasure();
  const mode = useMode();
  const plan = usePlan();
  const tool = usePlanTool();
  const view = useView();
  const { map } = engine;
  let letGo: (() => void) | null = null;
  useMeasureLayer(engine);

  function place(event: MapMouseEvent): LngLat {
    const raw: LngLat = [event.lngLat.lng, event.lngLat.lat];
    if (event.originalEvent.altKey || mode.current !== 'plan' || !plan.indexed) return raw;
    return snapPoint(map, plan.indexed, raw).at;
  }
  const keys: Record<string, () => void> = {
    Enter: measure.finish,
    Escape: measure.cancel,
    Backspace: measure.removeLast,
  };

  function begin(): void {
    if (letGo) return;
    tool.choose('select');
    letGo = holdPointer(engine, {
      place,
      lastPoint: () => measure.points.at(-1),
      onMove(at) {
        if (!measure.isFinished) measure.pointer = at;
      },
      onClick(at, isAgain) {
        if (!isAgain) measure.add(at);
      },
      onDoubleClick: measure.finish,
      actOf(event) {
        // Enter on a button is the button's.
        const isOnButton = event.key === 'Enter' && (event.target as Element | null)?.closest?.('button, a') != null;
        return isOnButton ? undefined : keys[event.key];
      },
    });
  }
  function end(): void {
    letGo?.();
    letGo = null;
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
