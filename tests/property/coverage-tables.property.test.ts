import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnector } from '../../geodata/coverage/connect-points';
import { coverageCube, cubeIndex, cubeLayout } from '../../geodata/coverage/coverage-cube';
import { summariseCoverage } from '../../geodata/coverage/coverage-summary';
import { nearestStations } from '../../geodata/coverage/nearest-stations';
import { createSearch, UNREACHED } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { gatedCity } from '../fixtures/gated-city';
import type { BlockPlan } from '../fixtures/gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';

const numRuns = process.env['PROVE'] === 'full' ? 1000 : 60;
const SIZE = 3;
const block: fc.Arbitrary<BlockPlan> = fc.record({
  kind: fc.constantFrom('open' as const, 'paths' as const, 'unmapped' as const),
  gates: fc.array(fc.constantFrom('none' as const, 'all' as const, 'residents' as const, 'closed' as const), {
    minLength: 4,
    maxLength: 4,
  }),
  rogue: fc.boolean(),
});
const city = fc.array(block, { minLength: SIZE ** 2, maxLength: SIZE ** 2 }).map((plans) => gatedCity(SIZE, plans));
// Some of them far outside: off the network.
const somewhere = fc.tuple(
  fc.integer({ min: 0, max: Math.round(SIZE * BLOCK * 1.4) }),
  fc.integer({ min: 0, max: SIZE * BLOCK }),
);
const places = (maxLength: number) =>
  fc
    .array(somewhere, { minLength: 1, maxLength })
    .map((points) => points.flatMap(([x, y]) => [CITY_X + x, CITY_Y + y]));
const cutoffs = fc
  .uniqueArray(fc.integer({ min: 0, max: 900_000 }), { minLength: 1, maxLength: 3 })
  .map((list) => list.sort((p, q) => p - q));

describe('tables of coverage', () => {
  it('list the stations nearest to each door, and count those within each cutoff, as single searches do', () => {
    fc.assert(
      fc.property(city, places(8), places(15), cutoffs, fc.integer({ min: 1, max: 4 }), (of, at, doors, limits, k) => {
        const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker);
        const connector = createConnector(network);
        const search = createSearch(network);
        const [stations, points] = [connector.connect(at), connector.connect(doors)];
        const all = Array.from({ length: stations.count }, (_, s) => s);
        const table = nearestStations(search, stations, [...all].reverse(), points, k, limits);
        const times = all.map((s) => {
          search.run(stations, limits.at(-1)!, [s]);
          return search.pointTimes(points).milliseconds;
        });
        for (let i = 0; i < points.count; i++) {
          const reached = all
            .filter((s) => times[s]![i] !== UNREACHED)
            .sort((p, q) => times[p]![i]! - times[q]![i]! || p - q);
          const expected = Array.from({ length: k }, (_, rank) => reached[rank] ?? -1);
          expect([...table.station.slice(i * k, (i + 1) * k)]).toEqual(expected);
          const expectedTimes = expected.map((s) => (s === -1 ? UNREACHED : times[s]![i]!));
          expect([...table.milliseconds.slice(i * k, (i + 1) * k)]).toEqual(expectedTimes);
          const within = limits.map((limit) => reached.filter((s) => times[s]![i]! <= limit).length);
          expect([...table.within.slice(i * limits.length, (i + 1) * limits.length)]).toEqual(within);
        }
      }),
      { numRuns },
    );
  });

  it('of all kinds, cutoffs and groups at once are the summaries of each', () => {
    fc.assert(
      fc.property(
        city,
        places(8),
        places(25),
        cutoffs,
        fc.infiniteStream(fc.integer({ min: -1, max: 40 })),
        (of, at, doors, limits, numbers) => {
          const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker);
          const connector = createConnector(network);
          const search = createSearch(network);
          const [stations, points] = [connector.connect(at), connector.connect(doors)];
          const draw = () => Array.from({ length: points.count }, () => numbers.next().value as number);
          const units = { households: draw(), residents: draw(), elderly: draw(), aged75: draw(), children: draw() };
          const groupOf = draw().map((n) => (n < 0 ? -1 : n % 3));
          const kinds = [0, 1].map((kind) =>
            Array.from({ length: stations.count }, (_, s) => s).filter((s) => s % 2 === kind),
          );
          const measures = [units.households, units.residents, units.elderly];
          const divisions = [
            { count: 1, groupOf: null },
            { count: 3, groupOf },
          ];
          const cube = coverageCube(search, stations, kinds, cubeLayout(points, measures, divisions), limits);
          kinds.forEach((members, kind) => {
            search.run(stations, limits.at(-1)!, members);
            const { milliseconds } = search.pointTimes(points);
            limits.forEach((limit, cutoff) => {
              divisions.forEach(({ count, groupOf: groups }, d) => {
                summariseCoverage(units, milliseconds, points.kind, limit, groups, count).forEach((counts, g) => {
                  const group = cube.firstGroup[d]! + g;
                  [counts.households, counts.residents, counts.elderly].forEach((sum, m) => {
                    expect(cube.covered[cubeIndex(cube, kind, cutoff, group, m)]).toBe(sum?.covered ?? 0);
                    expect(cube.total[cubeIndex(cube, 0, 0, group, m)]).toBe(sum?.total ?? 0);
                    if (sum) expect(cube.unknownUnits[cubeIndex(cube, 0, 0, group, m)]).toBe(sum.unknownUnits);
                  });
                  expect(cube.covered[cubeIndex(cube, kind, cutoff, group, 3)]).toBe(counts.units.covered);
                  expect(cube.total[cubeIndex(cube, 0, 0, group, 3)]).toBe(counts.units.total);
                });
              });
            });
          });
        },
      ),
      { numRuns },
    );
  });
});
