import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFacets, facetsOfPeriod, isPeriodAlone } from '../../geodata/incidents/count-facets';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { overdueNow, overdueRows } from '../../geodata/incidents/overdue-now';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { assignHexagons, hexBins } from '../../geodata/incidents/hex-bins';
import {
  hexagonAt,
  hexagonAtDegrees,
  hexagonId,
  hexCentre,
  hexCentreMetres,
  hexLattice,
  hexRing,
  parseHexagonId,
} from '../../geodata/incidents/hex-lattice';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { dayIndex, localDays } from '../../geodata/incidents/local-days';
import { eastOf, northOf } from '../../geodata/incidents/local-plane';
import { weekHoursOf } from '../../geodata/incidents/week-hours';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { BBox } from '../../geodata/schema/coordinates';
import { incidentStates } from '../../geodata/schema/incident';
import { nobodyResponsible } from '../fixtures/nobody-responsible';

const box: BBox = [116.27, 39.41, 116.32, 39.45];
const DAY = 86_400_000;
const t0 = Date.parse('2025-03-01T00:00:00Z');
const asOf = t0 + 60 * DAY;
const sizes = fc.constantFrom(100, 200, 300, 500, 1000);
const degrees = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -85, max: 85, noNaN: true }),
);
const inside = fc.tuple(
  fc.double({ min: box[0], max: box[2], noNaN: true }),
  fc.double({ min: box[1], max: box[3], noNaN: true }),
);
const types = ['A', 'A1', 'B'].map((code) => ({ code, name: { zh: code }, parentCode: code === 'A1' ? 'A' : null }));

const scene = fc
  .array(
    fc.record({
      at: fc.integer({ min: t0, max: asOf - 1 }),
      type: fc.nat(types.length - 1),
      state: fc.nat(incidentStates.length - 1),
      due: fc.integer({ min: 0, max: 40 * DAY }),
      point: fc.option(fc.oneof({ weight: 5, arbitrary: inside }, { weight: 1, arbitrary: degrees })),
    }),
    { maxLength: 100 },
  )
  .map((rows): IncidentColumns => {
    const reportedAt = Float64Array.from(rows, ({ at }) => at);
    return {
      count: rows.length,
      types,
      ...nobodyResponsible(rows.length),
      reportedAt,
      dueAt: Float64Array.from(rows, ({ at, due }) => at + due),
      closedAt: Float64Array.from(rows, ({ at }) => at + 10 * DAY),
      type: Uint16Array.from(rows, ({ type }) => type),
      state: Uint8Array.from(rows, ({ state }) => state),
      weekHour: weekHoursOf(reportedAt, 'America/New_York'),
      xy: Int32Array.from(rows.flatMap(({ point }) => point?.map(toLattice) ?? [NO_POINT, NO_POINT])),
    };
  });
const filters: fc.Arbitrary<IncidentFilter> = fc.record(
  {
    from: fc.integer({ min: t0, max: asOf }),
    to: fc.integer({ min: t0, max: asOf }),
    types: fc.subarray(['A', 'A1', 'B']),
    states: fc.subarray(['open', 'ended', 'closed'] as const),
    late: fc.boolean(),
    weekHours: fc
      .array(fc.constantFrom(0, 1), { minLength: 168, maxLength: 168 })
      .map((flags) => Uint8Array.from(flags)),
  },
  { requiredKeys: [] },
);
const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

