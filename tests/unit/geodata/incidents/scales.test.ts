import { describe, expect, it } from 'vitest';
import { classBreaks, classOf } from '../../../../geodata/incidents/class-breaks';
import { densityPosition, densityTicks, domainTop } from '../../../../geodata/incidents/density-scale';
import { compareWithExpected, ratePerThousand } from '../../../../geodata/incidents/rates';

describe('density scale', () => {
  it('ends at the next round number', () => {
    expect([0, 0.013, 3, 3.0000001, 7.2, 411, 999].map(domainTop)).toEqual([1, 0.015, 3, 3, 8, 500, 1000]);
  });

  it('has ticks from 0 to the top, apart from each other', () => {
    for (const top of [0.015, 1, 3, 12, 250, 600, 1e6]) {
      const ticks = densityTicks(top);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBe(top);
      expect(ticks.length).toBeGreaterThanOrEqual(4);
      for (let i = 1; i < ticks.length; i++) {
        expect(densityPosition(ticks[i]!, top) - densityPosition(ticks[i - 1]!, top)).toBeGreaterThanOrEqual(0.159);
      }
    }
  });
});

describe('classBreaks', () => {
  it('are quantiles of the positive values, round, ascending', () => {
    const values = [0, 0, 0, ...Array.from({ length: 100 }, (_, i) => i + 1)];
    expect(classBreaks(values, 5)).toEqual([21, 41, 60, 80]);
  });

  it('do without repeats and without empty classes at the ends', () => {
    expect(classBreaks([], 5)).toEqual([]);
    expect(classBreaks([0, 0], 5)).toEqual([]);
    expect(classBreaks([3, 3, 3, 3], 5)).toEqual([]);
    expect(classBreaks([1, 1, 1, 1, 1, 1, 9], 5)).toEqual([1]);
  });

  it('put a value on a border into the class above it', () => {
    expect([0, 1.9, 2, 3, 4, 99].map((value) => classOf(value, [2, 4]))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('rates', () => {
  it('name numerator and denominator, and are not given for too few households', () => {
    expect(ratePerThousand(8, 400, 20)).toEqual({ kind: 'rate', numerator: 8, denominator: 400, perThousand: 20 });
    expect(ratePerThousand(1, 19, 20)).toMatchObject({ kind: 'too-few', perThousand: null, denominator: 19 });
    expect(ratePerThousand(1, 0, 0)).toMatchObject({ kind: 'too-few', perThousand: null });
    expect(ratePerThousand(1, null, 20)).toMatchObject({ kind: 'unknown', perThousand: null, denominator: null });
  });

  it('compare by the exact Poisson tail', () => {
    // P(X >= 10 | 5) and P(X <= 2 | 5), tables of the Poisson distribution.
    expect(compareWithExpected(10, 5)?.chance).toBeCloseTo(0.0318281, 7);
    expect(compareWithExpected(2, 5)?.chance).toBeCloseTo(0.124652, 6);
    expect(compareWithExpected(10, 5)?.ratio).toBe(2);
    expect(compareWithExpected(0, 6)?.chance).toBeCloseTo(Math.exp(-6), 12);
    expect(compareWithExpected(3, 0)).toBeNull();
  });

  it('do not judge a grid by fewer than five cases', () => {
    expect(compareWithExpected(1, 0.008)).toEqual({ expected: 0.008, ratio: 125, chance: null });
    expect(compareWithExpected(4, 4.9)?.chance).toBeNull();
    expect(compareWithExpected(5, 0.008)?.chance).toBeLessThan(1e-9);
    expect(compareWithExpected(0, 5)?.chance).toBeCloseTo(Math.exp(-5), 12);
  });

  it('does not underflow for a large mean', () => {
    expect(compareWithExpected(100_000, 100_000)?.chance).toBeCloseTo(0.5, 2);
    expect(compareWithExpected(120_000, 100_000)?.chance).toBeLessThan(1e-12);
  });
});
