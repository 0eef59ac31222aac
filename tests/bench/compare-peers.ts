import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConnector } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { createLabelStore } from '../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../geodata/coverage/field/time-fields';
import { outlineAgreements, serviceBands } from '../../geodata/coverage/service-area';
import { createSearch } from '../../geodata/coverage/travel-times';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { walkerOf } from '../../geodata/coverage/walker';
import { importPlace } from '../../server/services/import-place';
import { plainWalker } from '../fixtures/grid-city';
import { metropolis } from '../fixtures/metropolis';
import { seededRandom } from './bench-case';
import { compareValhalla } from './compare-valhalla';
import { graphPeers } from './graph-peer';
import type { GraphPeer } from './graph-peer';
import { peerArcs } from './peer-arcs';
import type { PeerArcs } from './peer-arcs';

const BOUND = 15 * 60_000;
const STATIONS = 300;
const ROUNDS = 5;

interface Town {
  name: string;
  network: WalkNetwork;
  stations: Connections;
  stationXY: number[];
  doorXY: number[];
  /** OpenStreetMap file it was made of; null for a generated one. */
  osmFile: string | null;
}

/**
 * Ours, scipy and networkx over the same arrays, in turns within one run, by processor time: what it costs, whatever
 * else the machine does. Markdown; says so where there is no Python with scipy.
 */
export async function comparePeers(): Promise<string> {
  const peers = await graphPeers();
  if (peers.length === 0) return 'No Python with scipy here to compare with.';
  const lines = [
    'Against peers on the same arrays, in turns in one run, median processor time in ms, and how many times ours it is:',
    '',
    `| network | work | ours | ${peers.flatMap(({ scipy, networkx }) => [`scipy ${scipy}`, `networkx ${networkx}`]).join(' | ')} |`,
    `| --- | --- | ---: | ${peers.map(() => '---: | ---:').join(' | ')} |`,
  ];
  const agreements: string[] = [];
  const others: string[] = [];
  for (const make of [() => generated(300_000), () => generated(1_000_000), portoAlegre]) {
    const town = await make();
    if (!town) continue;
    const search = createSearch(town.network);
    const given = peerArcs(town.network, town.stations, 'to');
    for (const peer of peers) await peer.load(given.nodeCount, given.arcs);
    for (const work of ['one 15-minute search', 'nearest of 300, all nodes', '300 searches of 15 minutes'] as const) {
      lines.push(await compare(town, search, given, peers, work));
    }
    agreements.push(`${town.name}: ${agreement(town, search)}`);
    const { osmFile } = town;
    const connector = createConnector(town.network);
    if (osmFile !== null) others.push('', await compareValhalla({ ...town, osmFile, connector }, search));
  }
  for (const peer of peers) peer.close();
  return [
    ...lines,
    '',
    `Drawn service areas against the doors' times, intersection over union: ${agreements.join('; ')}.`,
    ...others,
  ].join('\n');
}

type Work = 'one 15-minute search' | 'nearest of 300, all nodes' | '300 searches of 15 minutes';

async function compare(
  town: Town,
  search: WalkSearch,
  given: PeerArcs,
  peers: GraphPeer[],
  work: Work,
): Promise<string> {
  const all = Array.from({ length: STATIONS }, (_, i) => i);
  const sources = all.map(given.sourceNode);
  const ours: number[] = [];
  const theirs = peers.map(() => ({ scipy: [] as number[], networkx: [] as number[] }));
  const slow = work !== 'one 15-minute search';
  for (let round = 0; round < ROUNDS; round++) {
    const station = (round * 61) % STATIONS;
    ours.push(runOurs(town, search, work, station));
    for (const [p, peer] of peers.entries()) {
      const source = sources[station]!;
      theirs[p]!.scipy.push(
        await peer.measure(
          work === 'one 15-minute search'
            ? { do: 'one', source, limit: BOUND, repeat: 20 }
            : work === 'nearest of 300, all nodes'
              ? { do: 'nearest', sources }
              : { do: 'each', sources, limit: BOUND },
        ),
      );
      // What takes seconds is asked once.
      if (peer.networkx === null || (slow && round > 0)) continue;
      theirs[p]!.networkx.push(
        await peer.measure(
          work === 'one 15-minute search'
            ? { do: 'nx_one', source, limit: BOUND }
            : work === 'nearest of 300, all nodes'
              ? { do: 'nx_nearest', sources }
              : { do: 'nx_each', sources, limit: BOUND },
        ),
      );
    }
  }
  const base = median(ours);
  const cell = (times: number[]) =>
    times.length === 0 ? '' : `${figure(median(times))} (${figure(median(times) / base)}×)`;
  const cells = theirs.flatMap(({ scipy, networkx }) => [cell(scipy), cell(networkx)]);
  return `| ${town.name} | ${work} | ${figure(base)} | ${cells.join(' | ')} |`;
}

