import { incidentStates } from '../schema/incident';
import { hasPoint } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import { latenessAt } from './lateness';
import { dayIndex } from './local-days';
import type { LocalDays } from './local-days';
import { WEEK_HOURS } from './week-hours';

export interface IncidentSummary {
  total: number;
  withoutPoint: number;
  /** With a point, but in no grid. `Σ byGrid + outsideGrids + withoutPoint = total`. */
  outsideGrids: number;
  /** Open and past due. */
  overdue: number;
  closedLate: number;
  /** One entry a grid, in the order of `gridOf`'s indices. */
  byGrid: { count: Uint32Array; overdue: Uint32Array; closedLate: Uint32Array };
  /** One entry a day of `days`; `Σ = total` where `days` spans the rows. */
  byDay: Uint32Array;
  /** One entry a type of the columns (leaf types, groups stay 0 unless incidents carry a group's code). */
  byType: Uint32Array;
  /** One entry a state of `incidentStates`. */
  byState: Uint32Array;
  /** One entry an hour of the week; `Σ = total`. */
  byWeekHour: Uint32Array;
}

/**
 * Counts of the given rows.
 * @param gridOf for each incident of the columns the index of its grid, -1 in none
 * @param asOf UTC ms at which lateness is judged
 */
export function summariseIncidents(
  columns: IncidentColumns,
  rows: ArrayLike<number>,
  gridOf: Int32Array,
  gridCount: number,
  days: LocalDays,
  asOf: number,
): IncidentSummary {
  const summary: IncidentSummary = {
    total: rows.length,
    withoutPoint: 0,
    outsideGrids: 0,
    overdue: 0,
    closedLate: 0,
    byGrid: {
      count: new Uint32Array(gridCount),
      overdue: new Uint32Array(gridCount),
      closedLate: new Uint32Array(gridCount),
    },
    byDay: new Uint32Array(days.dates.length),
    byType: new Uint32Array(columns.types.length),
    byState: new Uint32Array(incidentStates.length),
    byWeekHour: new Uint32Array(WEEK_HOURS),
  };
  const { byGrid, byDay, byType, byState, byWeekHour } = summary;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    byType[columns.type[i]!]!++;
    byState[columns.state[i]!]!++;
    byWeekHour[columns.weekHour[i]!]!++;
    const day = dayIndex(days, columns.reportedAt[i]!);
    if (day >= 0) byDay[day]!++;
    const lateness = latenessAt(columns, i, asOf);
    if (lateness === 'overdue') summary.overdue++;
    else if (lateness === 'closed-late') summary.closedLate++;
    const grid = gridOf[i]!;
    if (!hasPoint(columns, i)) summary.withoutPoint++;
    else if (grid < 0) summary.outsideGrids++;
    else {
      byGrid.count[grid]!++;
      if (lateness === 'overdue') byGrid.overdue[grid]!++;
      else if (lateness === 'closed-late') byGrid.closedLate[grid]!++;
    }
  }
  return summary;
}
