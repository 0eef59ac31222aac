import { onScopeDispose, watch } from 'vue';
import { useSiting } from '../../state/siting';
import { useView } from '../../state/view';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';

/** Candidate places by click or tap, or by the keyboard at the middle of the map; Escape and Enter end it, Backspace takes one back. */
export function useCandidateMode(engine: MapEngine): void {
  const siting = useSiting();
  const view = useView();
  const { map } = engine;
  let letGo: (() => void) | null = null;
  const stop = (): void => void (siting.isDrawing = false);
  const keys: Record<string, () => void> = {
    Enter: stop,
    Escape: stop,
    Backspace: () => siting.removePoint(siting.points.length - 1),
  };

  function begin(): void {
    letGo ??= holdPointer(engine, {
      place: ({ lngLat }) => [lngLat.lng, lngLat.lat],
      lastPoint: () => siting.points.at(-1)?.coordinates,
      onMove: () => undefined,
      onClick(at, isAgain) {
        if (!isAgain) siting.addPoint(at);
      },
      onDoubleClick: stop,
      actOf(event) {
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
    () => siting.isDrawing,
    (isOn) => (isOn ? begin() : end()),
    { immediate: true },
  );
  watch(
    () => view.centreAsked,
    () => {
      if (!siting.isDrawing) return;
      const { left, right, top, bottom } = view.insets;
      const { clientWidth, clientHeight } = map.getContainer();
      const { lng, lat } = map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
      siting.addPoint([lng, lat]);
    },
  );
  onScopeDispose(() => {
    end();
    stop();
  });
}
