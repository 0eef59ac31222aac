import { describe, expect, it } from 'vitest';
import { createDealer } from '../../../../geodata/numerics/deal';
import { createRandomStream } from '../../../../geodata/numerics/random-stream';

describe('dealing cases by weight', () => {
  it('deals every case, none to a place without weight, and each its part', () => {
    const weights = [0, 5, 1, 0, 3, 0.5, 90, 0.5];
    const deal = createDealer(weights, createRandomStream(3));
    const into = Float64Array.from(weights, () => 7);
    const cases = 400_000;
    deal(cases, into);
    expect(into.reduce((sum, n) => sum + n)).toBe(cases);
    weights.forEach((weight, i) => {
      const mean = (cases * weight) / 100;
      // Five standard deviations of a binomial.
      expect(Math.abs(into[i]! - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean));
    });
    deal(0, into);
    expect([...into]).toEqual(weights.map(() => 0));
  });

  it('deals equal weights and a single place', () => {
    const into = new Float64Array(1);
    createDealer([0.25], createRandomStream(1))(9, into);
    expect(into[0]).toBe(9);
    const even = new Float64Array(4);
    createDealer([2, 2, 2, 2], createRandomStream(1))(40_000, even);
    for (const count of even) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});
