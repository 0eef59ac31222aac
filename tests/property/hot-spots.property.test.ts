import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTwoCounts } from '../../geodata/incidents/hot-spots/compare-periods';
import { shrinkRates } from '../../geodata/incidents/hot-spots/empirical-bayes';
import { adjustForDiscoveries } from '../../geodata/incidents/hot-spots/false-discovery';
import { getisOrdStar } from '../../geodata/incidents/hot-spots/getis-ord';
import { measureLocalExcess } from '../../geodata/incidents/hot-spots/local-excess';
import { localMoran } from '../../geodata/incidents/hot-spots/moran';
import { neighboursOfPairs } from '../../geodata/incidents/hot-spots/neighbours';
import type { Neighbours } from '../../geodata/incidents/hot-spots/neighbours';
import { scanForCluster, scanRatio } from '../../geodata/incidents/hot-spots/scan-statistic';
import { createDealer } from '../../geodata/numerics/deal';
import { createRandomStream } from '../../geodata/numerics/random-stream';
import { logBinomial } from '../../geodata/numerics/count-distributions';

const full = process.env['PROVE'] === 'full';
const SIDE = 16;

/** Squares on a board, neighbours by side and corner. */
function board(side: number): Neighbours {
  const pairs: [number, number][] = [];
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      for (const [dr, dc] of [
        [0, 1],
        [1, 0],
        [1, 1],
        [1, -1],
      ] as const) {
        if (r + dr < side && c + dc >= 0 && c + dc < side) pairs.push([r * side + c, (r + dr) * side + c + dc]);
      }
    }
  }
  return neighboursOfPairs(side * side, pairs);
}

/** Households of very different areas, and cases dealt to them with `risk` times the common rate. */
function deal(random: () => number, cases: number, risk: (area: number) => number) {
  const people = Float64Array.from({ length: SIDE * SIDE }, () => Math.round(20 + 600 * random() ** 3));
  const upTo: number[] = [];
  let sum = 0;
  people.forEach((here, i) => upTo.push((sum += here * risk(i))));
  const counts = new Float64Array(people.length);
  for (let c = 0; c < cases; c++) {
    const at = random() * sum;
    counts[upTo.findIndex((bar) => bar > at)]!++;
  }
  return { people, counts };
}

const isReal = (chance: Float64Array): boolean[] => [...adjustForDiscoveries(chance)].map((one) => one <= 0.05);

describe('what is called hot', () => {
  const neighbours = board(SIDE);

  it('is called so on at most 5 % of maps where nothing is, by area and with neighbours', () => {
    const random = createRandomStream(71);
    const maps = full ? 10_000 : 1_000;
    let alone = 0;
    let together = 0;
    for (let map = 0; map < maps; map++) {
      const { people, counts } = deal(random, 600, () => 1);
      if (isReal(measureLocalExcess(counts, people, null).chance).some(Boolean)) alone++;
      if (isReal(measureLocalExcess(counts, people, neighbours).chance).some(Boolean)) together++;
    }
    expect(alone / maps).toBeLessThanOrEqual(0.05);
    expect(together / maps).toBeLessThanOrEqual(0.05);
    // A test that never says anything would pass as well.
    expect(alone + together).toBeGreaterThan(0);
  });

  it('is found where it was planted, on at least 95 % of maps', () => {
    const random = createRandomStream(72);
    const maps = full ? 2_000 : 200;
    const planted = (area: number): boolean => Math.floor(area / SIDE) < 3 && area % SIDE < 3;
    let found = 0;
    for (let map = 0; map < maps; map++) {
      const { people, counts } = deal(random, 3_000, (area) => (planted(area) ? 3 : 1));
      const { chance, observed, expected } = measureLocalExcess(counts, people, neighbours);
      // The middle of the nine: all its neighbours are planted.
      if (isReal(chance)[SIDE + 1] && observed[SIDE + 1]! > expected[SIDE + 1]!) found++;
    }
    expect(found / maps).toBeGreaterThanOrEqual(0.95);
  });

  it('is found by the scan, and on few maps where nothing is', () => {
    const random = createRandomStream(73);
    const xy = Float64Array.from({ length: 2 * SIDE * SIDE }, (_, k) =>
      k % 2 === 0 ? (k >> 1) % SIDE : Math.floor((k >> 1) / SIDE),
    );
    const scan = (cases: Float64Array, expected: Float64Array) =>
      scanForCluster({ xy, steps: 1, cases, expected, mostShare: 0.3, mostAreas: 25, simulations: 99, seed: 5 });
    const maps = full ? 400 : 40;
    let wrong = 0;
    for (let map = 0; map < maps; map++) {
      const { people, counts } = deal(random, 300, () => 1);
      if ((scan(counts, people)?.chance ?? 1) <= 0.05) wrong++;
    }
    expect(wrong / maps).toBeLessThanOrEqual(full ? 0.08 : 0.15);
    const planted = new Set([0, 1, SIDE, SIDE + 1]);
    const { people, counts } = deal(random, 2_000, (area) => (planted.has(area) ? 5 : 1));
    const cluster = scan(counts, people)!;
    expect(cluster.chance).toBe(0.01);
    expect(cluster.areas.filter((area) => planted.has(area)).length).toBeGreaterThanOrEqual(2);
  });
});

