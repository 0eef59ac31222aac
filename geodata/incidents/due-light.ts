import { dueLights, YELLOW_SHARE } from '../schema/incident-lateness';
import type { DueLight } from '../schema/incident-lateness';
import { isEnded, stateIndexOf } from './incident-columns';
import type { IncidentColumns } from './incident-columns';

const closed = stateIndexOf('closed');
const [GREEN, YELLOW, RED, CLOSED_LATE, CLOSED_IN_TIME, UNKNOWN, EXCLUDED] = dueLights.map((_, i) => i) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * How an incident stands with its limit at `asOf`, as index into `dueLights`. Times are UTC ms, NaN where there is none.
 * Red and closed late are what `latenessOf` calls late.
 */
export function dueLightOf(
  stateIndex: number,
  reportedAt: number,
  dueAt: number,
  closedAt: number,
  asOf: number,
): number {
  const ended = isEnded(stateIndex);
  if (ended && stateIndex !== closed) return EXCLUDED;
  if (Number.isNaN(dueAt) || (ended && Number.isNaN(closedAt))) return UNKNOWN;
  if (ended) return closedAt > dueAt ? CLOSED_LATE : CLOSED_IN_TIME;
  if (asOf > dueAt) return RED;
  return asOf - reportedAt > YELLOW_SHARE * (dueAt - reportedAt) ? YELLOW : GREEN;
}

/** `dueLightOf` for row `i` of the columns. */
export function dueLightAt(columns: IncidentColumns, i: number, asOf: number): number {
  return dueLightOf(columns.state[i]!, columns.reportedAt[i]!, columns.dueAt[i]!, columns.closedAt[i]!, asOf);
}

/** Milliseconds late at `asOf`, or at the closing; 0 for what is not late. */
export function millisecondsLate(columns: IncidentColumns, i: number, asOf: number): number {
  const light = dueLightAt(columns, i, asOf);
  if (light === RED) return asOf - columns.dueAt[i]!;
  return light === CLOSED_LATE ? columns.closedAt[i]! - columns.dueAt[i]! : 0;
}

/** One entry a light, 1 for those asked for. */
export const wantedLights = (asked: readonly DueLight[]): Uint8Array =>
  Uint8Array.from(dueLights, (light) => (asked.includes(light) ? 1 : 0));

export const isLate = (light: number): boolean => light === RED || light === CLOSED_LATE;
export const isOpenLate = (light: number): boolean => light === RED;
export const isJudged = (light: number): boolean => light !== UNKNOWN && light !== EXCLUDED;
