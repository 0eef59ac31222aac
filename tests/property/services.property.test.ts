import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAccess } from '../../geodata/coverage/access';
import { createConnector } from '../../geodata/coverage/connect-points';
import { readOpeningHours } from '../../geodata/coverage/opening-hours';
import { checkStation } from '../../geodata/coverage/service-check';
import { createSearch, UNREACHED } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { weekdays } from '../../geodata/schema/service-standard';
import type { ServiceStandard } from '../../geodata/schema/service-standard';
import { anyGatedCity } from '../fixtures/any-gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';

const full = process.env['PROVE'] === 'full';
const numRuns = full ? 2000 : 60;
const SIZE = 4;

const city = anyGatedCity(SIZE);
const somewhere = fc
  .tuple(fc.integer({ min: 0, max: SIZE * BLOCK }), fc.integer({ min: 0, max: SIZE * BLOCK }))
  .map(([x, y]) => [CITY_X + x, CITY_Y + y]);
const unknownOr = (max: number) => fc.oneof(fc.constant(-1), fc.integer({ min: 0, max }));

describe('capacity shared out on foot, in cities of walled compounds', () => {
  it('is neither made nor lost: Σ share × people = Σ capacity that somebody reaches', () => {
    fc.assert(
      fc.property(
        city,
        fc.array(fc.tuple(somewhere, unknownOr(500)), { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(somewhere, fc.option(fc.integer({ min: 0, max: 5000 }))), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 30_000, max: 900_000 }),
        (of, homes, services, cutoffMilliseconds) => {
          const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker);
          const connector = createConnector(network);
          const search = createSearch(network);
          const units = connector.connect(homes.flatMap(([at]) => at));
          const stations = connector.connect(services.flatMap(([at]) => at));
          const people = homes.map(([, count]) => count);
          const capacity = services.map(([, size]) => size);
          const members = services.map((_, i) => i);
          const access = measureAccess({
            search,
            stations,
            members,
            units,
            capacity,
            people,
            cutoffMilliseconds,
            nearestCount: 3,
          });
          const { supplyPerPerson, supply, within, nearestMilliseconds, nearestStation } = access;
          const shared = people.reduce((sum, count, i) => sum + Math.max(0, count) * (supplyPerPerson?.[i] ?? 0), 0);
          if (supplyPerPerson) expect(shared).toBeCloseTo(supply.reachable, 6);
          const known = capacity.reduce<number>((sum, size) => sum + (size ?? 0), 0);
          expect(supply.reachable + supply.unreachable).toBe(known);

          // Each measure again from one walk a station, kept whole.
          const times = members.map((s) => {
            search.run(stations, cutoffMilliseconds, [s]);
            return [...search.pointTimes(units).milliseconds];
          });
          homes.forEach((_, i) => {
            const reached = members
              .filter((s) => times[s]![i] !== UNREACHED)
              .sort((a, b) => times[a]![i]! - times[b]![i]! || a - b);
            expect(within[i]).toBe(reached.length);
            for (let k = 0; k < 3; k++) {
              expect(nearestStation[3 * i + k]).toBe(reached[k] ?? -1);
              expect(nearestMilliseconds[3 * i + k]).toBe(reached[k] === undefined ? -1 : times[reached[k]!]![i]);
            }
          });
        },
      ),
      { numRuns: full ? 400 : 25 },
    );
  });
});

/** Spans of one day that do not touch, in whole five minutes. */
const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 0, maxLength: 6 })
  .map((marks) => marks.sort((a, b) => a - b))
  .map((marks) =>
    Array.from(
      { length: Math.floor(marks.length / 2) },
      (_, i) => [marks[2 * i]! * 5, marks[2 * i + 1]! * 5] as [number, number],
    ),
  );
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('opening hours', () => {
  it('are read back as they were written, day by day', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        const text = week
          .map((spans, i) => {
            const said = spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(',');
            return `${weekdays[i]!} ${said || 'off'}`;
          })
          .join('; ');
        const read = readOpeningHours(text);
        if (!read.understood) throw new Error(`not understood: ${text}`);
        expect(read.week.days).toEqual(week);
        const open = week.flat().reduce((sum, [from, to]) => sum + to - from, 0);
        expect(read.week.minutesPerWeek).toBe(open);
      }),
      { numRuns },
    );
  });

  it('take any text without failing, and never more hours than a week has', () => {
    const piece = fc.constantFrom(
      'Mo',
      '-',
      'Fr',
      ',',
      ';',
      ' ',
      '08:00',
      '24:00',
      'off',
      'PH',
      '周一',
      '至',
      '24/7',
      '+',
      '休息',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const read = readOpeningHours(text);
          if (read.understood) expect(read.week.minutesPerWeek).toBeLessThanOrEqual(7 * 24 * 60);
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });
});

describe('a service check', () => {
  it('never passes on something that is not known', () => {
    const head = { name: { zh: '一' }, kinds: ['clinic' as const], invented: false };
    const standards: ServiceStandard[] = [
      { ...head, id: 'a', check: 'floor-area', leastSquareMetres: 1 },
      { ...head, id: 'b', check: 'seats', least: 1 },
      { ...head, id: 'c', check: 'staff', least: 1 },
      { ...head, id: 'd', check: 'services', items: [{ name: { zh: '一' }, words: ['a'] }] },
      { ...head, id: 'e', check: 'hours', leastWeeklyHours: 1 },
      { ...head, id: 'f', check: 'residents', most: 100 },
      { ...head, id: 'g', check: 'area-per-households', squareMetresPer100Households: 30 },
    ];
    const size = fc.option(fc.integer({ min: 0, max: 60 }));
    const served = fc.record({ count: fc.option(fc.integer({ min: 0, max: 200 })), unknownUnits: fc.nat(2) });
    fc.assert(
      fc.property(
        fc.record({
          floorAreaSquareMetres: size,
          seats: size,
          staff: size,
          services: fc.constantFrom<string[]>([], ['a'], ['b']),
          openingHours: fc.constantFrom(null, '24/7', 'by appointment'),
        }),
        fc.option(fc.record({ residents: served, households: served })),
        (offer, people) => {
          for (const result of checkStation({ kind: 'clinic', tier: 'point', ...offer }, standards, people)) {
            expect(result.outcome === 'unknown').toBe(result.found === null);
            expect(result.outcome === 'unknown').toBe(result.why !== null);
            if (result.outcome === 'passes' && result.standard === 'f') expect(people!.residents.unknownUnits).toBe(0);
            if (result.outcome === 'passes' && result.standard === 'g') expect(people!.households.unknownUnits).toBe(0);
          }
        },
      ),
      { numRuns },
    );
  });
});
