import type { IncidentPeriod } from '../schema/incident-summary';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { addDays, daysBetween, isCalendarDate } from './local-days';

/** The same day a year earlier; 29 February becomes the 28th. */
function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return isCalendarDate(before) ? before : `${before.slice(0, 8)}28`;
}

/**
 * The period another one is compared with: `previous` (as many days, just before), `last-year` (the same days a year
 * earlier) or `YYYY-MM-DD..YYYY-MM-DD`. Fails with `incident.bad-against`, and with `incident.nothing-to-compare` where the
 * data does not hold all of it: half a period is no measure.
 */
export function periodAgainst(against: string, period: IncidentPeriod, data: IncidentPeriod): Result<IncidentPeriod> {
  const [first = '', last = ''] = against.split('..');
  const isRange = isCalendarDate(first) && isCalendarDate(last) && first <= last;
  if (against !== 'previous' && against !== 'last-year' && !isRange) {
    return fail('incident.bad-against', { value: against.slice(0, 40) });
  }
  const found = isRange
    ? { from: first, to: last }
    : against === 'previous'
      ? { from: addDays(period.from, -daysBetween(period.from, period.to)), to: addDays(period.from, -1) }
      : { from: yearBefore(period.from), to: yearBefore(period.to) };
  if (found.from < data.from || found.to > data.to) {
    return fail('incident.nothing-to-compare', { ...found, begin: data.from, end: data.to });
  }
  return ok(found);
}
