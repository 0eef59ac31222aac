import { endedStates, incidentStates } from '../schema/incident';
import type { IncidentState, IncidentType } from '../schema/incident';

/** A point's coordinate where the incident has none: outside every lattice value in range. */
export const NO_POINT = -0x80000000;

/**
 * All incidents of a place as columns, in the order of the database (`seq`), so that a million of them
 * are filtered and counted without a million objects. Times are UTC milliseconds; NaN where there is none.
 */
export interface IncidentColumns {
  readonly count: number;
  readonly types: readonly IncidentType[];
  /** Agencies responsible, by name, each once. */
  readonly owners: readonly string[];
  readonly reportedAt: Float64Array;
  readonly dueAt: Float64Array;
  /** First response. */
  readonly respondedAt: Float64Array;
  readonly closedAt: Float64Array;
  /** Index into `types`. */
  readonly type: Uint16Array;
  /** Index into `owners`, -1 where nobody is named. */
  readonly owner: Int32Array;
  /** Index into `incidentStates`. */
  readonly state: Uint8Array;
  /** Hour of the week of the report by the clock of the place, 0 … 167; see `weekHoursOf`. */
  readonly weekHour: Uint8Array;
  /** Lattice units, `[x0, y0, x1, y1 …]`; both `NO_POINT` where the incident has no usable place. */
  readonly xy: Int32Array;
}

const ended = incidentStates.map((state) => endedStates.includes(state));

/** Whether nothing more is to be done in the state of this index. */
export function isEnded(stateIndex: number): boolean {
  return ended[stateIndex] === true;
}

/** Index of a state in the columns. */
export function stateIndexOf(state: IncidentState): number {
  return incidentStates.indexOf(state);
}

/** Whether incident `i` has a usable place. */
export function hasPoint(columns: IncidentColumns, i: number): boolean {
  return columns.xy[2 * i] !== NO_POINT;
}
