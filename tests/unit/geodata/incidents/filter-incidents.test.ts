import { describe, expect, it } from 'vitest';
import { filterIncidents } from '../../../../geodata/incidents/filter-incidents';
import { NO_POINT, stateIndexOf } from '../../../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../../../geodata/incidents/incident-columns';
import { latenessAt, latenessOf } from '../../../../geodata/incidents/lateness';
import type { IncidentState } from '../../../../geodata/schema/incident';

const states: IncidentState[] = ['closed', 'processing', 'rejected', 'closed', 'processing'];
const columns: IncidentColumns = {
  count: 5,
  types: [
    { code: '01', name: { zh: '市容' }, parentCode: null },
    { code: '0101', name: { zh: '垃圾' }, parentCode: '01' },
    { code: '02', name: { zh: '设施' }, parentCode: null },
  ],
  owners: ['环卫中心', '市政养护所'],
  reportedAt: Float64Array.of(10, 20, 30, 40, 50),
  dueAt: Float64Array.of(15, 25, 35, 45, NaN),
  respondedAt: Float64Array.of(11, NaN, 31, 41, NaN),
  closedAt: Float64Array.of(16, NaN, 99, 44, NaN),
  type: Uint16Array.of(1, 1, 2, 0, 2),
  owner: Int32Array.of(0, 1, -1, 0, -1),
  state: Uint8Array.from(states, stateIndexOf),
  weekHour: Uint8Array.of(0, 1, 1, 2, 167),
  xy: Int32Array.of(0, 0, 5, 5, NO_POINT, NO_POINT, 10, 10, 11, 0),
};
const rows = (filter: Parameters<typeof filterIncidents>[1]) => Array.from(filterIncidents(columns, filter, 100));

describe('filterIncidents', () => {
  it('takes a period from its start up to, not including, its end', () => {
    expect(rows({ from: 20, to: 40 })).toEqual([1, 2]);
    expect(rows({})).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes a group with all of its types', () => {
    expect(rows({ types: ['01'] })).toEqual([0, 1, 3]);
    expect(rows({ types: ['0101', '02'] })).toEqual([0, 1, 2, 4]);
    expect(rows({ types: [] })).toEqual([]);
  });

  it('takes agencies, and what has none', () => {
    expect(rows({ owners: ['环卫中心'] })).toEqual([0, 3]);
    expect(rows({ owners: [null, '市政养护所'] })).toEqual([1, 2, 4]);
    expect(rows({ owners: [] })).toEqual([]);
  });

  it('takes hours of the week, and rows a search has found', () => {
    expect(
      rows({ weekHours: Uint8Array.from({ length: 168 }, (_, hour) => (hour === 1 || hour === 167 ? 1 : 0)) }),
    ).toEqual([1, 2, 4]);
    expect(rows({ among: Uint8Array.of(1, 0, 0, 1, 0), types: ['0101'] })).toEqual([0]);
  });

  it('survives types whose parents run in a circle', () => {
    const types = [
      { code: 'a', name: { zh: 'a' }, parentCode: 'b' },
      { code: 'b', name: { zh: 'b' }, parentCode: 'a' },
    ];
    expect(filterIncidents({ ...columns, types, type: new Uint16Array(5) }, { types: ['c'] }, 0).length).toBe(0);
  });

  it('knows open and ended besides the single states', () => {
    expect(rows({ states: ['open'] })).toEqual([1, 4]);
    expect(rows({ states: ['ended'] })).toEqual([0, 2, 3]);
    expect(rows({ states: ['rejected', 'open'] })).toEqual([1, 2, 4]);
  });

  it('finds nothing without a point in a box, and borders are in it', () => {
    expect(rows({ box: [0, 0, 10, 10] })).toEqual([0, 1, 3]);
  });

  it('finds the late ones', () => {
    expect(rows({ late: true })).toEqual([0, 1]);
    expect([0, 1, 2, 3, 4].map((i) => latenessAt(columns, i, 100))).toEqual([
      'closed-late',
      'overdue',
      'on-time',
      'on-time',
      'on-time',
    ]);
  });
});

describe('latenessOf', () => {
  it('is not yet late in the very millisecond it is due', () => {
    const processing = stateIndexOf('processing');
    expect(latenessOf(processing, 100, NaN, 100)).toBe('on-time');
    expect(latenessOf(processing, 100, NaN, 101)).toBe('overdue');
    expect(latenessOf(stateIndexOf('closed'), 100, 100, 999)).toBe('on-time');
  });
});
