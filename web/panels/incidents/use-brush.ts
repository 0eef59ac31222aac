import { computed, ref } from 'vue';
import type { ComputedRef, Ref } from 'vue';

/** What a brush works on: cells in rows, weeks or days for example. */
export interface BrushField<Cell> {
  /** The cell under the pointer; null beside them. The pointer is held, so the event's own target is no help. */
  cellAt: (event: PointerEvent) => Cell | null;
  /** Where the cursor of the keys begins. */
  firstCell: () => Cell | null;
  /** The cell so many rows and columns on, kept inside. */
  step: (from: Cell, rows: number, columns: number) => Cell;
  /** Takes what lies between two cells, in any order; `adds` where it goes to what is chosen already. */
  choose: (from: Cell, to: Cell, adds: boolean) => void;
  /** Lets go of what is chosen; false where nothing is. */
  clear: () => boolean;
}

export interface Brush<Cell> {
  /** What is being chosen, by the pointer or by Shift and the arrows. */
  span: ComputedRef<{ from: Cell; to: Cell } | null>;
  hovered: Ref<Cell | null>;
  /** Where the keys are; null until the cells have had the focus. */
  cursor: Ref<Cell | null>;
  /** For `v-on` of the element that holds the cells. */
  listeners: Record<string, (event: never) => void>;
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Choosing cells by dragging, or with the arrows: Shift extends, Enter or the space bar chooses, Escape lets go. With a finger
 * a drag along the rows chooses; one that begins upwards or downwards scrolls the page (`touch-action: pan-y`).
 */
export function useBrush<Cell>(field: BrushField<Cell>): Brush<Cell> {
  const drag = ref(null) as Ref<{ from: Cell; to: Cell } | null>;
  const cursor = ref(null) as Ref<Cell | null>;
  const anchor = ref(null) as Ref<Cell | null>;
  const hovered = ref(null) as Ref<Cell | null>;

  function onDown(event: PointerEvent): void {
    const cell = field.cellAt(event);
    if (event.button !== 0 || cell === null) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    anchor.value = null;
    cursor.value = cell;
    drag.value = { from: cell, to: cell };
  }
  function onMove(event: PointerEvent): void {
    const cell = field.cellAt(event);
    if (drag.value && cell !== null) drag.value = { from: drag.value.from, to: cell };
    hovered.value = event.pointerType === 'touch' ? null : cell;
  }
  function onUp(event: PointerEvent): void {
    if (drag.value) field.choose(drag.value.from, drag.value.to, event.ctrlKey || event.metaKey);
    drag.value = null;
  }
  function onKey(event: KeyboardEvent): void {
    const arrow = arrows[event.key];
    const from = cursor.value ?? field.firstCell();
    if (arrow) {
      if (from === null) return;
      anchor.value = event.shiftKey ? (anchor.value ?? from) : null;
      cursor.value = field.step(from, ...arrow);
      hovered.value = cursor.value;
    } else if ((event.key === 'Enter' || event.key === ' ') && cursor.value !== null) {
      field.choose(anchor.value ?? cursor.value, cursor.value, event.ctrlKey || event.metaKey);
      anchor.value = null;
    } else if (event.key === 'Escape') {
      const wasExtending = anchor.value !== null;
      anchor.value = null;
      if (!field.clear() && !wasExtending) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    span: computed(() => {
      if (drag.value) return drag.value;
      return anchor.value !== null && cursor.value !== null ? { from: anchor.value, to: cursor.value } : null;
    }),
    hovered,
    cursor,
    listeners: {
      pointerdown: onDown,
      pointermove: onMove,
      pointerup: onUp,
      pointercancel: () => (drag.value = null),
      pointerleave: () => (hovered.value = null),
      keydown: onKey,
      focus: () => (cursor.value ??= field.firstCell()),
      blur: () => (anchor.value = null),
    },
  };
}
