import { createRandomStream } from '../../numerics/random-stream';
import type { Neighbours } from './neighbours';

/** Which corner of the scatter an area is in: it and its neighbours, each above or below the mean. */
export type MoranCorner = 'high-high' | 'low-low' | 'high-low' | 'low-high';

export interface LocalMoran {
  /** Local I, rows of weights summing to 1 (Anselin 1995); 0 for areas without neighbours. */
  readonly i: Float64Array;
  readonly corner: readonly MoranCorner[];
  /** Pseudo p-value, (M + 1) / (R + 1) on the side the value is on; NaN for areas without neighbours. */
  readonly chance: Float64Array;
}

/**
 * Local Moran's I with conditional permutations: the area keeps its value, the others are dealt to its neighbours anew.
 * The random numbers are drawn once for all areas, as PySAL does, so that the time is that of one area.
 */
export function localMoran(
  values: ArrayLike<number>,
  neighbours: Neighbours,
  permutations: number,
  seed: number,
): LocalMoran {
  const n = values.length;
  const deviations = deviationsOf(values);
  let m2 = 0;
  for (const d of deviations) m2 += d * d;
  m2 /= n;
  const local = new Float64Array(n);
  const chance = new Float64Array(n).fill(NaN);
  const corner: MoranCorner[] = [];
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, neighbours.start[i + 1]! - neighbours.start[i]!);
  const draws = drawDistinct(n - 1, Math.min(most, n - 1), permutations, seed);
  const width = Math.min(most, n - 1);
  for (let i = 0; i < n; i++) {
    const degree = neighbours.start[i + 1]! - neighbours.start[i]!;
    const own = deviations[i]!;
    const lag = degree > 0 ? lagSum(deviations, neighbours, i) / degree : 0;
    corner.push(own >= 0 ? (lag >= 0 ? 'high-high' : 'high-low') : lag >= 0 ? 'low-high' : 'low-low');
    if (degree === 0 || m2 === 0) continue;
    local[i] = (own * lag) / m2;
    let asFar = 0;
    const bar = lag * degree;
    for (let r = 0; r < permutations; r++) {
      let sum = 0;
      for (let k = 0, at = r * width; k < degree; k++, at++) {
        // The area itself is not dealt: indices from it on mean the one after.
        const j = draws[at]!;
        sum += deviations[j < i ? j : j + 1]!;
      }
      if (lag >= 0 ? sum >= bar : sum <= bar) asFar++;
    }
    chance[i] = (asFar + 1) / (permutations + 1);
  }
  return { i: local, corner, chance };
}

/** For each permutation `width` different numbers below `n`. */
function drawDistinct(n: number, width: number, permutations: number, seed: number): Uint32Array {
  const random = createRandomStream(seed);
  const pool = Uint32Array.from({ length: n }, (_, i) => i);
  const draws = new Uint32Array(width * permutations);
  for (let r = 0, at = 0; r < permutations; r++) {
    // The first steps of a shuffle of whatever order the last permutation left.
    for (let k = 0; k < width; k++, at++) {
      const other = k + Math.floor(random() * (n - k));
      const drawn = pool[other]!;
      pool[other] = pool[k]!;
      pool[k] = drawn;
      draws[at] = drawn;
    }
  }
  return draws;
}

function deviationsOf(values: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  return Float64Array.from({ length: values.length }, (_, i) => values[i]! - mean);
}

function lagSum(deviations: Float64Array, neighbours: Neighbours, i: number): number {
  let sum = 0;
  for (let k = neighbours.start[i]!; k < neighbours.start[i + 1]!; k++) sum += deviations[neighbours.index[k]!]!;
  return sum;
}
