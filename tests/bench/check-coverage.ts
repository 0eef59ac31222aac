// `npx tsx tests/bench/check-coverage.ts [place …]`: holds every walking time against scipy's Dijkstra on the same whole
// milliseconds, over real towns (below DATA_FOLDER) and the demo county. Ends with status 1 where any differs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { generateDemo } from '../../geodata/demo/generate-demo';
import guAn from '../../geodata/places/gu-an.json';
import type { Connections } from '../../geodata/coverage/connect-points';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import type { WalkDirection } from '../../geodata/coverage/travel-times';
import { profileSchema } from '../../geodata/schema/place';
import { openDatabase } from '../../server/db/open-database';
import { openPlaceDatabase, placeDatabasePath } from '../../server/db/place-store';
import { coverageNetwork, walkerGroups } from '../../server/services/coverage-network';
import type { CoverageNetwork } from '../../server/services/coverage-network';
import { deriveImport } from '../../server/services/derive-import';
import { importPlace } from '../../server/services/import-place';
import { loadDataset } from '../../server/services/load-dataset';
import { unwrap } from '../fixtures/test-app';
import { seededRandom } from './bench-case';
import { graphPeers } from './graph-peer';
import type { GraphPeer } from './graph-peer';
import { peerArcs, SOURCE_MILLISECONDS } from './peer-arcs';

const NOW = Date.UTC(2026, 0, 1);
const STREWN = 60;
const SINGLE = 5;

/** Places by name: the spec or the map file they are imported from; the demo county is made. */
const places: Record<string, string> = {
  'porto-alegre': 'server/specs/porto-alegre.json',
  andorra: 'osm-towns/andorra.osm.pbf',
  monaco: 'server/specs/monaco.json',
  'north-bayreuth': 'server/specs/north-bayreuth.json',
  futian: 'server/specs/futian.json',
  demo: '',
};

/** Stores a place and returns its id; null without its data. */
async function store(name: string, dataDir: string): Promise<string | null> {
  if (name === 'demo') {
    const profile = profileSchema.parse(guAn);
    const dataset = generateDemo(profile);
    const client = unwrap(await openPlaceDatabase(dataDir, dataset.place.id));
    unwrap(await loadDataset(client, dataset));
    return dataset.place.id;
  }
  const dataFolder = process.env['DATA_FOLDER'] && resolve(process.env['DATA_FOLDER']);
  if (!dataFolder || !existsSync(dataFolder)) return null;
  const from = places[name]!;
  const derived = from.endsWith('.json') ? null : unwrap(await deriveImport(dataFolder, from, {}, NOW));
  const specText = derived ? JSON.stringify(derived.spec) : readFileSync(from, 'utf8');
  const { dataset } = unwrap(
    await importPlace({
      specText,
      specFile: from,
      dataFolder,
      dataDir,
      now: NOW,
      ...(derived ? { extracts: derived.extracts } : {}),
    }),
  );
  return dataset.place.id;
}

/** The place's stations, or places strewn over it where it has none. */
function sourcesOf(on: CoverageNetwork): Connections {
  if (on.stations.length > 0) return on.stationConnections;
  const random = seededRandom(5);
  const { nodeX, nodeY, nodeCount } = on.network;
  const strewn = Array.from({ length: STREWN }, () => Math.floor(random() * nodeCount));
  return on.connector.connect(strewn.flatMap((n) => [nodeX[n]! + 300, nodeY[n]! + 200]));
}

interface Compared {
  times: number;
  differing: number;
}

async function compare(on: CoverageNetwork, peer: GraphPeer, direction: WalkDirection): Promise<Compared> {
  const sources = sourcesOf(on);
  const given = peerArcs(on.network, sources, direction);
  await peer.load(given.nodeCount, given.arcs);
  const all = Array.from({ length: sources.count }, (_, i) => i).filter(
    (i) => sources.linkStart[i]! < sources.linkStart[i + 1]!,
  );
  const sum: Compared = { times: 0, differing: 0 };
  for (const chosen of [all, ...all.slice(0, SINGLE).map((i) => [i])]) {
    for (const bound of [5 * 60_000, 15 * 60_000, null]) {
      on.search.run(sources, bound ?? 2 ** 28, chosen, direction);
      const limit = bound === null ? null : bound + SOURCE_MILLISECONDS;
      const judged = await peer.times(chosen.map(given.sourceNode), limit);
      for (let n = 0; n < on.network.nodeCount; n++) {
        const expected = judged[n] === UNREACHED ? UNREACHED : judged[n]! - SOURCE_MILLISECONDS;
        sum.times++;
        if (on.search.nodeTime(n) !== expected) sum.differing++;
      }
    }
  }
  return sum;
}

async function main(): Promise<void> {
  process.chdir(dirname(dirname(import.meta.dirname)));
  const asked = process.argv.slice(2);
  const peers = await graphPeers();
  if (peers.length === 0) throw new Error('no python3 with scipy: install python3-scipy');
  const dataDir = mkdtempSync(join(tmpdir(), 'getu-check-'));
  let differing = 0;
  console.log(
    '| place | walker | edges | nodes | times compared | differing |\n| --- | --- | ---: | ---: | ---: | ---: |',
  );
  for (const name of Object.keys(places).filter((place) => asked.length === 0 || asked.includes(place))) {
    const id = await store(name, dataDir);
    if (id === null) {
      console.log(`| ${name} | not under DATA_FOLDER | | | | |`);
      continue;
    }
    const client = unwrap(await openDatabase(placeDatabasePath(dataDir, id), 'read'));
    const kept = new Map<string, Promise<unknown>>();
    const cached = <T>(key: string, build: () => Promise<T>): Promise<T> => {
      if (!kept.has(key)) kept.set(key, build());
      return kept.get(key) as Promise<T>;
    };
    const source = { client, cached, now: NOW };
    const { place } = unwrap(await coverageNetwork(source, {}));
    for (const walker of walkerGroups(place.profile)) {
      const on = unwrap(await coverageNetwork(source, { walker }));
      const sum: Compared = { times: 0, differing: 0 };
      for (const peer of peers) {
        for (const direction of ['to', 'from'] as const) {
          const compared = await compare(on, peer, direction);
          sum.times += compared.times;
          sum.differing += compared.differing;
        }
      }
      differing += sum.differing;
      const { edgeCount, nodeCount } = on.network;
      console.log(`| ${name} | ${walker} | ${edgeCount} | ${nodeCount} | ${sum.times} | ${sum.differing} |`);
    }
  }
  console.log(`\nscipy ${peers.map(({ scipy }) => scipy).join(' and ')}: ${differing} of all times differ.`);
  for (const peer of peers) peer.close();
  rmSync(dataDir, { recursive: true, force: true });
  process.exitCode = differing > 0 ? 1 : 0;
}

await main();
