import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnector } from '../../geodata/coverage/connect-points';
import { createLiveCoverage } from '../../geodata/coverage/live-coverage';
import { createLiveNetwork } from '../../geodata/coverage/live-network';
import { createSearch, UNREACHED } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import type { Walker } from '../../geodata/coverage/walker';
import type { Closure } from '../../geodata/schema/closure';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import type { ClosureId } from '../../geodata/schema/ids';
import { anyGatedCity } from '../fixtures/any-gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';

const numRuns = process.env['PROVE'] === 'full' ? 4000 : 150;
const SIZE = 3;
const BOUND = 7_200_000;

const city = anyGatedCity(SIZE);
const across = fc.integer({ min: 0, max: SIZE * BLOCK });
const somewhere = fc.tuple(across, across).map(([x, y]): LatticePoint => [CITY_X + x, CITY_Y + y]);
/** Within 15 m of two streets: where a door has another street to leave by. */
const byACorner = fc
  .tuple(fc.nat(SIZE), fc.nat(SIZE), fc.integer({ min: -1300, max: 1300 }), fc.integer({ min: -1300, max: 1300 }))
  .map(([i, j, dx, dy]): LatticePoint => [CITY_X + i * BLOCK + dx, CITY_Y + j * BLOCK + dy]);
const place = fc.oneof(somewhere, byACorner);

/** Land of at most a third of a block, on a corner or anywhere: it closes the stretches that touch it. */
const closure = fc.tuple(place, fc.integer({ min: 50, max: BLOCK / 3 })).map(([[x, y], half]): Omit<Closure, 'id'> => ({
  name: { zh: '施工' },
  reason: null,
  document: null,
  from: '2026-01-01',
  to: null,
  streets: [],
  area: [[[x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half]]],
}));
const closures = fc
  .array(closure, { minLength: 1, maxLength: 5 })
  .map((all) => all.map((one, i): Closure => ({ ...one, id: `closure-${i}` as ClosureId })));
const walkers: Walker[] = [plainWalker, { ...plainWalker, group: 'wheelchair', stairs: null, steepestSlope: 0.06 }];
/** Waves of a few metres, so that there and back take different times. */
const hills = (x: number, y: number): number => 4 * Math.sin((x - CITY_X) / 7000) + 3 * Math.cos((y - CITY_Y) / 5000);

function timesOf(network: WalkNetwork, doors: readonly LatticePoint[], stations: readonly LatticePoint[]): number[] {
  const connector = createConnector(network);
  const search = createSearch(network);
  search.run(connector.connect(stations.flat()), BOUND);
  const { milliseconds } = search.pointTimes(connector.connect(doors.flat()));
  return [...milliseconds].map((time) => (time === UNREACHED ? Infinity : time));
}

describe('closing streets', () => {
  it('never brings anybody nearer, one closure after another, and opening them never takes anybody farther', () => {
    fc.assert(
      fc.property(
        city,
        closures,
        fc.constantFrom(...walkers),
        fc.array(place, { minLength: 1, maxLength: 20 }),
        fc.array(place, { minLength: 1, maxLength: 3 }),
        (of, closing, walker, doors, stations) => {
          const { streets, compounds, gates } = of;
          const states = Array.from({ length: closing.length + 1 }, (_, n) =>
            buildWalkNetwork(streets, compounds, gates, walker, { heightAt: hills, closures: closing.slice(0, n) }),
          );
          const times = states.map((network) => timesOf(network, doors, stations));
          for (let n = 1; n < times.length; n++) {
            times[n]!.forEach((time, door) => expect(time).toBeGreaterThanOrEqual(times[n - 1]![door]!));
          }
          // Kept true while streets close one after another and open again in another order.
          const base = buildWalkNetwork(
            streets,
            compounds,
            gates.map((gate) => ({ ...gate, open: true })),
            walker,
            { heightAt: hills, withBars: true },
          );
          const shut = gates.flatMap(({ open }, g): [number, 'closed'][] => (open ? [] : [[g, 'closed']]));
          const live = createLiveNetwork(base, new Map(shut));
          const coverage = createLiveCoverage(live, live.start, doors.flat(), BOUND);
          stations.forEach((point, s) => coverage.setStation(s, point));
          const closedIn = (n: number) => states[n]!.edgeClosure;
          const look = (n: number) => {
            coverage.update();
            expect([...coverage.milliseconds].map((ms) => (ms === UNREACHED ? Infinity : ms))).toEqual(times[n]);
          };
          look(0);
          for (let n = 1; n < states.length; n++) {
            const edges = [...closedIn(n).keys()].filter((e) => closedIn(n)[e] !== -1 && closedIn(n - 1)[e] === -1);
            coverage.closeEdges(edges, true);
            look(n);
          }
          coverage.closeEdges(
            [...base.edgeClosure.keys()].filter((e) => closedIn(states.length - 1)[e] !== -1),
            false,
          );
          look(0);
        },
      ),
      { numRuns },
    );
  });
});
