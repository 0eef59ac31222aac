import Flatbush from 'flatbush';
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
 *
 * `step` is called after each simulation and ends the scan by returning false (null then too).
 */
export function scanForCluster(input: ScanInput, step: (done: number) => boolean = () => true): ScanCluster | null {
  const windows = circlesOf(input);
  const { steps, simulations } = input;
  const total = sum(input.cases);
  const scale = total / sum(input.expected);
  const expected = Float64Array.from({ length: input.expected.length }, (_, i) => input.expected[i]! * scale);
  const cumulated = towardsNow(expected, steps);
  const best = strongest(windows, towardsNow(input.cases, steps), cumulated, steps, total, input.mostShare);
  if (best.ratio === 0) return null;
  const deal = dealer(expected, total, createRandomStream(input.seed));
  const dealt = new Float64Array(expected.length);
  let asUnlikely = 0;
  for (let r = 0; r < simulations; r++) {
    deal(dealt);
    const ratio = strongest(windows, towardsNow(dealt, steps), cumulated, steps, total, input.mostShare).ratio;
    if (ratio >= best.ratio) asUnlikely++;
    if (!step(r + 1)) return null;
  }
  const from = windows.start[best.centre]!;
  return {
    areas: Array.from(windows.index.subarray(from, from + best.size)),
    fromStep: best.fromStep,
    cases: best.cases,
    expected: best.expected,
    ratio: best.ratio,
    chance: (asUnlikely + 1) / (simulations + 1),
  };
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

function strongest(
  circles: Circles,
  cases: Float64Array,
  expected: Float64Array,
  steps: number,
  total: number,
  mostShare: number,
) {
  const most = mostShare * total;
  const found = { ratio: 0, centre: -1, size: 0, fromStep: 0, cases: 0, expected: 0 };
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    for (let s = 0; s < steps; s++) {
      let c = 0;
      let e = 0;
      for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
        const at = circles.index[k]! * steps + s;
        c += cases[at]!;
        e += expected[at]!;
        if (e > most) break;
        if (c <= e) continue;
        const ratio = scanRatio(c, e, total);
        if (ratio > found.ratio) {
          Object.assign(found, {
            ratio,
            centre,
            size: k - circles.start[centre]! + 1,
            fromStep: s,
            cases: c,
            expected: e,
          });
        }
      }
    }
  }
  return found;
}

/** Deals `total` cases at random in proportion to what is expected. */
function dealer(expected: Float64Array, total: number, random: () => number): (into: Float64Array) => void {
  const upTo = new Float64Array(expected.length);
  let sum = 0;
  for (let i = 0; i < expected.length; i++) upTo[i] = sum += expected[i]!;
  return (into) => {
    into.fill(0);
    for (let c = 0; c < total; c++) {
      const at = random() * sum;
      let low = 0;
      let high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! > at) high = middle;
        else low = middle + 1;
      }
      into[low]!++;
    }
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
