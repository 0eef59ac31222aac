import { binomialAtMost } from '../../numerics/count-distributions';

/** Ranks from 1 among sorted values: of the quantile, and of the ends of its interval; null where there is no such value. */
export interface QuantileRanks {
  rank: number;
  low: number | null;
  high: number | null;
}

const TAIL = 0.025;
const known = new Map<string, QuantileRanks>();
const KEPT = 20_000;

/**
 * Which of n sorted values is the quantile, and between which two it lies with 95 %, whatever the distribution: the number
 * of values below it is binomial (Thompson 1936). The quantile is the smallest value that at least its share does not exceed.
 * Few values have no such pair: below 6 the median, below 29 the 90th percentile.
 * @param share 0 < share < 1
 */
export function quantileRanks(n: number, share: number): QuantileRanks | null {
  if (n < 1) return null;
  const key = `${n} ${share}`;
  const before = known.get(key);
  if (before) return before;
  // The largest rank l with P(at most l - 1 below) <= 2.5 %, the smallest u with P(at most u - 1 below) >= 97.5 %.
  const low = largest(n, (rank) => binomialAtMost(rank - 1, n, share) <= TAIL);
  const high = 1 + largest(n, (rank) => binomialAtMost(rank - 1, n, share) < 1 - TAIL);
  const found: QuantileRanks = {
    // Nudged, because 0.9 * 10 is a little above 9.
    rank: Math.min(n, Math.max(1, Math.ceil(n * share - 1e-9))),
    low: low >= 1 ? low : null,
    high: high <= n ? high : null,
  };
  if (known.size >= KEPT) known.clear();
  known.set(key, found);
  return found;
}

/** The largest rank of 1 … n that a falling condition holds for; 0 where it holds for none. */
function largest(n: number, holds: (rank: number) => boolean): number {
  let [low, high] = [0, n + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
