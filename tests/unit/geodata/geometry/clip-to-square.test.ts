import { describe, expect, it } from 'vitest';
import { clipLine, clipRing } from '../../../../geodata/geometry/clip-to-square';
import { simplifyLine } from '../../../../geodata/geometry/simplify-line';

describe('a line cut to a square', () => {
  it('is two lines where it leaves and comes back', () => {
    expect(clipLine([-5, 5, 15, 5, 15, 8, -5, 8], 0, 10)).toEqual([
      [0, 5, 10, 5],
      [10, 8, 0, 8],
    ]);
  });

  it('is nothing outside and itself inside', () => {
    expect(clipLine([11, 0, 12, 10], 0, 10)).toEqual([]);
    expect(clipLine([1, 1, 9, 9], 0, 10)).toEqual([[1, 1, 9, 9]]);
  });
});

describe('a ring cut to a square', () => {
  it('is the square where it surrounds it', () => {
    const ring = clipRing([-9, -9, 19, -9, 19, 19, -9, 19, -9, -9], 0, 10);
    expect(ring.slice(0, 2)).toEqual(ring.slice(-2));
    expect(new Set(ring)).toEqual(new Set([0, 10]));
  });

  it('is empty outside', () => {
    expect(clipRing([20, 20, 30, 20, 30, 30, 20, 20], 0, 10)).toEqual([]);
  });
});

describe('a simplified line', () => {
  it('keeps its ends and what stands out, and drops the rest', () => {
    expect(simplifyLine([0, 0, 5, 1, 10, 0, 15, 9, 20, 0], 2)).toEqual([0, 0, 10, 0, 15, 9, 20, 0]);
  });
});
