import { normalTwoSided } from '../../numerics/normal-distribution';

/** Up to so large a product of all values and the fewer ones, every way to deal the ranks is counted. */
const COUNTED_UP_TO = 100;

/** How two samples lie to each other. */
export interface RankComparison {
  /** P of so uneven ranks if both come from one distribution; 1 where one of them is empty. */
  chance: number;
  /** Above 0: values of the first are rather the larger ones. */
  lean: number;
}

/**
 * Wilcoxon's rank-sum test (Mann and Whitney 1947), two-sided, with ties: exact over all ways to deal the ranks where there
 * are few values, else by the normal curve with its correction for ties and continuity.
 * @param first ascending
 * @param second ascending
 */
export function compareDurations(first: Float64Array, second: Float64Array): RankComparison {
  const [m, n] = [first.length, second.length];
  const all = m + n;
  if (m === 0 || n === 0) return { chance: 1, lean: 0 };
  // Ranks are doubled, so that those shared by ties stay whole numbers.
  let rankSum = 0;
  let ties = 0;
  const ranks = all * Math.min(m, n) <= COUNTED_UP_TO ? ([] as number[]) : null;
  for (let i = 0, j = 0; i + j < all;) {
    const value = i < m && (j >= n || first[i]! <= second[j]!) ? first[i]! : second[j]!;
    const before = i + j;
    let ofFirst = 0;
    while (i < m && first[i] === value) {
      i++;
      ofFirst++;
    }
    while (j < n && second[j] === value) j++;
    const size = i + j - before;
    const doubled = 2 * before + size + 1;
    rankSum += ofFirst * doubled;
    ties += size * size * size - size;
    if (ranks) for (let k = 0; k < size; k++) ranks.push(doubled);
  }
  const expected = m * (all + 1);
  const lean = rankSum - expected;
  if (ranks) return { chance: countedChance(ranks, m, Math.abs(lean), expected), lean };
  const variance = ((m * n) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return { chance: 1, lean: 0 };
  const z = Math.max(0, Math.abs(lean) / 2 - 0.5) / Math.sqrt(variance);
  return { chance: normalTwoSided(z), lean };
}

/** The part of all choices of `m` ranks whose sum is as far from the expected one. */
function countedChance(ranks: readonly number[], m: number, distance: number, expected: number): number {
  const most = ranks.slice(-m).reduce((sum, rank) => sum + rank, 0);
  const width = most + 1;
  // ways[k * width + s]: choices of k ranks that sum to s.
  const ways = new Float64Array((m + 1) * width);
  ways[0] = 1;
  ranks.forEach((rank, seen) => {
    for (let k = Math.min(m, seen + 1); k >= 1; k--) {
      for (let s = width - 1; s >= rank; s--) ways[k * width + s]! += ways[(k - 1) * width + s - rank]!;
    }
  });
  let all = 0;
  let far = 0;
  for (let s = 0; s < width; s++) {
    const here = ways[m * width + s]!;
    all += here;
    if (Math.abs(s - expected) >= distance) far += here;
  }
  return far / all;
}
