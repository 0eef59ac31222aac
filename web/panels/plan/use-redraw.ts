import { onBeforeUnmount } from 'vue';
import { usePlanRedraw } from '../../state/plan-redraw';

/** The effect of redrawing on incidents, counted for as long as the calling component is there. */
export function useRedraw(): ReturnType<typeof usePlanRedraw> {
  const redraw = usePlanRedraw();
  redraw.watchers++;
  onBeforeUnmount(() => void redraw.watchers--);
  return redraw;
}
