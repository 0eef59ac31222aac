import { NORMAL_95 } from '../../numerics/normal-distribution';

/** Wilson's score interval of a share at 95 % (Wilson 1927); null where there is nothing to take a share of. */
export function proportionInterval(part: number, whole: number): { low: number; high: number } | null {
  if (!(whole > 0)) return null;
  const share = part / whole;
  const square = NORMAL_95 * NORMAL_95;
  const middle = share + square / (2 * whole);
  const half = NORMAL_95 * Math.sqrt((share * (1 - share) + square / (4 * whole)) / whole);
  const scale = 1 + square / whole;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
