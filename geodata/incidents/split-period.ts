import type { IncidentPeriod } from '../schema/incident-summary';
import { addDays, daysBetween } from './local-days';

/** The calendar months a period touches, cut to it, the last `most` of them, oldest first. */
export function monthsOf({ from, to }: IncidentPeriod, most: number): IncidentPeriod[] {
  const found: IncidentPeriod[] = [];
  for (let end = to; end >= from && found.length < most;) {
    const first = `${end.slice(0, 7)}-01`;
    found.unshift({ from: first < from ? from : first, to: end });
    end = addDays(first, -1);
  }
  return found;
}

/** Whole weeks of a period counted back from its last day, the last `most` of them, oldest first. */
export function weeksOf({ from, to }: IncidentPeriod, most: number): IncidentPeriod[] {
  const found: IncidentPeriod[] = [];
  for (let end = to; addDays(end, -6) >= from && found.length < most; end = addDays(end, -7)) {
    found.unshift({ from: addDays(end, -6), to: end });
  }
  return found;
}

/** The period with most incidents a day by the counts of consecutive days, the first of which is `first`. */
export function busiestOf(
  periods: readonly IncidentPeriod[],
  first: string,
  counts: readonly number[],
): IncidentPeriod | null {
  let best: IncidentPeriod | null = null;
  let most = -1;
  for (const period of periods) {
    const start = daysBetween(first, period.from) - 1;
    const days = daysBetween(period.from, period.to);
    let sum = 0;
    for (let day = Math.max(0, start); day < start + days; day++) sum += counts[day] ?? 0;
    if (sum / days > most) [best, most] = [period, sum / days];
  }
  return best;
}
