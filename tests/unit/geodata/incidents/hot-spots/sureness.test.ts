import { describe, expect, it } from 'vitest';
import { compareDurations } from '../../../../../geodata/incidents/hot-spots/compare-durations';
import { compareTwoShares } from '../../../../../geodata/incidents/hot-spots/compare-shares';
import { countInterval } from '../../../../../geodata/incidents/hot-spots/count-interval';
import { quantileRanks } from '../../../../../geodata/incidents/hot-spots/quantile-interval';

const sorted = (...values: number[]): Float64Array => Float64Array.from(values).sort();

/** Values of scipy 1.17 (`fisher_exact`, `mannwhitneyu`, `chi2.ppf`). */
describe('tests and intervals', () => {
  it.each([
    [[48, 32], [172, 157], 0.12364346617917094],
    [[1, 11], [10, 14], 0.0027594561852200836],
    [[5120, 4900], [10000, 10000], 0.001953285024070954],
    [[0, 3], [12, 12], 0.21739130434782605],
  ] as const)('Fisher: %j of %j', (parts, wholes, chance) => {
    expect(compareTwoShares(parts, wholes)).toBeCloseTo(chance, 10);
    expect(compareTwoShares([parts[1], parts[0]], [wholes[1], wholes[0]])).toBeCloseTo(chance, 10);
    const others = [wholes[0] - parts[0], wholes[1] - parts[1]] as const;
    expect(compareTwoShares(others, wholes)).toBeCloseTo(chance, 10);
  });

  it('Fisher: nothing to tell apart is certain', () => {
    expect(compareTwoShares([0, 0], [9, 4])).toBe(1);
    expect(compareTwoShares([9, 4], [9, 4])).toBe(1);
    expect(compareTwoShares([0, 3], [0, 4])).toBe(1);
  });

  it('rank sums, counted: five against four without ties', () => {
    const found = compareDurations(sorted(1.1, 2.2, 3.3, 4.4), sorted(2.5, 3.5, 4.5, 5.5, 6.5));
    expect(found.chance).toBeCloseTo(0.1111111111111111, 12);
    expect(found.lean).toBeLessThan(0);
  });

  it('rank sums of many, with ties', () => {
    const a = sorted(1, 2, 2, 3, 5, 8, 8, 9, 12, 13, 15, 15, 18, 20);
    const b = sorted(2, 4, 4, 6, 8, 10, 11, 14, 16, 17, 19, 21, 22, 25, 30);
    expect(compareDurations(a, b).chance).toBeCloseTo(0.13166687203503863, 10);
    expect(compareDurations(b, a).chance).toBeCloseTo(0.13166687203503863, 10);
  });

  it('rank sums of what is all alike, or of nothing, say nothing', () => {
    expect(compareDurations(sorted(3, 3, 3), sorted(3, 3)).chance).toBe(1);
    expect(compareDurations(new Float64Array(200).fill(7), new Float64Array(300).fill(7)).chance).toBe(1);
    expect(compareDurations(sorted(), sorted(1, 2))).toEqual({ chance: 1, lean: 0 });
  });

  it.each([
    [0, 0, 3.6888794541139354],
    [1, 0.025317807984289876, 5.571643390938898],
    [10, 4.7953886961324335, 18.39035604201778],
    [172, 147.25516617235593, 199.7130009507095],
  ])('the interval of a count of %i', (count, low, high) => {
    const found = countInterval(count);
    expect(found.low).toBeCloseTo(low, 7);
    expect(found.high).toBeCloseTo(high, 7);
  });

  it('the median of five has no interval, that of six lies between its ends', () => {
    // 2 x 0.5^5 = 6.25 %, 2 x 0.5^6 = 3.1 %.
    expect(quantileRanks(5, 0.5)).toEqual({ rank: 3, low: null, high: null });
    expect(quantileRanks(6, 0.5)).toEqual({ rank: 3, low: 1, high: 6 });
    // Conover's table: ranks 40 and 61 of 100.
    expect(quantileRanks(100, 0.5)).toEqual({ rank: 50, low: 40, high: 61 });
    expect(quantileRanks(10, 0.9)?.rank).toBe(9);
    expect(quantileRanks(0, 0.5)).toBeNull();
  });
});
