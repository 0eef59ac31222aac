import { incidentStates } from '../schema/incident';
import { wantedOwners, wantedStates, wantedTypes } from './filter-incidents';
import type { IncidentFilter } from './filter-incidents';
import type { IncidentColumns } from './incident-columns';
import { dueLightAt, wantedLights } from './due-light';
import { latenessAt } from './lateness';
import { dayIndex } from './local-days';
import type { LocalDays } from './local-days';
import { WEEK_HOURS } from './week-hours';

/** Counts under a filter without the part of it that is counted by: what stands beside each choice. */
export interface IncidentFacets {
  byType: Uint32Array;
  byState: Uint32Array;
  /** At 0 those without an owner, at k + 1 those of owner k. */
  byOwner: Uint32Array;
  /** One entry a day of `days`. */
  byDay: Uint32Array;
  /** One entry an hour of the week. */
  byWeekHour: Uint32Array;
}

const [TIME, TYPE, STATE, HOUR, OWNER] = [1, 2, 4, 8, 16] as const;

/** Nothing counted yet but the days. */
const facetsOver = ({ types, owners }: IncidentColumns, byDay: Uint32Array): IncidentFacets => ({
  byType: new Uint32Array(types.length),
  byState: new Uint32Array(incidentStates.length),
  byOwner: new Uint32Array(owners.length + 1),
  byDay,
  byWeekHour: new Uint32Array(WEEK_HOURS),
});

/** All facets in one pass: a row counts where it passes every other part of the filter. A box is not looked at. */
export function countFacets(
  columns: IncidentColumns,
  filter: IncidentFilter,
  days: LocalDays,
  asOf: number,
): IncidentFacets {
  const { from = -Infinity, to = Infinity, late, among, uncovered, weekHours } = filter;
  const typeWanted = filter.types ? wantedTypes(columns.types, filter.types) : null;
  const stateWanted = filter.states ? wantedStates(filter.states) : null;
  const lightWanted = filter.lights ? wantedLights(filter.lights) : null;
  const ownerWanted = filter.owners ? wantedOwners(columns.owners, filter.owners) : null;
  const facets = facetsOver(columns, new Uint32Array(days.dates.length));
  for (let i = 0; i < columns.count; i++) {
    if (among && among[i] === 0) continue;
    if (uncovered && uncovered[i] === 0) continue;
    const at = columns.reportedAt[i]!;
    const type = columns.type[i]!;
    const state = columns.state[i]!;
    const owner = columns.owner[i]! + 1;
    const hour = columns.weekHour[i]!;
    let failed = at < from || at >= to ? TIME : 0;
    if (typeWanted && typeWanted[type] === 0) failed |= TYPE;
    if (stateWanted && stateWanted[state] === 0) failed |= STATE;
    if (weekHours && weekHours[hour] === 0) failed |= HOUR;
    if (ownerWanted && ownerWanted[owner] === 0) failed |= OWNER;
    if ((failed & (failed - 1)) !== 0) continue;
    if (late && latenessAt(columns, i, asOf) === 'on-time') continue;
    if (lightWanted && lightWanted[dueLightAt(columns, i, asOf)] === 0) continue;
    if ((failed & ~TYPE) === 0) facets.byType[type]!++;
    if ((failed & ~STATE) === 0) facets.byState[state]!++;
    if ((failed & ~OWNER) === 0) facets.byOwner[owner]!++;
    if ((failed & ~HOUR) === 0) facets.byWeekHour[hour]!++;
    if ((failed & ~TIME) === 0) {
      const day = dayIndex(days, at);
      if (day >= 0) facets.byDay[day]!++;
    }
  }
  return facets;
}

/** Whether a filter is a period and nothing else. */
export function isPeriodAlone(filter: IncidentFilter): boolean {
  const { from: _from, to: _to, ...rest } = filter;
  return Object.values(rest).every((part) => part === undefined || part === false);
}

/**
 * `countFacets` of a period alone, from what is known of it: beside every other choice stands a count of its rows, beside the
 * days all there are.
 * @param rows `filterIncidents` of the period
 * @param byDay incidents of every day of the data
 */
export function facetsOfPeriod(columns: IncidentColumns, rows: Uint32Array, byDay: Uint32Array): IncidentFacets {
  const facets = facetsOver(columns, byDay);
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    facets.byType[columns.type[i]!]!++;
    facets.byState[columns.state[i]!]!++;
    facets.byOwner[columns.owner[i]! + 1]!++;
    facets.byWeekHour[columns.weekHour[i]!]!++;
  }
  return facets;
}
