import { binomialAtLeast, binomialAtMost } from '../../numerics/count-distributions';
import type { Neighbours } from './neighbours';

/** What is in an area, or in it and its neighbours, against what a constant risk would put there. */
export interface LocalExcess {
  /** Cases counted. */
  readonly observed: Float64Array;
  /** Cases at the common rate. */
  readonly expected: Float64Array;
  /**
   * Two-sided probability, under constant risk, of so many or more, or of so few or fewer (twice the smaller tail, at
   * most 1). NaN where nothing is expected.
   */
  readonly chance: Float64Array;
}

/**
 * Exact test of every area by itself (`neighbours` null) or together with its neighbours. Under a constant risk the cases
 * of any set of areas are binomial given their total over all, each with the set's part of the exposure, so the
 * probability is exact however few they are: no simulation and no normal curve. With neighbours it asks what Gi* with
 * binary weights asks.
 *
 * @param exposure what cases are expected in proportion to (households, residents, cases of another period); 0 takes an
 * area out: neither its cases nor its neighbours' test know of it
 */
export function measureLocalExcess(
  counts: ArrayLike<number>,
  exposure: ArrayLike<number>,
  neighbours: Neighbours | null,
): LocalExcess {
  const n = counts.length;
  const observed = new Float64Array(n);
  const expected = new Float64Array(n);
  const chance = new Float64Array(n).fill(NaN);
  let total = 0;
  let exposed = 0;
  for (let i = 0; i < n; i++) {
    if (!(exposure[i]! > 0)) continue;
    total += counts[i]!;
    exposed += exposure[i]!;
  }
  for (let i = 0; i < n; i++) {
    if (!(exposure[i]! > 0)) continue;
    let cases = counts[i]!;
    let part = exposure[i]!;
    if (neighbours) {
      for (let k = neighbours.start[i]!; k < neighbours.start[i + 1]!; k++) {
        const j = neighbours.index[k]!;
        if (!(exposure[j]! > 0)) continue;
        cases += counts[j]!;
        part += exposure[j]!;
      }
    }
    observed[i] = cases;
    expected[i] = (total * part) / exposed;
    chance[i] = twoSided(cases, total, part / exposed);
  }
  return { observed, expected, chance };
}

function twoSided(cases: number, total: number, share: number): number {
  // All exposure in one place, or rounding that makes it so: then the count is certain.
  if (share >= 1 || total === 0) return 1;
  const above = binomialAtLeast(cases, total, share);
  const below = binomialAtMost(cases, total, share);
  return Math.min(1, 2 * Math.min(above, below));
}
