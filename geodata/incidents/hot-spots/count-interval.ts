import { poissonAtLeast, poissonAtMost } from '../../numerics/count-distributions';
import { NORMAL_95 } from '../../numerics/normal-distribution';

/** Half of what a 95 % interval leaves out. */
const TAIL = 0.025;
const known = new Map<number, { low: number; high: number }>();
/** Counts of areas repeat themselves; a memory of this many serves any city. */
const KEPT = 20_000;

/**
 * The exact 95 % interval of the mean of a Poisson count (Garwood 1936): at its lower end so many or more, at its upper end
 * so many or fewer, have a probability of 2.5 %. Divided by an exposure it is that of a rate.
 */
export function countInterval(count: number): { low: number; high: number } {
  const before = known.get(count);
  if (before) return before;
  const found = {
    low: count === 0 ? 0 : solve((mean) => poissonAtLeast(count, mean) - TAIL, 0, count),
    high: solve((mean) => TAIL - poissonAtMost(count, mean), count, count + 8 + 4 * NORMAL_95 * Math.sqrt(count + 1)),
  };
  if (known.size >= KEPT) known.clear();
  known.set(count, found);
  return found;
}

/** Where a growing function between `low` (below 0) and `high` (above 0) crosses 0. */
function solve(rises: (mean: number) => number, low: number, high: number): number {
  for (let step = 0; step < 200 && high - low > 1e-12 * Math.max(1, high); step++) {
    const middle = (low + high) / 2;
    if (rises(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
