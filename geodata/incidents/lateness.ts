import { stateIndexOf, isEnded } from './incident-columns';
import type { IncidentColumns } from './incident-columns';

/** `overdue`: still open after its due time. `closed-late`: closed after it. */
export type Lateness = 'on-time' | 'overdue' | 'closed-late';

const closed = stateIndexOf('closed');

/**
 * Whether an incident is late at `asOf` (UTC ms). One without a due time is never late, nor is one that was
 * rejected, merged into another or voided: nobody had to solve those.
 */
export function latenessOf(stateIndex: number, dueAt: number, closedAt: number, asOf: number): Lateness {
  if (Number.isNaN(dueAt)) return 'on-time';
  if (!isEnded(stateIndex)) return asOf > dueAt ? 'overdue' : 'on-time';
  return stateIndex === closed && closedAt > dueAt ? 'closed-late' : 'on-time';
}

/** `latenessOf` for row `i` of the columns. */
export function latenessAt(columns: IncidentColumns, i: number, asOf: number): Lateness {
  return latenessOf(columns.state[i]!, columns.dueAt[i]!, columns.closedAt[i]!, asOf);
}
