import { isEnded, stateIndexOf } from '../incident-columns';
import type { IncidentColumns } from '../incident-columns';
import { filterIncidents } from '../filter-incidents';
import type { IncidentFilter } from '../filter-incidents';
import type { FigurePart, ListedFigure } from '../../schema/incident-figures';
import { NO_DAY, verdicts } from './incident-outcomes';
import type { IncidentCourse } from './incident-outcomes';

const closed = stateIndexOf('closed');

/**
 * Rows a figure looks at, ascending: what was reported in the period, or, of what is closed by its deadline, what fell
 * due in it and before the as-of moment.
 */
export function rowsOfFigure(
  columns: IncidentColumns,
  course: IncidentCourse,
  filter: IncidentFilter,
  figure: ListedFigure,
  asOf: number,
): Uint32Array {
  return figure === 'dueInTime' ? rowsByDue(columns, course, filter, asOf) : filterIncidents(columns, filter, asOf);
}

/** Rows whose deadline lies in the filter's period, within the days of the data and before the as-of moment. */
export function rowsByDue(
  columns: IncidentColumns,
  { days, dueDay }: IncidentCourse,
  { from = -Infinity, to = Infinity, ...rest }: IncidentFilter,
  asOf: number,
): Uint32Array {
  return filterIncidents(columns, rest, asOf).filter((i) => {
    const due = columns.dueAt[i]!;
    return due >= from && due < to && dueDay[i]! >= 0 && dueDay[i]! < days.dates.length;
  });
}

/** Where a figure puts an incident at the as-of moment of the data; null where it is not asked about it at all. */
export function partOfIncident(
  columns: IncidentColumns,
  course: IncidentCourse,
  figure: ListedFigure,
  i: number,
): FigurePart | null {
  const { outcomes } = course;
  const asOfDay = course.days.dates.length;
  const outcome = course.outcome[i]!;
  const state = outcomes.state[outcome]!;
  if (isEnded(state) && state !== closed) return 'excluded';
  const withinDays = (window: number): FigurePart => {
    if (course.reportDay[i]! + window > asOfDay) return 'pending';
    if (state !== closed) return 'rest';
    const delay = outcomes.closeDelay[outcome]!;
    return delay === NO_DAY ? 'unknown' : delay < window ? 'counted' : 'rest';
  };
  switch (figure) {
    case 'sameDay':
      return withinDays(1);
    case 'twoDay':
      return withinDays(2);
    case 'threeDay':
      return withinDays(3);
    case 'closed':
      return state === closed ? 'counted' : 'rest';
    case 'overdue':
      if (state === closed) return null;
      if (course.dueDay[i] === NO_DAY) return 'unknown';
      return course.dueDay[i]! < asOfDay ? 'counted' : 'rest';
    case 'responseMedian':
      return columns.respondedAt[i]! >= columns.reportedAt[i]! ? 'counted' : 'unknown';
    case 'dueInTime':
      if (state === closed && outcomes.verdict[outcome] === verdicts.none) return 'unknown';
      return outcomes.verdict[outcome] === verdicts.inTime ? 'counted' : 'rest';
    case 'count':
      return 'counted';
  }
}
