import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densitySurface } from '../../geodata/incidents/density-surface';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { localDays } from '../../geodata/incidents/local-days';
import { projectRows } from '../../geodata/incidents/local-plane';
import { rasterFrame } from '../../geodata/incidents/raster-frame';
import { summariseIncidents } from '../../geodata/incidents/summarise-incidents';
import { weekHoursOf } from '../../geodata/incidents/week-hours';
import { toLattice } from '../../geodata/schema/coordinates';
import { incidentStates } from '../../geodata/schema/incident';
import type { IncidentType } from '../../geodata/schema/incident';

const types: IncidentType[] = [
  { code: 'A', name: { zh: '甲' }, parentCode: null },
  { code: 'A1', name: { zh: '甲一' }, parentCode: 'A' },
  { code: 'A2', name: { zh: '甲二' }, parentCode: 'A' },
  { code: 'B', name: { zh: '乙' }, parentCode: null },
];
const DAY = 86_400_000;
const t0 = Date.parse('2025-03-01T00:00:00Z');
const box = [116.27, 39.41, 116.32, 39.45] as const;

const row = fc.record({
  reportedAt: fc.integer({ min: t0, max: t0 + 60 * DAY }),
  due: fc.option(fc.integer({ min: 0, max: 20 * DAY })),
  closed: fc.integer({ min: 0, max: 30 * DAY }),
  type: fc.nat(types.length - 1),
  state: fc.nat(incidentStates.length - 1),
  point: fc.option(
    fc.tuple(
      fc.double({ min: box[0], max: box[2], noNaN: true }),
      fc.double({ min: box[1], max: box[3], noNaN: true }),
    ),
  ),
  grid: fc.integer({ min: -1, max: 4 }),
  owner: fc.integer({ min: -1, max: 1 }),
});

const scene = fc.array(row, { maxLength: 120 }).map((rows) => {
  const columns: IncidentColumns = {
    count: rows.length,
    types,
    owners: ['环卫中心', '市政养护所'],
    owner: Int32Array.from(rows, (r) => r.owner),
    respondedAt: new Float64Array(rows.length).fill(NaN),
    reportedAt: Float64Array.from(rows, (r) => r.reportedAt),
    dueAt: Float64Array.from(rows, (r) => (r.due === null ? NaN : r.reportedAt + r.due)),
    closedAt: Float64Array.from(rows, (r) => r.reportedAt + r.closed),
    type: Uint16Array.from(rows, (r) => r.type),
    state: Uint8Array.from(rows, (r) => r.state),
    weekHour: weekHoursOf(
      Float64Array.from(rows, (r) => r.reportedAt),
      'Asia/Shanghai',
    ),
    xy: Int32Array.from(rows.flatMap((r) => r.point?.map(toLattice) ?? [NO_POINT, NO_POINT])),
  };
  return { columns, gridOf: Int32Array.from(rows, (r) => r.grid) };
});

const filter: fc.Arbitrary<IncidentFilter> = fc.record(
  {
    from: fc.integer({ min: t0, max: t0 + 60 * DAY }),
    to: fc.integer({ min: t0, max: t0 + 60 * DAY }),
    types: fc.subarray(['A', 'A1', 'A2', 'B']),
    states: fc.subarray(['open', 'ended', 'closed', 'processing'] as const),
    late: fc.boolean(),
    owners: fc.subarray([null, '环卫中心', '市政养护所']),
  },
  { requiredKeys: [] },
);

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const asOf = t0 + 60 * DAY;

describe('incident counts', () => {
  it('conserve: grids + outside + without a point = days = types = states = rows', () => {
    fc.assert(
      fc.property(scene, filter, ({ columns, gridOf }, wanted) => {
        const rows = filterIncidents(columns, wanted, asOf);
        const days = localDays(t0, t0 + 60 * DAY, 'Asia/Shanghai');
        const summary = summariseIncidents(columns, rows, gridOf, 5, days, asOf);
        expect(summary.total).toBe(rows.length);
        expect(sum(summary.byGrid.count) + summary.outsideGrids + summary.withoutPoint).toBe(rows.length);
        const { byDay, byType, byState, byWeekHour } = summary;
        expect([byDay, byType, byState, byWeekHour].map(sum)).toEqual(Array(4).fill(rows.length));
        if (wanted.late) expect(summary.overdue + summary.closedLate).toBe(rows.length);
      }),
    );
  });

  it('of parts add up to the whole: a group is its types, open and ended are all', () => {
    fc.assert(
      fc.property(scene, filter, ({ columns }, wanted) => {
        const count = (extra: IncidentFilter) => filterIncidents(columns, { ...wanted, ...extra }, asOf).length;
        const group = filterIncidents(columns, { ...wanted, types: ['A'] }, asOf);
        const ofItself = group.filter((i) => columns.type[i] === 0).length;
        expect(group.length).toBe(count({ types: ['A1'] }) + count({ types: ['A2'] }) + ofItself);
        expect(sum([null, ...columns.owners].map((owner) => count({ owners: [owner] })))).toBe(
          filterIncidents(columns, { ...wanted, owners: [null, ...columns.owners] }, asOf).length,
        );
        expect(count({ states: ['open'] }) + count({ states: ['ended'] })).toBe(count({ states: incidentStates }));
      }),
    );
  });
});

describe('density', () => {
  it('spreads exactly the points it counts: Σ values × cell area = n within 0.5 %', () => {
    fc.assert(
      fc.property(scene, fc.constantFrom(150, 200, 300), ({ columns }, bandwidth) => {
        const frame = rasterFrame(box, bandwidth);
        if (!frame.ok) throw new Error(frame.problem.code);
        const located = filterIncidents(columns, {}, asOf).filter((i) => columns.xy[2 * i] !== NO_POINT);
        const surface = densitySurface(frame.value, projectRows(frame.value.plane, columns.xy, located));
        expect(surface.n + surface.outside).toBe(located.length);
        // A corner of the box may round to a lattice point half a centimetre beyond it.
        const mass = (sum(surface.values) / 1e6) * frame.value.cellMetres ** 2;
        expect(Math.abs(mass - surface.n)).toBeLessThanOrEqual(0.005 * surface.n);
      }),
      { numRuns: 40 },
    );
  });
});
