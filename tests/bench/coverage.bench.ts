import { createConnector } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { createLiveCoverage } from '../../geodata/coverage/live-coverage';
import type { LiveCoverage } from '../../geodata/coverage/live-coverage';
import { createLiveNetwork } from '../../geodata/coverage/live-network';
import { createLabelStore } from '../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../geodata/coverage/field/time-fields';
import type { TimeFields } from '../../geodata/coverage/field/time-fields';
import { serviceBands } from '../../geodata/coverage/service-area';
import { createSearch } from '../../geodata/coverage/travel-times';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { walkerOf } from '../../geodata/coverage/walker';
import { generateDemo } from '../../geodata/demo/generate-demo';
import guAn from '../../geodata/places/gu-an.json';
import { profileSchema } from '../../geodata/schema/place';
import type { Profile } from '../../geodata/schema/place';
import type { Compound, Gate, Street } from '../../geodata/schema/settlement';
import { CITY_X, CITY_Y, cornerX, cornerY, gridCity, plainWalker } from '../fixtures/grid-city';
import { metropolis } from '../fixtures/metropolis';
import type { Metropolis } from '../fixtures/metropolis';
import { benchCase, seededRandom } from './bench-case';
import type { Bench } from './bench-case';
import { comparePeers } from './compare-peers';

const FIFTEEN_MINUTES = 15 * 60_000;
const TWO_HOURS = 120 * 60_000;

interface Town {
  streets: readonly Street[];
  compounds: readonly Compound[];
  gates: readonly Gate[];
  walker: typeof plainWalker;
  unitXY: number[];
  stationXY: number[];
}

interface Measured {
  network: WalkNetwork;
  search: WalkSearch;
  connector: ReturnType<typeof createConnector>;
  units: Connections;
  stations: Connections;
}

let demoTown: Town | null = null;

function demo(): Town {
  if (demoTown) return demoTown;
  const profile: Profile = profileSchema.parse(guAn);
  const made = generateDemo(profile);
  const walker = walkerOf(profile, 'adult');
  if (!walker.ok) throw new Error(walker.problem.code);
  demoTown = {
    ...made,
    walker: walker.value,
    unitXY: made.baseUnits.flatMap(({ anchor }) => [...anchor]),
    stationXY: made.stations.filter(({ kind }) => kind === 'rest-station').flatMap(({ point }) => [...point]),
  };
  return demoTown;
}

/** A grid of `side` × `side` corners: 2 · side · (side - 1) edges. Doors and stations are strewn over it. */
function grid(side: number, unitCount: number, stationCount: number): Town {
  const random = seededRandom(11);
  const strewn = (count: number) =>
    Array.from({ length: count }, () => [
      Math.round(CITY_X + random() * (cornerX(side - 1) - CITY_X)),
      Math.round(CITY_Y + random() * (cornerY(side - 1) - CITY_Y)),
    ]).flat();
  return {
    streets: gridCity(side, side),
    compounds: [],
    gates: [],
    walker: plainWalker,
    unitXY: strewn(unitCount),
    stationXY: strewn(stationCount),
  };
}

/** As many stations, all of them on one corner. */
const heaped = (town: Town): Town => ({
  ...town,
  stationXY: town.stationXY.map((_, i) => (i % 2 === 0 ? cornerX(150) : cornerY(150))),
});

const build = ({ streets, compounds, gates, walker }: Pick<Town, 'streets' | 'compounds' | 'gates' | 'walker'>) =>
  buildWalkNetwork(streets, compounds, gates, walker);

function measure(town: Omit<Town, 'unitXY'> & { unitXY?: number[]; doorXY?: number[] }): Measured {
  const network = build(town);
  const connector = createConnector(network);
  return {
    network,
    connector,
    search: createSearch(network),
    units: connector.connect(town.unitXY ?? town.doorXY ?? []),
    stations: connector.connect(town.stationXY),
  };
}

const towns: [input: string, edges: number, town: () => Town][] = [
  ['demo county, 10,859 buildings, 75 stations', 17_721, demo],
  ['grid of 30,000 edges, 10,000 doors, 300 stations', 30_012, () => grid(123, 10_000, 300)],
  ['grid of 300,000 edges, 50,000 doors, 300 stations', 300_312, () => grid(388, 50_000, 300)],
];

const networkBuild = ([input, size, town]: (typeof towns)[number]) =>
  benchCase<Town>({ group: 'network', input, size, runs: 5, prepare: town, run: build });

const connecting = ([input, size, town]: (typeof towns)[number]) =>
  benchCase<{ connector: Measured['connector']; unitXY: number[] }>({
    group: 'doors to the network',
    input,
    size,
    runs: 5,
    prepare: () => {
      const made = town();
      return { connector: createConnector(build(made)), unitXY: made.unitXY };
    },
    run: ({ connector, unitXY }) => connector.connect(unitXY),
  });

