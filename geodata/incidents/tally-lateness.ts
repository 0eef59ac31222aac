import { dueLights } from '../schema/incident-lateness';
import { dueLightAt, isJudged, isLate, isOpenLate, millisecondsLate } from './due-light';
import { proportionInterval } from './hot-spots/proportion-interval';
import type { IncidentColumns } from './incident-columns';
import { daysLate } from './late-length';

/** How one set of incidents stands with its limits. */
export interface LatenessTally {
  /** One entry a light of `dueLights`; Σ = incidents of the set. */
  lights: Uint32Array;
  late: number;
  /** What can be late or not: the denominator. */
  judged: number;
  /** Of late / judged at 95 %; null where nothing is judged. */
  interval: { low: number; high: number } | null;
  /** Median days past their due time of those still open; null without any. */
  medianDaysLate: number | null;
  /** Of the one that is overdue longest, null without any; as `daysLate` gives it. */
  longestDaysLate: number | null;
}

const DAY = 86_400_000;

/**
 * Sums up rows by group.
 * @param asOf UTC ms at which lateness is judged
 * @param groupOf group of a row of the columns, -1 for none
 */
export function tallyLateness(
  columns: IncidentColumns,
  rows: ArrayLike<number>,
  asOf: number,
  groupOf: (i: number) => number,
  groupCount: number,
): LatenessTally[] {
  const lights = Array.from({ length: groupCount }, () => new Uint32Array(dueLights.length));
  const overdue = Array.from({ length: groupCount }, (): number[] => []);
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    const group = groupOf(i);
    if (group < 0) continue;
    const light = dueLightAt(columns, i, asOf);
    lights[group]![light]!++;
    if (isOpenLate(light)) overdue[group]!.push(millisecondsLate(columns, i, asOf) / DAY);
  }
  return lights.map((counts, group) => {
    const [late, judged] = [isLate, isJudged].map((counted) =>
      counts.reduce((sum, count, light) => (counted(light) ? sum + count : sum), 0),
    ) as [number, number];
    return {
      lights: counts,
      late,
      judged,
      interval: proportionInterval(late, judged),
      medianDaysLate: median(overdue[group]!),
      longestDaysLate: longest(overdue[group]!),
    };
  });
}

function longest(days: readonly number[]): number | null {
  return days.length === 0 ? null : daysLate(days.reduce((a, b) => Math.max(a, b)) * DAY);
}

/** The middle one, or the mean of the two middle ones. */
function median(values: number[]): number | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
