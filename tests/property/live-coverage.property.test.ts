import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnector } from '../../geodata/coverage/connect-points';
import { createLiveCoverage } from '../../geodata/coverage/live-coverage';
import type { LiveCoverage } from '../../geodata/coverage/live-coverage';
import { createLiveNetwork } from '../../geodata/coverage/live-network';
import type { GateState } from '../../geodata/coverage/live-network';
import { createSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { Walker } from '../../geodata/coverage/walker';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import type { ClosureId } from '../../geodata/schema/ids';
import { anyGatedCity } from '../fixtures/any-gated-city';
import type { GatedCity } from '../fixtures/gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';

const numRuns = process.env['PROVE'] === 'full' ? 3000 : 150;
const SIZE = 3;

const city = anyGatedCity(SIZE);
const somewhere = fc
  .tuple(fc.integer({ min: 0, max: SIZE * BLOCK }), fc.integer({ min: 0, max: SIZE * BLOCK }))
  .map(([x, y]): LatticePoint => [CITY_X + x, CITY_Y + y]);

type Edit =
  | { what: 'station'; station: number; point: LatticePoint | null }
  | { what: 'gate'; gate: number; state: GateState }
  | { what: 'street'; street: number; isClosed: boolean };
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant('station' as const), station: fc.nat(3), point: fc.option(somewhere) }),
  fc.record({
    what: fc.constant('gate' as const),
    gate: fc.nat(40),
    state: fc.constantFrom('closed' as const, 'recorded' as const, 'all' as const),
  }),
  fc.record({ what: fc.constant('street' as const), street: fc.nat(60), isClosed: fc.boolean() }),
);
const walkers: Walker[] = [plainWalker, { ...plainWalker, group: 'wheelchair', stairs: null }];

/** What was told to the live coverage, and what a network built anew says of it. */
class Told {
  readonly live: LiveCoverage;
  readonly recorded: GatedCity;
  private readonly gates = new Map<number, GateState>();
  private readonly closed = new Set<number>();
  private readonly stations = new Map<number, LatticePoint>();

  constructor(
    private readonly city: GatedCity,
    private readonly walker: Walker,
    private readonly doorXY: number[],
    private readonly bound: number,
  ) {
    this.recorded = city;
    const gates = city.gates.map((gate) => ({ ...gate, open: true }));
    city.gates.forEach((gate, g) => {
      if (!gate.open) this.gates.set(g, 'closed');
    });
    const base = buildWalkNetwork(city.streets, city.compounds, gates, walker, { withBars: true });
    const network = createLiveNetwork(base, this.gates);
    this.live = createLiveCoverage(network, network.start, doorXY, bound);
  }

  tell(edit: Edit): void {
    if (edit.what === 'station') {
      if (edit.point) this.stations.set(edit.station, edit.point);
      else this.stations.delete(edit.station);
      this.live.setStation(edit.station, edit.point);
    } else if (edit.what === 'gate') {
      if (this.city.gates.length === 0) return;
      const gate = edit.gate % this.city.gates.length;
      this.gates.set(gate, edit.state);
      this.live.setGates(new Map([[gate, edit.state]]));
    } else {
      const street = edit.street % this.city.streets.length;
      if (edit.isClosed) this.closed.add(street);
      else this.closed.delete(street);
      const { base } = this.live.live;
      const edges = [...base.edgeStreet.keys()].filter((e) => base.edgeStreet[e] === street);
      this.live.closeEdges(edges, edit.isClosed);
    }
  }

  /** Times, stations and how doors are connected, from nothing. */
  private fromNothing(): { milliseconds: number[]; station: number[]; kind: number[] } {
    const { streets, compounds } = this.city;
    const gates = this.city.gates.map((gate, g) => {
      const state = this.gates.get(g) ?? 'recorded';
      return { ...gate, open: state !== 'closed', access: state === 'all' ? ('all' as const) : gate.access };
    });
    const closure = {
      id: 'works' as ClosureId,
      name: { zh: '施工' },
      reason: null,
      document: null,
      from: '2026-01-01',
      to: null,
      streets: [...this.closed].map((street) => streets[street]!.id),
      area: null,
    };
    const network = buildWalkNetwork(streets, compounds, gates, this.walker, { closures: [closure] });
    const connector = createConnector(network);
    const doors = connector.connect(this.doorXY);
    const numbers = [...this.stations.keys()].sort((p, q) => p - q);
    const search = createSearch(network);
    search.run(connector.connect(numbers.flatMap((number) => this.stations.get(number)!)), this.bound);
    const { milliseconds, source } = search.pointTimes(doors);
    return {
      milliseconds: [...milliseconds],
      station: [...source].map((s) => (s === -1 ? -1 : numbers[s]!)),
      kind: [...doors.kind],
    };
  }

  look(): void {
    const before = { milliseconds: [...this.live.milliseconds], station: [...this.live.station] };
    const changes = this.live.update();
    const { milliseconds, station, kind } = this.live;
    expect({ milliseconds: [...milliseconds], station: [...station], kind: [...kind] }).toEqual(this.fromNothing());
    // Exactly the doors that differ are told, with what they had.
    const differing = before.milliseconds.flatMap((millisecondsBefore, door) =>
      millisecondsBefore === milliseconds[door] && before.station[door] === station[door]
        ? []
        : [{ door, millisecondsBefore, stationBefore: before.station[door]! }],
    );
    expect(changes).toEqual(differing);
  }
}

describe('coverage that is kept true', () => {
  it('is what a network built anew says, whatever stations, gates and streets did', () => {
    fc.assert(
      fc.property(
        city,
        fc.constantFrom(...walkers),
        fc.array(somewhere, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(120_000, 7_200_000),
        fc.array(fc.tuple(edit, fc.boolean()), { maxLength: 10 }),
        (of, walker, doors, bound, edits) => {
          const told = new Told(of, walker, doors.flat(), bound);
          told.tell({ what: 'station', station: 1, point: [CITY_X + BLOCK / 3, CITY_Y + BLOCK] });
          told.look();
          for (const [one, isLooked] of edits) {
            told.tell(one);
            if (isLooked) told.look();
          }
          told.look();
        },
      ),
      { numRuns },
    );
  });
});
