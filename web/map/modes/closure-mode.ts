import { onScopeDispose, watch } from 'vue';
import { useClosureDraft } from '../../state/closure-draft';
import { useView } from '../../state/view';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';

/** Clicks that choose the streets of a closure, or the middle of the map by the keyboard. */
export function useClosureMode(engine: MapEngine): void {
  const draft = useClosureDraft();
  const view = useView();
  const { map } = engine;
  let letGo: (() => void) | null = null;
  watch(
    () => draft.picking,
    (isPicking) => {
      letGo?.();
      letGo = null;
      if (!isPicking) return;
      letGo = holdPointer(engine, {
        place: (event) => [event.lngLat.lng, event.lngLat.lat],
        lastPoint: () => undefined,
        onMove: () => undefined,
        onClick: (at) => void draft.pick(at),
        onDoubleClick: () => undefined,
        actOf: (event) => (event.key === 'Escape' ? () => (draft.picking = false) : undefined),
      });
    },
    { immediate: true },
  );
  watch(
    () => view.centreAsked,
    () => {
      if (!draft.picking) return;
      const { left, right, top, bottom } = view.insets;
      const { clientWidth, clientHeight } = map.getContainer();
      const { lng, lat } = map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
      void draft.pick([lng, lat]);
    },
  );
  onScopeDispose(() => {
    letGo?.();
    draft.picking = false;
  });
}
