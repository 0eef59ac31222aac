import './seed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnector, ENCLOSED, OFF_NETWORK } from '../../geodata/coverage/connect-points';
import type { Connector } from '../../geodata/coverage/connect-points';
import { createLabelStore } from '../../geodata/coverage/field/label-store';
import type { LabelStore } from '../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../geodata/coverage/field/time-fields';
import type { TimeFields } from '../../geodata/coverage/field/time-fields';
import { outlineAgreements, serviceBands } from '../../geodata/coverage/service-area';
import type { ServiceBand } from '../../geodata/coverage/service-area';
import { createSearch } from '../../geodata/coverage/travel-times';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import type { Walker } from '../../geodata/coverage/walker';
import { assignPoints } from '../../geodata/geometry/assign-points';
import type { Closure } from '../../geodata/schema/closure';
import { closureIdSchema } from '../../geodata/schema/ids';
import { anyGatedCity } from '../fixtures/any-gated-city';
import type { GatedCity } from '../fixtures/gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';

const full = process.env['PROVE'] === 'full';
const SIZE = 4;
const MINUTES = [2, 4, 7];
const BOUND = 7 * 60_000;

const city = anyGatedCity(SIZE);
const somewhere = fc.tuple(fc.integer({ min: 0, max: SIZE * BLOCK }), fc.integer({ min: 0, max: SIZE * BLOCK }));
const places = (most: number) =>
  fc
    .array(somewhere, { minLength: 1, maxLength: most })
    .map((points) => points.flatMap(([x, y]) => [CITY_X + x, CITY_Y + y]));
/** Streets closed by number, in up to three ways to find the city. */
const closings = fc.array(fc.array(fc.nat(), { maxLength: 6 }), { minLength: 1, maxLength: 3 });
const walkers: Walker[] = [plainWalker, { ...plainWalker, speedMetresPerSecond: 0.8, stairs: null }];

/** Points all over the city, some 17 m apart and in no line with walls or streets. */
const LAND = Array.from({ length: 24 * 24 }, (_, i) => [
  CITY_X + 400 + (i % 24) * 1490 + (Math.floor(i / 24) % 3) * 130,
  CITY_Y + 350 + Math.floor(i / 24) * 1490 + (i % 5) * 70,
]).flat();

const closureOf = (of: GatedCity, streets: readonly number[]): Closure[] =>
  streets.map((nth, i) => ({
    id: closureIdSchema.parse(`closure-${i}`),
    name: { zh: '封路' },
    reason: null,
    document: null,
    from: '2026-01-01',
    to: null,
    streets: [of.streets[nth % of.streets.length]!.id],
    area: null,
  }));

interface Asked {
  network: WalkNetwork;
  connector: Connector;
  search: WalkSearch;
  xy: readonly number[];
  weights: readonly number[];
}

function ask(of: GatedCity, walker: Walker, closures: readonly Closure[], xy: readonly number[]): Asked {
  const network = buildWalkNetwork(of.streets, of.compounds, of.gates, walker, { closures });
  const connector = createConnector(network);
  return { network, connector, search: createSearch(network), xy, weights: xy.map((x) => (x % 9) + 1) };
}

function fieldsOf({ network, connector, xy, weights }: Asked, labels: LabelStore): TimeFields {
  const connections = connector.connect(xy);
  const isTimed = (door: number) => connections.kind[door] !== OFF_NETWORK;
  return createTimeFields({ network, connector, labels, doors: { connections, xy, weights, isTimed } });
}

function draw(on: Asked, fields: TimeFields, stations: readonly number[], chosen: readonly number[]): ServiceBand[] {
  return serviceBands(fields.measure(on.search, on.connector.connect(stations), BOUND, chosen).field, MINUTES);
}

describe('service areas of tiles kept', () => {
  it('are those of tiles made from nothing, for every walker, closure and set of stations that came before', () => {
    fc.assert(
      fc.property(city, closings, places(6), places(40), (of, days, stations, xy) => {
        // So little room that tiles go and come again, and all the room there is.
        const stores = [createLabelStore([], 60_000), createLabelStore([], 2 ** 26)];
        const asked = days.flatMap((streets) =>
          walkers.map((walker) => {
            const on = ask(of, walker, closureOf(of, streets), xy);
            return { on, kept: stores.map((store) => fieldsOf(on, store)) };
          }),
        );
        const all = Array.from({ length: stations.length / 2 }, (_, i) => i);
        for (const chosen of [[0], all, [all.length - 1]]) {
          for (const { on, kept } of asked) {
            const fresh = draw(on, fieldsOf(on, createLabelStore([], 2 ** 26)), stations, chosen);
            for (const fields of kept) expect(draw(on, fields, stations, chosen)).toEqual(fresh);
          }
        }
        for (const store of stores) expect(store.keptBytes()).toBeGreaterThan(0);
      }),
      { numRuns: full ? 150 : 3 },
    );
  });

  it('hold nobody behind closed gates, and tell the land as a household there would be told', () => {
    const sums = { both: 0, either: 0 };
    fc.assert(
      fc.property(city, closings, places(3), (of, [streets = []], stations) => {
        const labels = createLabelStore([], 2 ** 26);
        for (const closures of [[], closureOf(of, streets)]) {
          const { network, connector, search, weights } = ask(of, plainWalker, closures, LAND);
          const doors = connector.connect(LAND);
          // The land is judged by doors that the field is not told of.
          const untold = { connections: doors, xy: LAND, weights, isTimed: () => false };
          const fields = createTimeFields({ network, connector, labels, doors: untold });
          const { field, doorMilliseconds } = fields.measure(search, connector.connect(stations), BOUND);
          const bands = serviceBands(field, MINUTES);
          const inside = assignPoints(LAND, [bands[0]!.polygons]);
          for (let door = 0; door < doors.count; door++) {
            if (doors.kind[door] === ENCLOSED) expect(inside[door]).toBe(-1);
          }
          if (closures.length > 0) continue;
          const ones = new Uint8Array(doors.count).fill(1);
          for (const { both, either } of outlineAgreements(bands, LAND, doorMilliseconds, doors.kind, ones)) {
            sums.both += both;
            sums.either += either;
          }
        }
      }),
      { numRuns: full ? 300 : 10 },
    );
    expect(sums.either).toBeGreaterThan(1000);
    expect(sums.both / sums.either).toBeGreaterThan(0.97);
  });
});
