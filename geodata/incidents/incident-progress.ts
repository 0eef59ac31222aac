import { isEnded, stateIndexOf } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import { dueLightOf, isJudged } from './due-light';
import { latenessOf } from './lateness';

/** How far a set of incidents has come. Every share is made of these counts, so that its two parts can be shown. */
export interface IncidentProgress {
  count: number;
  closed: number;
  open: number;
  /** Rejected, merged into another or voided: nobody had to solve them, so they are in no share. */
  excluded: number;
  /** With a due time, not excluded, and not closed at an unknown time: the denominator of the late share. */
  withDue: number;
  /** Open and past due. */
  overdue: number;
  closedLate: number;
}

const closed = stateIndexOf('closed');
const open = stateIndexOf('processing');

/**
 * Sums up rows by group.
 * @param asOf UTC ms at which lateness is judged
 * @param group of every incident of the columns the index of its group, -1 for none; null puts all in one group
 * @param rewound true: what was closed after `asOf` counts as still open, so that an earlier period is judged at its own
 * end and not with all the time that came after it
 */
export function tallyProgress(
  columns: IncidentColumns,
  rows: ArrayLike<number>,
  asOf: number,
  group: ArrayLike<number> | null,
  groupCount: number,
  rewound = false,
): IncidentProgress[] {
  const tallies = Array.from({ length: groupCount }, (): IncidentProgress => ({
    count: 0,
    closed: 0,
    open: 0,
    excluded: 0,
    withDue: 0,
    overdue: 0,
    closedLate: 0,
  }));
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    const tally = tallies[group ? group[i]! : 0];
    if (!tally) continue;
    const closedAt = columns.closedAt[i]!;
    const dueAt = columns.dueAt[i]!;
    const state = rewound && columns.state[i] === closed && closedAt > asOf ? open : columns.state[i]!;
    tally.count++;
    if (state === closed) tally.closed++;
    else if (isEnded(state)) tally.excluded++;
    else tally.open++;
    if (isJudged(dueLightOf(state, columns.reportedAt[i]!, dueAt, closedAt, asOf))) tally.withDue++;
    const lateness = latenessOf(state, dueAt, closedAt, asOf);
    if (lateness === 'overdue') tally.overdue++;
    else if (lateness === 'closed-late') tally.closedLate++;
  }
  return tallies;
}
