import { describe, expect, it } from 'vitest';
import { compareTwoCounts } from '../../../../../geodata/incidents/hot-spots/compare-periods';
import { adjustForDiscoveries } from '../../../../../geodata/incidents/hot-spots/false-discovery';
import { getisOrdStar } from '../../../../../geodata/incidents/hot-spots/getis-ord';
import { mannKendall } from '../../../../../geodata/incidents/hot-spots/mann-kendall';
import { neighboursOfPairs } from '../../../../../geodata/incidents/hot-spots/neighbours';
import { proportionInterval } from '../../../../../geodata/incidents/hot-spots/proportion-interval';
import { scanRatio } from '../../../../../geodata/incidents/hot-spots/scan-statistic';

/** Published values, or ones computed independently; all to 1e-9 or to the digits they were published with. */
describe('published values', () => {
  it('Gi* of six points within 15', () => {
    const points = [
      [10, 10],
      [20, 10],
      [40, 10],
      [15, 20],
      [30, 20],
      [30, 30],
    ] as const;
    const pairs: [number, number][] = [];
    points.forEach(([x, y], i) =>
      points.forEach(([u, v], j) => {
        if (Math.hypot(x - u, y - v) <= 15) pairs.push([i, j]);
      }),
    );
    const scores = getisOrdStar([2, 3, 3.2, 5, 8, 7], neighboursOfPairs(6, pairs));
    const published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
    published.forEach((score, i) => expect(scores[i]).toBeCloseTo(score, 8));
  });

  it('Benjamini and Hochberg', () => {
    const chances = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    const adjusted = adjustForDiscoveries(chances);
    const published = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714285714, 0.216, 0.216, 0.216];
    published.forEach((chance, i) => expect(adjusted[i]).toBeCloseTo(chance, 11));
    expect([...adjusted].filter((chance) => chance <= 0.05)).toHaveLength(2);
    expect(adjustForDiscoveries([0.01, NaN, 0.02])).toEqual(Float64Array.of(0.02, NaN, 0.02));
  });

  it('Mann and Kendall with ties', () => {
    const trend = mannKendall([5, 3, 8, 6, 9, 9, 12, 10, 14, 13]);
    expect(trend).toMatchObject({ s: 36, variance: 124 });
    expect(trend.z).toBeCloseTo(3.14309279, 8);
    expect(trend.chance).toBeCloseTo(0.00167173, 8);
    expect(trend.tau).toBeCloseTo(0.80903983, 8);
    expect(mannKendall([4, 4, 4])).toMatchObject({ s: 0, z: 0, chance: 1 });
  });

  it("Kulldorff's ratio", () => {
    expect(scanRatio(30, 12.5, 400)).toBeCloseTo(9.165310153218314, 12);
    expect(scanRatio(12, 12.5, 400)).toBe(0);
  });

  it('two periods of 40 and 25 cases', () => {
    expect(compareTwoCounts([40, 25], [1, 1])).toBeCloseTo(0.0816815, 7);
    expect(compareTwoCounts([25, 40], [1, 1])).toBeCloseTo(0.0816815, 7);
    expect(compareTwoCounts([0, 0], [30, 31])).toBe(1);
    expect(compareTwoCounts([3, 0], [1, 0])).toBeNaN();
  });

  it("Wilson's interval of 2,080 in 2,094", () => {
    const { low, high } = proportionInterval(2080, 2094)!;
    expect(low).toBeCloseTo(0.988809, 6);
    expect(high).toBeCloseTo(0.996013, 6);
    expect(proportionInterval(0, 0)).toBeNull();
  });
});