describe('the hexagon of a place', () => {
  it('is the one whose centre is nearest, on borders and corners too, and always the same one', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -400, max: 400 }),
        fc.nat(11),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (size, q, r, side, share) => {
          const [east, north] = hexCentreMetres(size, { q, r });
          // From the centre (share 0) out to a corner or the middle of a side (share 1): borders are among them.
          const angle = (side * Math.PI) / 6;
          const reach = (side % 2 === 0 ? size / 2 : size / Math.sqrt(3)) * share;
          const at = [east + reach * Math.cos(angle), north + reach * Math.sin(angle)] as const;
          const found = hexagonAt(size, ...at);
          expect(hexagonAt(size, ...at)).toEqual(found);
          const distance = (hexagon: { q: number; r: number }) => {
            const [x, y] = hexCentreMetres(size, hexagon);
            return Math.hypot(x - at[0], y - at[1]);
          };
          const mine = distance(found);
          for (const [dq, dr] of [
            [1, 0],
            [-1, 0],
            [0, 1],
            [0, -1],
            [1, -1],
            [-1, 1],
          ] as const) {
            expect(mine).toBeLessThanOrEqual(distance({ q: found.q + dq, r: found.r + dr }) + 1e-6);
          }
          if (share < 0.999) expect(found).toEqual({ q, r });
        },
      ),
    );
  });

  it('never moves: the lattice knows the place and the size, and nothing else', () => {
    fc.assert(
      fc.property(scene, filters, sizes, inside, (columns, filter, size, [lng, lat]) => {
        const lattice = hexLattice(box, size);
        const cells = assignHexagons(lattice, columns);
        const some = filterIncidents(columns, filter, asOf);
        const kept = hexBins(cells, columns, some, asOf);
        // Whatever passes lies in the hexagon its coordinates alone name, and is counted there.
        const counted = new Map<string, number>();
        for (const i of some) {
          if (columns.xy[2 * i] === NO_POINT) continue;
          const hexagon = hexagonAtDegrees(
            lattice,
            fromLattice(columns.xy[2 * i]!),
            fromLattice(columns.xy[2 * i + 1]!),
          );
          const cell = cells.cellOf[i]!;
          expect({ q: cells.q[cell], r: cells.r[cell] }).toEqual(hexagon);
          const id = hexagonId(size, hexagon);
          expect(parseHexagonId(id)).toEqual({ sizeMetres: size, ...hexagon });
          counted.set(id, (counted.get(id) ?? 0) + 1);
        }
        kept.counts.forEach((count, cell) => {
          const id = hexagonId(size, { q: cells.q[cell]!, r: cells.r[cell]! });
          expect(count).toBe(counted.get(id) ?? 0);
        });
        const centre = hexCentre(lattice, hexagonAtDegrees(lattice, lng, lat));
        expect(hexagonAtDegrees(lattice, ...centre)).toEqual(hexagonAtDegrees(lattice, lng, lat));
      }),
    );
  });

  it('conserves: hexagons + without a point = rows', () => {
    fc.assert(
      fc.property(scene, filters, sizes, (columns, filter, size) => {
        const rows = filterIncidents(columns, filter, asOf);
        const bins = hexBins(assignHexagons(hexLattice(box, size), columns), columns, rows, asOf);
        expect(sum(bins.counts) + bins.withoutPoint).toBe(rows.length);
        if (filter.late) expect(sum(bins.late) + bins.withoutPoint).toBe(rows.length);
      }),
    );
  });

  it('has the same area everywhere: √3/2 · size²', () => {
    fc.assert(
      fc.property(sizes, inside, (size, [lng, lat]) => {
        const lattice = hexLattice(box, size);
        const ring = hexRing(lattice, hexagonAtDegrees(lattice, lng, lat)).map(
          ([x, y]) => [eastOf(lattice.plane, x), northOf(lattice.plane, y)] as const,
        );
        let twice = 0;
        for (let k = 1; k < ring.length; k++) twice += ring[k - 1]![0] * ring[k]![1] - ring[k]![0] * ring[k - 1]![1];
        expect(twice / 2 / ((Math.sqrt(3) / 2) * size * size)).toBeCloseTo(1, 6);
      }),
      { numRuns: 40 },
    );
  });
});

describe('facets in one pass', () => {
  it('are the counts without the part of the filter they are counted by', () => {
    fc.assert(
      fc.property(scene, filters, (columns, filter) => {
        const days = localDays(t0, asOf, 'Asia/Shanghai');
        const facets = countFacets(columns, filter, days, asOf);
        const tally = (dimension: keyof IncidentFilter | 'period', size: number, of: (i: number) => number) => {
          const rest = { ...filter };
          if (dimension === 'period') {
            delete rest.from;
            delete rest.to;
          } else delete rest[dimension];
          const counts = new Uint32Array(size);
          for (const i of filterIncidents(columns, rest, asOf)) counts[of(i)]!++;
          return counts;
        };
        expect(facets.byType).toEqual(tally('types', types.length, (i) => columns.type[i]!));
        expect(facets.byState).toEqual(tally('states', incidentStates.length, (i) => columns.state[i]!));
        expect(facets.byWeekHour).toEqual(tally('weekHours', 168, (i) => columns.weekHour[i]!));
        expect(facets.byDay).toEqual(tally('period', days.dates.length, (i) => dayIndex(days, columns.reportedAt[i]!)));
        // A period alone needs no pass over everything.
        const { from = -Infinity, to = Infinity, ...rest } = filter;
        expect(isPeriodAlone(filter)).toBe(Object.values(rest).every((part) => part === undefined));
        const all = countFacets(columns, {}, days, asOf).byDay;
        expect(facetsOfPeriod(columns, filterIncidents(columns, { from, to }, asOf), all)).toEqual(
          countFacets(columns, { from, to }, days, asOf),
        );
        // What is overdue now is looked for among those that can be.
        const overdue = filterIncidents(columns, { ...rest, lights: ['red'] }, asOf);
        expect(overdueNow(columns, filter, asOf, overdueRows(columns, asOf)).count).toBe(overdue.length);
      }),
    );
  });
});
