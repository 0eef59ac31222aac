import type { OverdueNow } from '../schema/overdue-now';
import { millisecondsLate } from './due-light';
import { filterIncidents } from './filter-incidents';
import type { IncidentFilter } from './filter-incidents';
import type { IncidentColumns } from './incident-columns';
import { daysLate } from './late-length';

/**
 * What is open and past due at `asOf` (UTC ms) under all of a filter but its period: the worst were mostly reported
 * before the days somebody looks at.
 * @param overdue `overdueRows`: few of many, so that a filter costs next to nothing
 */
export function overdueNow(
  columns: IncidentColumns,
  filter: IncidentFilter,
  asOf: number,
  overdue: Uint32Array,
): OverdueNow {
  if (filter.lights && !filter.lights.includes('red')) return { count: 0, longestDaysLate: null };
  const { from: _from, to: _to, ...rest } = filter;
  const rows = filterIncidents(columns, { ...rest, lights: ['red'] }, asOf, overdue);
  let longest = 0;
  for (const i of rows) longest = Math.max(longest, millisecondsLate(columns, i, asOf));
  return { count: rows.length, longestDaysLate: rows.length > 0 ? daysLate(longest) : null };
}

/** All that are open and past due at `asOf`, ascending. */
export const overdueRows = (columns: IncidentColumns, asOf: number): Uint32Array =>
  filterIncidents(columns, { lights: ['red'] }, asOf);
