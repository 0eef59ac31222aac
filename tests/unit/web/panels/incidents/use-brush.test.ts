import { describe, expect, it } from 'vitest';
import { useBrush } from '../../../../../web/panels/incidents/use-brush';

/** Cells 0 … 20 in rows of seven; the pointer's x says which cell it is on, NaN beside them. */
function field() {
  const chosen: [number, number, boolean][] = [];
  let isChosen = true;
  const brush = useBrush<number>({
    cellAt: ({ clientX }) => (Number.isNaN(clientX) ? null : clientX),
    firstCell: () => 3,
    step: (from, rows, columns) => Math.min(20, Math.max(0, from + rows * 7 + columns)),
    choose: (from, to, adds) => chosen.push([from, to, adds]),
    clear: () => {
      const had = isChosen;
      isChosen = false;
      return had;
    },
  });
  const fire = (name: string, event: object): void => (brush.listeners[name] as (event: object) => void)(event);
  const pointer = (name: string, clientX: number, more: object = {}): void =>
    fire(name, { button: 0, pointerType: 'mouse', clientX, currentTarget: { setPointerCapture: () => {} }, ...more });
  const key = (name: string, more: object = {}): boolean => {
    let isTaken = false;
    fire('keydown', {
      key: name,
      ctrlKey: false,
      metaKey: false,
      ...more,
      preventDefault: () => (isTaken = true),
      stopPropagation: () => {},
    });
    return isTaken;
  };
  return { brush, chosen, pointer, key };
}

describe('a brush', () => {
  it('takes what the pointer was dragged over, and keeps it where the pointer leaves the cells', () => {
    const { brush, chosen, pointer } = field();
    pointer('pointerdown', 4);
    pointer('pointermove', 9);
    pointer('pointermove', NaN);
    expect(brush.span.value).toEqual({ from: 4, to: 9 });
    pointer('pointerup', NaN, { ctrlKey: true });
    expect(chosen).toEqual([[4, 9, true]]);
    expect(brush.span.value).toBeNull();
  });

  it('takes nothing where the page was scrolled instead, or another button was pressed', () => {
    const { brush, chosen, pointer } = field();
    pointer('pointerdown', 4);
    pointer('pointercancel', 4);
    pointer('pointerup', 4);
    pointer('pointerdown', 4, { button: 2 });
    pointer('pointerup', 4);
    expect(chosen).toEqual([]);
    expect(brush.span.value).toBeNull();
  });

  it('says what a mouse points at, and nothing under a finger', () => {
    const { brush, pointer } = field();
    pointer('pointermove', 5);
    expect(brush.hovered.value).toBe(5);
    pointer('pointermove', 6, { pointerType: 'touch' });
    expect(brush.hovered.value).toBeNull();
  });

  it('extends with Shift, takes with Enter, and goes on from there', () => {
    const { brush, chosen, key } = field();
    key('ArrowRight');
    key('ArrowDown', { shiftKey: true });
    key('ArrowRight', { shiftKey: true });
    expect(brush.span.value).toEqual({ from: 4, to: 12 });
    key('Enter');
    key('ArrowLeft');
    key(' ');
    expect(chosen).toEqual([
      [4, 12, false],
      [11, 11, false],
    ]);
  });

  it('leaves Escape to the page once there is nothing to let go of', () => {
    const { key } = field();
    expect(key('Escape')).toBe(true);
    expect(key('Escape')).toBe(false);
    key('ArrowRight', { shiftKey: true });
    expect(key('Escape')).toBe(true);
    expect(key('a')).toBe(false);
  });
});