/** Milliseconds of processor time. Short work is repeated, so that the clock is fine enough for it. */
function runOurs({ stations }: Town, search: WalkSearch, work: Work, station: number): number {
  const repeat = work === 'one 15-minute search' ? 2000 : work === 'nearest of 300, all nodes' ? 10 : 5;
  const start = process.cpuUsage();
  for (let k = 0; k < repeat; k++) {
    if (work === 'one 15-minute search') search.run(stations, BOUND, [station]);
    else if (work === 'nearest of 300, all nodes') search.run(stations, 2 ** 28);
    else for (let i = 0; i < STATIONS; i++) search.run(stations, BOUND, [i]);
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / repeat;
}

function agreement({ network, stations, doorXY }: Town, search: WalkSearch): string {
  const connector = createConnector(network);
  const doors = connector.connect(doorXY);
  const weights = new Int32Array(doors.count).fill(1);
  const shares: number[] = [];
  const fields = createTimeFields({
    network,
    connector,
    labels: createLabelStore([], 2 ** 26),
    doors: { connections: doors, xy: doorXY, weights, isTimed: () => false },
  });
  for (let i = 0; i < 20; i++) {
    const { field, doorMilliseconds } = fields.measure(search, stations, BOUND, [i * 7]);
    const bands = serviceBands(field, [15]);
    for (const { intersectionOverUnion } of outlineAgreements(bands, doorXY, doorMilliseconds, doors.kind, weights)) {
      if (intersectionOverUnion !== null) shares.push(intersectionOverUnion);
    }
  }
  return `median ${median(shares).toFixed(4)}, least ${Math.min(...shares).toFixed(4)} of ${shares.length} stations`;
}

function generated(edges: number): Town {
  const city = metropolis(edges, 50_000, STATIONS, 7);
  const network = buildWalkNetwork(city.streets, city.compounds, city.gates, plainWalker);
  return {
    name: `metropolis, ${network.edgeCount.toLocaleString('en')} edges`,
    network,
    stations: createConnector(network).connect(city.stationXY),
    stationXY: city.stationXY,
    doorXY: city.doorXY,
    osmFile: null,
  };
}

/** Porto Alegre as it is imported, with stations and doors strewn over its nodes; null without its data. */
export async function portoAlegre(): Promise<Town | null> {
  const dataFolder = process.env['DATA_FOLDER'] && resolve(process.env['DATA_FOLDER']);
  if (!dataFolder || !existsSync(join(dataFolder, 'porto-alegre'))) return null;
  const dataDir = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  const specFile = 'server/specs/porto-alegre.json';
  const imported = await importPlace({
    specText: readFileSync(specFile, 'utf8'),
    specFile,
    dataFolder,
    dataDir,
    now: Date.UTC(2026, 0, 1),
  });
  rmSync(dataDir, { recursive: true, force: true });
  if (!imported.ok) throw new Error(imported.problem.code);
  const { place, streets, compounds, gates } = imported.value.dataset;
  const walker = walkerOf(place.profile, 'adult');
  if (!walker.ok) throw new Error(walker.problem.code);
  const network = buildWalkNetwork(streets, compounds, gates, walker.value);
  const random = seededRandom(5);
  const strewn = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * network.nodeCount)).flatMap((n) => [
      network.nodeX[n]! + Math.round((random() - 0.5) * 1000),
      network.nodeY[n]! + Math.round((random() - 0.5) * 1000),
    ]);
  const stationXY = strewn(STATIONS);
  return {
    name: `Porto Alegre, ${network.edgeCount.toLocaleString('en')} edges`,
    network,
    stations: createConnector(network).connect(stationXY),
    stationXY,
    doorXY: strewn(50_000),
    osmFile: join(dataFolder, 'porto-alegre', 'streets.osm.pbf'),
  };
}

const median = (values: readonly number[]): number => [...values].sort((p, q) => p - q)[values.length >> 1] ?? NaN;
const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