describe('the scan', () => {
  interface Board {
    readonly xy: Float64Array;
    readonly steps: number;
    readonly cases: Float64Array;
    readonly expected: Float64Array;
  }
  const areas = fc.record({
    places: fc.uniqueArray(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 2, maxLength: 14, selector: String }),
    steps: fc.integer({ min: 1, max: 4 }),
    numbers: fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 50 })), { minLength: 56, maxLength: 56 }),
  });

  /** Every window by itself, ratios of all of them: the largest. */
  function largestRatio({ xy, steps, cases, expected }: Board, mostAreas: number, mostShare: number): number {
    const total = cases.reduce((sum, n) => sum + n, 0);
    const scale = total / expected.reduce((sum, n) => sum + n, 0);
    const n = xy.length / 2;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const far = (j: number): number => Math.hypot(xy[2 * j]! - xy[2 * i]!, xy[2 * j + 1]! - xy[2 * i + 1]!);
      const near = Array.from({ length: n }, (_, j) => j).sort((a, b) => far(a) - far(b));
      for (let size = 1; size <= Math.min(n, mostAreas); size++) {
        for (let s = 0; s < steps; s++) {
          let [c, e] = [0, 0];
          for (const j of near.slice(0, size)) {
            for (let t = s; t < steps; t++) {
              c += cases[j * steps + t]!;
              e += expected[j * steps + t]! * scale;
            }
          }
          if (e <= mostShare * total) largest = Math.max(largest, scanRatio(c, e, total));
        }
      }
    }
    return largest;
  }

  it('says of the strongest window and of its chance what looking at every window says', () => {
    fc.assert(
      fc.property(areas, ({ places, steps, numbers }) => {
        // Irrational shifts: no two areas are equally far from a third, and no window lies on the share's border.
        const xy = Float64Array.from(
          places.flatMap(([x, y], i) => [x + Math.sqrt(i + 2) / 97, y + Math.cbrt(i + 3) / 89]),
        );
        const used = numbers.slice(0, places.length * steps);
        const cases = Float64Array.from(used, ([count]) => count);
        const expected = Float64Array.from(used, ([, weight]) => weight + Math.SQRT2 / 7);
        const total = cases.reduce((sum, n) => sum + n, 0);
        if (total === 0) return;
        const [mostAreas, mostShare, simulations] = [6, 0.4137, 19];
        const found = scanForCluster({ xy, steps, cases, expected, mostShare, mostAreas, simulations, seed: 7 });
        const ratio = largestRatio({ xy, steps, cases, expected }, mostAreas, mostShare);
        if (ratio === 0) {
          expect(found).toBeNull();
          return;
        }
        expect(found!.ratio).toBeCloseTo(ratio, 9);
        const scale = total / expected.reduce((sum, n) => sum + n, 0);
        const deal = createDealer(
          expected.map((e) => e * scale),
          createRandomStream(7),
        );
        const dealt = new Float64Array(cases.length);
        let asUnlikely = 0;
        for (let r = 0; r < simulations; r++) {
          deal(total, dealt);
          if (largestRatio({ xy, steps, cases: dealt, expected }, mostAreas, mostShare) >= ratio - 1e-9) asUnlikely++;
        }
        expect(found!.chance).toBe((asUnlikely + 1) / (simulations + 1));
      }),
      { numRuns: full ? 5_000 : 150 },
    );
  });
});

describe('laws of the statistics', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 6, maxLength: 40 });
  const links = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 3, maxLength: 80 });
  const around = (n: number, pairs: readonly (readonly [number, number])[]) =>
    neighboursOfPairs(
      n,
      pairs.map(([a, b]) => [a % n, b % n] as const),
    );

  it('Gi* knows neither unit nor zero of its values', () => {
    fc.assert(
      fc.property(
        values,
        links,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -99, max: 99 }),
        (xs, pairs, a, b) => {
          const neighbours = around(xs.length, pairs);
          const once = getisOrdStar(xs, neighbours);
          const again = getisOrdStar(
            xs.map((x) => a * x + b),
            neighbours,
          );
          once.forEach((score, i) => expect(again[i]).toBeCloseTo(score, 6));
        },
      ),
    );
  });

  it('shrunk rates lie between their own and the common one, and keep their order among equals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ count: fc.nat(40), people: fc.integer({ min: 1, max: 900 }) }), { minLength: 2 }),
        (areas) => {
          const { common, rates } = shrinkRates(
            areas.map(({ count }) => count),
            areas.map(({ people }) => people),
          );
          areas.forEach(({ count, people }, i) => {
            const own = count / people;
            expect(rates[i]).toBeGreaterThanOrEqual(Math.min(own, common) - 1e-12);
            expect(rates[i]).toBeLessThanOrEqual(Math.max(own, common) + 1e-12);
          });
        },
      ),
    );
  });

  it('the test of two periods is the sum of all splits no likelier', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.nat(60),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (a, b, x, y) => {
          const n = a + b;
          const share = x / (x + y);
          const here = logBinomial(a, n, share);
          let sum = 0;
          for (let k = 0; k <= n; k++) {
            const term = logBinomial(k, n, share);
            if (term <= here + 1e-7) sum += Math.exp(term);
          }
          expect(compareTwoCounts([a, b], [x, y])).toBeCloseTo(Math.min(1, sum), 9);
        },
      ),
      { numRuns: full ? 5_000 : 300 },
    );
  });

  it('local Moran is the same for the same seed and calls random values real seldom', () => {
    const neighbours = board(SIDE);
    const random = createRandomStream(9);
    const xs = Float64Array.from({ length: SIDE * SIDE }, () => random());
    const once = localMoran(xs, neighbours, 999, 4);
    expect(localMoran(xs, neighbours, 999, 4)).toEqual(once);
    const low = [...once.chance].filter((chance) => chance <= 0.05).length;
    // One-sided at 5 % on both sides: about a tenth of the areas.
    expect(low / xs.length).toBeGreaterThan(0.03);
    expect(low / xs.length).toBeLessThan(0.18);
    expect(Math.min(...once.chance)).toBeGreaterThanOrEqual(1 / 1000);
  });
});
