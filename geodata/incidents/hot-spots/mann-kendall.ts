import { normalTwoSided } from '../../numerics/normal-distribution';

/** Does a series rise or fall, whatever its form (Mann 1945, Kendall 1975), ties corrected. */
export interface Trend {
  readonly s: number;
  readonly variance: number;
  /** Continuity-corrected. 0 where S is 0. */
  readonly z: number;
  /** Two-sided, by the normal curve. */
  readonly chance: number;
  /** Kendall's tau-b against time; NaN for a constant series. */
  readonly tau: number;
}

/** Trend of values in their order; series of a few hundred at most (time grows with the square). */
export function mannKendall(values: ArrayLike<number>): Trend {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(values[j]! - values[i]!);
  const groups = new Map<number, number>();
  for (let i = 0; i < n; i++) groups.set(values[i]!, (groups.get(values[i]!) ?? 0) + 1);
  let tied = 0;
  let tiedPairs = 0;
  for (const size of groups.values()) {
    tied += size * (size - 1) * (2 * size + 5);
    tiedPairs += (size * (size - 1)) / 2;
  }
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const pairs = (n * (n - 1)) / 2;
  return { s, variance, z, chance: normalTwoSided(z), tau: s / Math.sqrt((pairs - tiedPairs) * pairs) };
}