const coverage = (input: string, size: number | null, town: () => Town) =>
  benchCase<Measured>({
    group: 'coverage of all stations of a kind',
    input,
    size,
    runs: 30,
    prepare: () => measure(town()),
    run: ({ search, stations, units }) => {
      search.run(stations, TWO_HOURS);
      return search.pointTimes(units);
    },
  });

const oneSearch = ([input, size, town]: (typeof towns)[number]) =>
  benchCase<Measured>({
    group: 'one 15-minute search',
    input,
    size,
    runs: 200,
    prepare: () => measure(town()),
    run: ({ search, stations }) => {
      search.run(stations, FIFTEEN_MINUTES, [0]);
      return search.nodeTime(0);
    },
  });

interface Drawn extends Measured {
  fields: TimeFields;
}

/** The first area of a place labels the cells around it; every other one there finds them. */
const serviceArea = (isLabelled: boolean, [input, size, town]: (typeof towns)[number]) =>
  benchCase<Drawn>({
    group: `service area of one station, 5/10/15 minutes, ${isLabelled ? 'cells labelled' : 'cells to be labelled first'}`,
    input,
    size,
    runs: isLabelled ? 50 : 10,
    prepare: () => {
      const measured = measure(town());
      return { ...measured, fields: fieldsOf(measured) };
    },
    run: (drawn) => {
      const fields = isLabelled ? drawn.fields : fieldsOf(drawn);
      return serviceBands(fields.measure(drawn.search, drawn.stations, FIFTEEN_MINUTES, [0]).field, [5, 10, 15]);
    },
  });

const fieldsOf = ({ network, connector }: Measured): TimeFields =>
  createTimeFields({ network, connector, labels: createLabelStore([], 2 ** 26) });

const metropolises: [edges: number, doors: number][] = [
  [300_000, 50_000],
  [1_000_000, 50_000],
];
const nameOf = (edges: number) => `generated metropolis of about ${edges.toLocaleString('en')} edges`;

interface Live {
  city: Metropolis;
  coverage: LiveCoverage;
  turn: number;
}

/** One edit after another, each with the list of doors that changed and what they had before. */
const edit = (group: string, [edges, doors]: (typeof metropolises)[number], run: (live: Live) => void) =>
  benchCase<Live>({
    group,
    input: nameOf(edges),
    size: edges,
    runs: 100,
    prepare: () => {
      const city = metropolis(edges, doors, 300, 7);
      const gates = city.gates.map((gate) => ({ ...gate, open: true }));
      const base = buildWalkNetwork(city.streets, city.compounds, gates, plainWalker, { withBars: true });
      const closed = city.gates.flatMap(({ open }, gate) => (open ? [] : [[gate, 'closed'] as const]));
      const live = createLiveNetwork(base, new Map(closed));
      const coverage = createLiveCoverage(live, live.start, city.doorXY, TWO_HOURS);
      for (let i = 0; i < 300; i++) coverage.setStation(i, [city.stationXY[2 * i]!, city.stationXY[2 * i + 1]!]);
      coverage.update();
      return { city, coverage, turn: 0 };
    },
    run: (live) => {
      live.turn++;
      run(live);
      return live.coverage.update();
    },
  });

const edits = (metropolis: (typeof metropolises)[number]) => [
  edit('a station moved', metropolis, ({ city, coverage, turn }) => {
    const i = turn % 300;
    const by = (k: number) => (((turn * k) % 20) - 10) * 900;
    coverage.setStation(i, [city.stationXY[2 * i]! + by(37), city.stationXY[2 * i + 1]! + by(53)]);
  }),
  edit('a gate opened or closed', metropolis, ({ city, coverage, turn }) => {
    const gate = (turn * 7919) % city.gates.length;
    coverage.setGates(new Map([[gate, turn % 2 ? 'closed' : 'all']]));
  }),
  edit('a street closed', metropolis, ({ coverage, turn }) => {
    const edge = (turn * 7919) % coverage.live.base.edgeCount;
    coverage.closeEdges([edge, edge + 1, edge + 2, edge + 3], true);
  }),
];

export default {
  title: 'Coverage',
  cases: [
    ...towns.map(networkBuild),
    ...towns.map(connecting),
    ...towns.map(([input, size, town]) => coverage(input, size, town)),
    coverage('degenerate: grid of 300,000 edges, all 300 stations on one corner', null, () =>
      heaped(grid(388, 50_000, 300)),
    ),
    ...towns.map(oneSearch),
    ...[false, true].flatMap((isLabelled) => towns.map((one) => serviceArea(isLabelled, one))),
    ...[0, 1, 2].flatMap((k) => metropolises.map((one) => edits(one)[k]!)),
  ],
  report: comparePeers,
} satisfies Bench;
