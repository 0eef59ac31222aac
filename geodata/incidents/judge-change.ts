import { FALSE_DISCOVERY_SHARE } from '../schema/incident-summary';
import type { IncidentChange } from '../schema/incident-summary';
import { compareTwoCounts } from './hot-spots/compare-periods';
import { adjustForDiscoveries } from './hot-spots/false-discovery';
import { JUDGED_FROM } from './rates';

/**
 * How counts have changed between two periods, day by day: exact conditional test of each place, corrected for their
 * number. Places with fewer than `JUDGED_FROM` cases in both periods together are not judged and are no test.
 *
 * @param days lengths of the two periods, now and before
 */
export function judgeChange(
  now: ArrayLike<number>,
  before: ArrayLike<number>,
  days: { now: number; before: number },
): IncidentChange[] {
  const tooFew = (i: number): boolean => now[i]! + before[i]! < JUDGED_FROM;
  const chance = Float64Array.from({ length: now.length }, (_, i) =>
    tooFew(i) ? NaN : compareTwoCounts([now[i]!, before[i]!], [days.now, days.before]),
  );
  const adjusted = adjustForDiscoveries(chance);
  return Array.from(chance, (_, i): IncidentChange => {
    const ratio = before[i]! > 0 ? now[i]! / days.now / (before[i]! / days.before) : null;
    if (tooFew(i)) return { before: before[i]!, ratio, finding: 'too-few', adjustedChance: null };
    const isMore = now[i]! / days.now > before[i]! / days.before;
    const isReal = adjusted[i]! <= FALSE_DISCOVERY_SHARE;
    return {
      before: before[i]!,
      ratio,
      finding: isReal ? (isMore ? 'high' : 'low') : 'usual',
      adjustedChance: adjusted[i]!,
    };
  });
}
