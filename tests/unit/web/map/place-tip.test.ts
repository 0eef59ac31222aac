import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeTip } from '../../../../web/map/place-tip';

const free = { left: 384, top: 8, right: 1080, bottom: 860 };
const size = { width: 200, height: 80 };

describe('placeTip', () => {
  it('stands right of the pointer and below', () => {
    expect(placeTip({ x: 600, y: 400 }, size, free)).toEqual({ x: 614, y: 414 });
  });

  it('turns to the other side before a panel and before the end of the map', () => {
    expect(placeTip({ x: 1000, y: 400 }, size, free)).toEqual({ x: 786, y: 414 });
    expect(placeTip({ x: 600, y: 840 }, size, free)).toEqual({ x: 614, y: 746 });
  });

  it('never leaves the free area while it fits in it', () => {
    const within = fc.record({
      x: fc.integer({ min: free.left, max: free.right }),
      y: fc.integer({ min: free.top, max: free.bottom }),
    });
    const sizes = fc.record({ width: fc.integer({ min: 40, max: 264 }), height: fc.integer({ min: 20, max: 300 }) });
    fc.assert(
      fc.property(within, sizes, (at, tip) => {
        const { x, y } = placeTip(at, tip, free);
        expect(x).toBeGreaterThanOrEqual(free.left);
        expect(y).toBeGreaterThanOrEqual(free.top);
        expect(x + tip.width).toBeLessThanOrEqual(free.right);
        expect(y + tip.height).toBeLessThanOrEqual(free.bottom);
      }),
    );
  });
});
