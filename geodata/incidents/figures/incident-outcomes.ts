import { stateIndexOf } from '../incident-columns';
import type { IncidentColumns } from '../incident-columns';
import type { LocalDays } from '../local-days';

/** A day where there is none: no closing time, no deadline. Below every other. */
export const NO_DAY = -0x40000000;

/** In time, late, or neither: not closed, or one of the two times is not known. */
export const verdicts = { none: 0, inTime: 1, late: 2 } as const;

/**
 * What became of incidents, each combination once. Days are counted from the day of the report, so that reports of
 * different days that went the same way share one.
 */
export interface IncidentOutcomes {
  /** Index into `incidentStates`. */
  readonly state: Uint8Array;
  /** Days from the report to the closing, at least 0; `NO_DAY` where no closing is recorded. */
  readonly closeDelay: Int32Array;
  /** Days from the report to the deadline; `NO_DAY` without one. */
  readonly dueDelay: Int32Array;
  /** See `verdicts`. */
  readonly verdict: Uint8Array;
}

/** The local days of incidents and what became of each: all that figures by the day need, whatever the areas. */
export interface IncidentCourse {
  /** From the first report to the as-of moment, which is where the last day ends. */
  readonly days: LocalDays;
  /** Index into `days` of the report. */
  readonly reportDay: Int32Array;
  /** Of the deadline; -1 before the first day, the number of days at or after the as-of moment, `NO_DAY` without one. */
  readonly dueDay: Int32Array;
  /** Index into `outcomes` by the day of the report. */
  readonly outcome: Int32Array;
  readonly outcomes: IncidentOutcomes;
}

const closed = stateIndexOf('closed');
const DAY_MS = 86_400_000;

/**
 * Reads the course of every incident.
 * @param days every local day from the first report; the last one ends at the as-of moment, after every report
 */
export function courseOfIncidents(columns: IncidentColumns, days: LocalDays): IncidentCourse {
  const { count } = columns;
  const reportDay = new Int32Array(count);
  const dueDay = new Int32Array(count);
  const outcome = new Int32Array(count);
  const seen = new Map<string | number, number>();
  const found = {
    state: [] as number[],
    closeDelay: [] as number[],
    dueDelay: [] as number[],
    verdict: [] as number[],
  };
  const end = days.dates.length;
  for (let i = 0; i < count; i++) {
    const [dueAt, closedAt, state] = [columns.dueAt[i]!, columns.closedAt[i]!, columns.state[i]!];
    const day = dayOf(days, columns.reportedAt[i]!);
    const due = Number.isNaN(dueAt) ? NO_DAY : dayOf(days, dueAt);
    // A closing before its report is a slip of the source; it is on the day of the report at the earliest.
    const closeDelay = state !== closed || Number.isNaN(closedAt) ? NO_DAY : Math.max(0, dayOf(days, closedAt) - day);
    const dueDelay = due === NO_DAY ? NO_DAY : due - day;
    const verdict =
      closeDelay === NO_DAY || due === NO_DAY ? verdicts.none : closedAt <= dueAt ? verdicts.inTime : verdicts.late;
    // Delays lie within -1 - end and end: one whole number tells them all apart.
    const span = 2 * end + 4;
    const code = (delay: number): number => (delay === NO_DAY ? 0 : delay + end + 2);
    const key = ((state * 3 + verdict) * span + code(closeDelay)) * span + code(dueDelay);
    let index = seen.get(key);
    if (index === undefined) {
      index = found.state.length;
      seen.set(key, index);
      found.state.push(state);
      found.closeDelay.push(closeDelay);
      found.dueDelay.push(dueDelay);
      found.verdict.push(verdict);
    }
    reportDay[i] = day;
    dueDay[i] = due;
    outcome[i] = index;
  }
  const outcomes = {
    state: Uint8Array.from(found.state),
    closeDelay: Int32Array.from(found.closeDelay),
    dueDelay: Int32Array.from(found.dueDelay),
    verdict: Uint8Array.from(found.verdict),
  };
  return { days, reportDay, dueDay, outcome, outcomes };
}

/** Index of the day that holds `at`; -1 before the first, the number of days after the last. */
export function dayOf({ starts }: LocalDays, at: number): number {
  const end = starts.length - 1;
  if (at < starts[0]!) return -1;
  if (at >= starts[end]!) return end;
  // Days are about as long as each other: the guess is off by one where clocks have been changed.
  let day = Math.min(end - 1, Math.floor((at - starts[0]!) / DAY_MS));
  while (starts[day]! > at) day--;
  while (starts[day + 1]! <= at) day++;
  return day;
}
