import Flatbush from 'flatbush';
import { createDealer } from '../../numerics/deal';
import { createRandomStream } from '../../numerics/random-stream';

/** Kulldorff's Poisson log likelihood ratio of a window with `cases` where `expected` are; 0 where it holds no excess. */
export function scanRatio(cases: number, expected: number, total: number): number {
  if (!(expected > 0) || cases <= expected) return 0;
  const outside = total - cases;
  return cases * Math.log(cases / expected) + (outside > 0 ? outside * Math.log(outside / (total - expected)) : 0);
}

export interface ScanInput {
  /** Where each area stands, metres on a plane: `[x0, y0, x1, y1 …]`. */
  readonly xy: ArrayLike<number>;
  /** Number of steps of time; cases and expectations are `[area * steps + step]`, oldest step first. */
  readonly steps: number;
  readonly cases: ArrayLike<number>;
  /** Cases expected under no clustering, in any scale: they are scaled to the total. */
  readonly expected: ArrayLike<number>;
  /** Windows hold at most this part of all expected cases. */
  readonly mostShare: number;
  /** … and at most so many areas. */
  readonly mostAreas: number;
  readonly simulations: number;
  readonly seed: number;
}

/** The window least likely to be chance. */
export interface ScanCluster {
  /** Areas in it, nearest to its middle first. */
  readonly areas: readonly number[];
  /** First step in it; it lasts to the last step. */
  readonly fromStep: number;
  readonly cases: number;
  readonly expected: number;
  readonly ratio: number;
  /** (M + 1) / (R + 1): how often chance alone gives a window as unlikely anywhere. */
  readonly chance: number;
}

/**
 * Prospective space-time scan (Kulldorff 1997, 2001): of all circles around an area and all spans that last until now, the
 * one whose excess is the most unlikely, judged against cases dealt at random in proportion to what is expected. With one
 * step it is the spatial scan. Null where no window has an excess.
 */
export function scanForCluster(input: ScanInput): ScanCluster | null {
  const circles = circlesOf(input);
  const { steps, simulations } = input;
  const total = sum(input.cases);
  const scale = total / sum(input.expected);
  const expected = Float64Array.from({ length: input.expected.length }, (_, i) => input.expected[i]! * scale);
  const windows: Windows = {
    circles,
    steps,
    total,
    expected: expectedIn(circles, expected, steps, input.mostShare * total),
  };
  const best = strongest(windows, towardsNow(input.cases, steps));
  if (best.ratio === 0) return null;
  // A hair less: the same areas added up around another middle must not count as another ratio.
  const enough = best.ratio * (1 - 1e-9);
  const needed = casesNeeded(windows, enough);
  const deal = createDealer(expected, createRandomStream(input.seed));
  const dealt = new Float64Array(expected.length);
  let asUnlikely = 0;
  for (let r = 0; r < simulations; r++) {
    deal(total, dealt);
    if (hasAsUnlikely(windows, towardsNow(dealt, steps), needed, enough)) asUnlikely++;
  }
  const from = circles.start[best.centre]!;
  return {
    areas: Array.from(circles.index.subarray(from, from + best.size)),
    fromStep: best.fromStep,
    cases: best.cases,
    expected: best.expected,
    ratio: best.ratio,
    chance: (asUnlikely + 1) / (simulations + 1),
  };
}

/** Every circle with every span until now: window `circle slot * steps + first step`. */
interface Windows {
  readonly circles: Circles;
  readonly steps: number;
  /** Of cases, and of what is expected. */
  readonly total: number;
  /** Cases expected in each window; NaN for windows that would hold more than they may. */
  readonly expected: Float64Array;
}

interface Circles {
  readonly start: Uint32Array;
  /** Areas around each, nearest first, itself among them. */
  readonly index: Uint32Array;
}

function circlesOf({ xy, mostAreas }: ScanInput): Circles {
  const n = xy.length / 2;
  const size = Math.min(n, mostAreas);
  const points = new Flatbush(n);
  for (let i = 0; i < n; i++) points.add(xy[2 * i]!, xy[2 * i + 1]!, xy[2 * i]!, xy[2 * i + 1]!);
  points.finish();
  const start = Uint32Array.from({ length: n + 1 }, (_, i) => i * size);
  const index = new Uint32Array(n * size);
  for (let i = 0; i < n; i++) index.set(points.neighbors(xy[2 * i]!, xy[2 * i + 1]!, size), i * size);
  return { start, index };
}

/** Sums from each step to the last, in place of the steps. */
function towardsNow(values: ArrayLike<number>, steps: number): Float64Array {
  const sums = Float64Array.from(values);
  for (let at = 0; at < sums.length; at += steps) {
    for (let s = steps - 2; s >= 0; s--) sums[at + s]! += sums[at + s + 1]!;
  }
  return sums;
}

function expectedIn(circles: Circles, expected: Float64Array, steps: number, most: number): Float64Array {
  const cumulated = towardsNow(expected, steps);
  const inWindow = new Float64Array(circles.index.length * steps).fill(NaN);
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    for (let s = 0; s < steps; s++) {
      let here = 0;
      for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
        here += cumulated[circles.index[k]! * steps + s]!;
        if (here > most) break;
        inWindow[k * steps + s] = here;
      }
    }
  }
  return inWindow;
}

/** @param cases sums of each area from each step to the last */
function strongest({ circles, steps, total, expected }: Windows, cases: Float64Array) {
  const found = { ratio: 0, centre: -1, size: 0, fromStep: 0, cases: 0, expected: 0 };
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    const first = circles.start[centre]!;
    for (let s = 0; s < steps; s++) {
      let c = 0;
      for (let k = first; k < circles.start[centre + 1]!; k++) {
        c += cases[circles.index[k]! * steps + s]!;
        const e = expected[k * steps + s]!;
        if (!(c > e)) continue;
        const ratio = scanRatio(c, e, total);
        if (ratio > found.ratio) {
          Object.assign(found, { ratio, centre, size: k - first + 1, fromStep: s, cases: c, expected: e });
        }
      }
    }
  }
  return found;
}

/**
 * Fewer cases than these cannot reach `ratio` in a window: the ratio is at most (c - e)² total / (e (total - e)), since a
 * relative entropy is at most the chi-square distance. So that a simulation adds and compares, and hardly takes a logarithm.
 */
function casesNeeded({ total, expected }: Windows, ratio: number): Float64Array {
  // A hair less, for what rounding takes.
  const bar = ratio * (1 - 1e-9);
  return expected.map((e) => (e >= 0 ? e + Math.sqrt((bar * e * (total - e)) / total) : Infinity));
}

/** Whether some window's ratio is at least `ratio`. */
function hasAsUnlikely(
  { circles, steps, total, expected }: Windows,
  cases: Float64Array,
  needed: Float64Array,
  ratio: number,
): boolean {
  const here = new Float64Array(steps);
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    here.fill(0);
    for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
      const at = circles.index[k]! * steps;
      for (let s = 0, window = k * steps; s < steps; s++, window++) {
        const c = (here[s]! += cases[at + s]!);
        if (c >= needed[window]! && scanRatio(c, expected[window]!, total) >= ratio) return true;
      }
    }
  }
  return false;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
