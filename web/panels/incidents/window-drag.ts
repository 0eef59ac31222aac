import { useEventListener } from '@vueuse/core';
import { ref } from 'vue';
import type { ComputedRef, Ref } from 'vue';

export interface WindowDrag {
  /** First and last day while a finger or the mouse holds them; null otherwise. */
  dragged: Ref<readonly [number, number] | null>;
  dayAt(event: PointerEvent): number;
  start(event: PointerEvent): void;
}

/** How near to an edge still takes hold of it, pixels. */
const grip = { mouse: 7, touch: 22 };

/**
 * Drags a window over a row of days: on an edge that edge, within the window all of it, anywhere else a new one. Where
 * the window is everything there is nothing to move, so a drag within it begins a new one too.
 */
export function useWindowDrag(options: {
  area: Ref<HTMLElement | null>;
  days: ComputedRef<number>;
  chosen: ComputedRef<readonly [number, number]>;
  onStart: () => void;
  onEnd: (chosen: readonly [number, number]) => void;
}): WindowDrag {
  const { area, days, chosen, onStart, onEnd } = options;
  const dragged = ref<readonly [number, number] | null>(null);
  let follow: ((day: number) => readonly [number, number]) | null = null;

  function dayAt(event: PointerEvent): number {
    const box = area.value?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const day = Math.floor(((event.clientX - box.left) / box.width) * days.value);
    return Math.min(days.value - 1, Math.max(0, day));
  }

  const between = (a: number, b: number): readonly [number, number] => (a <= b ? [a, b] : [b, a]);

  function start(event: PointerEvent): void {
    const box = area.value?.getBoundingClientRect();
    if (event.button !== 0 || !box) return;
    const [first, last] = chosen.value;
    const x = event.clientX - box.left;
    const reach = event.pointerType === 'touch' ? grip.touch : grip.mouse;
    const fromFirst = Math.abs(x - (first / days.value) * box.width);
    const fromLast = Math.abs(x - ((last + 1) / days.value) * box.width);
    const day = dayAt(event);
    const isWhole = first === 0 && last === days.value - 1;
    // A window of a few pixels is all edges; its middle still moves it.
    const inMiddle = !isWhole && fromFirst + fromLast < 3 * reach && day >= first && day <= last;
    if (!inMiddle && Math.min(fromFirst, fromLast) <= reach) {
      const other = fromFirst <= fromLast ? last : first;
      follow = (to) => between(other, to);
    } else if (!isWhole && day >= first && day <= last) {
      const size = last - first;
      follow = (to) => {
        const low = Math.min(days.value - 1 - size, Math.max(0, first + to - day));
        return [low, low + size];
      };
    } else follow = (to) => between(day, to);
    onStart();
    area.value?.setPointerCapture(event.pointerId);
  }

  function end(): void {
    if (follow && dragged.value) onEnd(dragged.value);
    follow = null;
    dragged.value = null;
  }

  useEventListener(area, 'pointermove', (event: PointerEvent) => {
    if (follow) dragged.value = follow(dayAt(event));
  });
  useEventListener(area, 'pointerup', end);
  useEventListener(area, 'pointercancel', () => {
    follow = null;
    dragged.value = null;
  });

  return { dragged, dayAt, start };
}
