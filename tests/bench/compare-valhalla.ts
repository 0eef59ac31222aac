import type { createConnector } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { createLabelStore } from '../../geodata/coverage/field/label-store';
import { CELL_METRES, createTimeFields } from '../../geodata/coverage/field/time-fields';
import { outlineAgreements, serviceBands } from '../../geodata/coverage/service-area';
import type { ServiceBand } from '../../geodata/coverage/service-area';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import { openValhalla, polygonsOf } from './valhalla-peer';

/** A place made of an OpenStreetMap file, and who lives and serves there. */
export interface MappedTown {
  name: string;
  osmFile: string;
  network: WalkNetwork;
  connector: ReturnType<typeof createConnector>;
  stations: Connections;
  stationXY: readonly number[];
  doorXY: readonly number[];
}

type OfDoors = Parameters<typeof outlineAgreements> extends [unknown, ...infer Rest] ? Rest : never;

const MINUTES = 15;
const STATIONS = 20;
const ROUNDS = 5;

/**
 * One service area after the other by Valhalla and by us, in turns; and how far a drawn area agrees with the times of
 * doors: theirs with their own and with ours, ours with our own. Says so where Valhalla is not installed.
 */
export async function compareValhalla(town: MappedTown, search: WalkSearch): Promise<string> {
  const { network, connector, stations, stationXY, doorXY } = town;
  const peer = openValhalla(town.osmFile, network.walker.speedMetresPerSecond);
  if (!peer) return 'Valhalla is not installed here: nothing to compare with.';
  const doors = connector.connect(doorXY);
  const everyDoor = new Int32Array(doors.count).fill(1);
  const fields = createTimeFields({ network, connector, labels: createLabelStore([], 2 ** 26) });
  const bound = MINUTES * 60_000;
  const [ourMilliseconds, theirMilliseconds]: [number[], number[]] = [[], []];
  const [ours, theirs, theirsByOurs]: [number[], number[], number[]] = [[], [], []];
  try {
    for (let k = 0; k < STATIONS; k++) {
      const station = k * 7;
      const [x, y] = [stationXY[2 * station]!, stationXY[2 * station + 1]!];
      const to = [fromLattice(x), fromLattice(y)] as const;
      const drawOurs = () => {
        const { field } = fields.measure(search, stations, bound, [station]);
        return serviceBands(field, [MINUTES])[0]!;
      };
      let isochrone = '';
      let outline = drawOurs();
      for (let round = 0; round < ROUNDS; round++) {
        ourMilliseconds.push(await processorMilliseconds(() => void (outline = drawOurs())));
        theirMilliseconds.push(
          await processorMilliseconds(async () => void (isochrone = await peer.isochrone(to, MINUTES))),
        );
      }
      search.run(stations, bound, [station]);
      const { milliseconds } = search.pointTimes(doors);
      const drawn = { minutes: MINUTES, polygons: polygonsOf(isochrone).map(onLattice) };
      push(ours, agreement(outline, doorXY, milliseconds, doors.kind, everyDoor));
      push(theirsByOurs, agreement(drawn, doorXY, milliseconds, doors.kind, everyDoor));

      // Who could be reached at all: within as far as a straight walk of that time, and a little.
      const near = doorsWithin(doorXY, x, y, network.walker.speedMetresPerSecond * MINUTES * 60 * 1.1);
      const nearXY = near.flatMap((i) => [doorXY[2 * i]!, doorXY[2 * i + 1]!]);
      const places = near.map((i) => [fromLattice(doorXY[2 * i]!), fromLattice(doorXY[2 * i + 1]!)] as const);
      const seconds = near.length === 0 ? [] : await peer.times(places, to);
      const theirTimes = seconds.map((time) => (time === null ? -1 : time * 1000));
      const nearOnes = new Int32Array(near.length).fill(1);
      push(theirs, agreement(drawn, nearXY, theirTimes, nearOnes, nearOnes));
    }
  } finally {
    peer.close();
  }
  const [our, their] = [median(ourMilliseconds), median(theirMilliseconds)];
  return [
    `Valhalla ${peer.version} on ${town.name}, one service area of ${MINUTES} minutes of each of ${STATIONS} stations, in turns: ` +
      `${their.toFixed(1)} ms of processor time, ours ${our.toFixed(1)} ms with a raster of ${CELL_METRES} m.`,
    `Drawn area against times of doors, intersection over union, median (least): Valhalla's with its own ${share(theirs)}, ` +
      `Valhalla's with ours ${share(theirsByOurs)}, ours with our own ${share(ours)}.`,
  ].join('\n');
}

const agreement = (band: ServiceBand, ...doors: OfDoors): number | null =>
  outlineAgreements([band], ...doors)[0]!.intersectionOverUnion;

const push = (shares: number[], share: number | null): void => {
  if (share !== null) shares.push(share);
};

const onLattice = (rings: readonly (readonly (readonly number[])[])[]): MultiPolygon[number] =>
  rings.map((ring) => ring.flatMap(([lng, lat]) => [toLattice(lng!), toLattice(lat!)])) as MultiPolygon[number];

function doorsWithin(xy: readonly number[], x: number, y: number, metres: number): number[] {
  const north = 111_320 / 1e7;
  const east = north * Math.cos((fromLattice(y) * Math.PI) / 180);
  const found: number[] = [];
  for (let i = 0; 2 * i < xy.length; i++) {
    if (Math.hypot((xy[2 * i]! - x) * east, (xy[2 * i + 1]! - y) * north) <= metres) found.push(i);
  }
  return found;
}

async function processorMilliseconds(work: () => void | Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number => [...values].sort((p, q) => p - q)[values.length >> 1] ?? NaN;
const share = (values: readonly number[]): string => `${median(values).toFixed(3)} (${Math.min(...values).toFixed(3)})`;
