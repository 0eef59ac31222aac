import { describe, expect, it } from 'vitest';
import { NO_POINT, stateIndexOf } from '../../../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../../../geodata/incidents/incident-columns';
import { tallyProgress } from '../../../../geodata/incidents/incident-progress';
import { incidentTrend } from '../../../../geodata/incidents/incident-trend';
import { localDays } from '../../../../geodata/incidents/local-days';
import type { IncidentState } from '../../../../geodata/schema/incident';
import { nobodyResponsible } from '../../../fixtures/nobody-responsible';

const at = (text: string): number => (text === '' ? NaN : Date.parse(`${text}T04:00:00Z`));

/** Reported, due, closed, state: a line each. */
function columnsOf(lines: readonly [string, string, string, IncidentState][]): IncidentColumns {
  return {
    count: lines.length,
    types: [],
    ...nobodyResponsible(lines.length),
    reportedAt: Float64Array.from(lines, ([reported]) => at(reported)),
    dueAt: Float64Array.from(lines, ([, due]) => at(due)),
    closedAt: Float64Array.from(lines, ([, , closed]) => at(closed)),
    type: new Uint16Array(lines.length),
    state: Uint8Array.from(lines, ([, , , state]) => stateIndexOf(state)),
    weekHour: new Uint8Array(lines.length),
    xy: new Int32Array(lines.length * 2).fill(NO_POINT),
  };
}

const columns = columnsOf([
  ['2025-01-06', '2025-01-08', '2025-01-07', 'closed'],
  ['2025-01-07', '2025-01-08', '2025-01-20', 'closed'],
  ['2025-01-12', '2025-01-14', '', 'processing'],
  ['2025-01-13', '', '', 'reported'],
  ['2025-01-14', '2025-01-15', '', 'void'],
  ['2025-02-02', '2025-02-20', '2025-02-03', 'rejected'],
]);
const all = [0, 1, 2, 3, 4, 5];
const end = at('2025-02-04');

describe('tallyProgress', () => {
  it('counts what was closed and late, and leaves what nobody had to solve out of every share', () => {
    expect(tallyProgress(columns, all, end, null, 1)).toEqual([
      { count: 6, closed: 2, open: 2, excluded: 2, withDue: 3, overdue: 1, closedLate: 1 },
    ]);
  });

  it('judges an earlier period at its own end: what was closed after it was open then', () => {
    const then = at('2025-01-10');
    expect(tallyProgress(columns, [0, 1], then, null, 1, true)).toEqual([
      { count: 2, closed: 1, open: 1, excluded: 0, withDue: 2, overdue: 1, closedLate: 0 },
    ]);
    // Before it was due it was not late either.
    expect(tallyProgress(columns, [1], at('2025-01-07'), null, 1, true)[0]).toMatchObject({ open: 1, overdue: 0 });
  });

  it('sorts rows into groups and drops those in none', () => {
    const counts = tallyProgress(columns, all, end, Int32Array.of(1, 1, 0, -1, 0, 1), 3).map(({ count }) => count);
    expect(counts).toEqual([2, 3, 0]);
  });
});

describe('incidentTrend', () => {
  const days = localDays(at('2025-01-06'), at('2025-02-04'), 'Asia/Shanghai');

  it('cuts weeks on Mondays, and carries what is open from one to the next', () => {
    const { bins, untimed } = incidentTrend(columns, days, 'week');
    expect(bins.map(({ from, to, reported, closed, open }) => [from, to, reported, closed, open])).toEqual([
      ['2025-01-06', '2025-01-12', 3, 1, 2],
      ['2025-01-13', '2025-01-19', 2, 0, 3],
      ['2025-01-20', '2025-01-26', 0, 1, 2],
      ['2025-01-27', '2025-02-02', 1, 0, 3],
      // The rejected one is no longer open, and was not closed either.
      ['2025-02-03', '2025-02-04', 0, 0, 2],
    ]);
    // Voided, nobody knows when.
    expect(untimed).toBe(1);
  });

  it('cuts months of the calendar', () => {
    expect(incidentTrend(columns, days, 'month').bins.map(({ from, to, open }) => [from, to, open])).toEqual([
      ['2025-01-06', '2025-01-31', 2],
      ['2025-02-01', '2025-02-04', 2],
    ]);
  });
});
