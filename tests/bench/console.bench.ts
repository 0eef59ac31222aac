import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runServer } from '../browser/run-server';
import type { RunningServer } from '../browser/run-server';
import { benchCase } from './bench-case';
import type { Bench, BenchFigure } from './bench-case';

/** A running console over the demo county in a folder of its own. */
interface Served {
  server: RunningServer;
  folder: string;
}

let made: Promise<string> | null = null;

/** A data folder with the demo county in it, made once for all cases. */
function demoFolder(): Promise<string> {
  made ??= mkdtemp(join(tmpdir(), 'getu-bench-')).then(async (folder) => {
    await (await runServer(folder)).stop();
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });
  return made;
}

async function serve(): Promise<Served> {
  const folder = await demoFolder();
  return { server: await runServer(folder), folder };
}

const dispose = async ({ server }: Served): Promise<void> => void (await server.stop());

/** Bytes of a body, read to its end. Throws where the server refused. */
async function load(server: RunningServer, path: string): Promise<number> {
  const response = await fetch(`${server.origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.arrayBuffer()).byteLength;
}

/** Tile x, y of a place in degrees at a zoom (Web Mercator, the usual scheme). */
function tileAt(lng: number, lat: number, zoom: number): string {
  const size = 2 ** zoom;
  const radians = (lat * Math.PI) / 180;
  const x = Math.floor(((lng + 180) / 360) * size);
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * size);
  return `${zoom}/${x}/${y}`;
}

async function boxOf(
  server: RunningServer,
): Promise<readonly [west: number, south: number, east: number, north: number]> {
  const place = (await (await fetch(`${server.origin}/api/places/guan`)).json()) as { bbox: number[] };
  const [west = 0, south = 0, east = 0, north = 0] = place.bbox;
  return [west, south, east, north];
}

/** A hundred different tiles of the demo county, so that each is drawn and none comes from a cache. */
async function manyTiles(server: RunningServer): Promise<string[]> {
  const [west, south, east, north] = await boxOf(server);
  return Array.from({ length: 100 }, (_, i) =>
    tileAt(
      west + ((east - west) * ((i % 10) + 0.5)) / 10,
      south + ((north - south) * (Math.floor(i / 10) + 0.5)) / 10,
      16,
    ),
  ).map((tile) => `/api/places/guan/tiles/basemap/${tile}.mvt`);
}

/** The tile at the middle of the demo county, again and again: what a second visitor waits for. */
const tile = (zoom: number) =>
  benchCase<Served & { path: string }>({
    group: 'base map tile',
    input: `zoom ${zoom}, middle of the demo county`,
    size: null,
    runs: 40,
    prepare: async () => {
      const served = await serve();
      const [west, south, east, north] = await boxOf(served.server);
      const middle = tileAt((west + east) / 2, (south + north) / 2, zoom);
      return { ...served, path: `/api/places/guan/tiles/basemap/${middle}.mvt` };
    },
    run: ({ server, path }) => load(server, path),
    dispose,
  });

/** A question of an analysis, asked again and again of a server that has answered it once. */
const asked = (group: string, input: string, path: string) =>
  benchCase<Served>({ group, input, size: null, prepare: serve, run: ({ server }) => load(server, path), dispose });

/** The same question of a server that was never asked anything. */
const firstAsked = (group: string, input: string, path: string): BenchFigure => ({
  group,
  input: `${input}, the first time`,
  unit: 'ms',
  measure: () =>
    measureWith(async ({ server }) => {
      const start = performance.now();
      await load(server, path);
      return performance.now() - start;
    }),
});

const questions = [
  [
    'coverage',
    '75 rest stations, 15 minutes',
    '/api/places/guan/coverage?kind=rest-station&minutes=15&plan=general-published',
  ],
  [
    'service areas',
    '32 service centres, 15 minutes',
    '/api/places/guan/coverage/service-areas?kind=service-centre&minutes=15',
  ],
  ['heat: density', 'a year, 2,094 incidents', '/api/places/guan/incidents/density'],
  ['heat: rates', 'a year, 246 grids', '/api/places/guan/incidents/summary?plan=general-published'],
] as const;

/** Resident memory of a process now, MiB; Linux only, NaN elsewhere. */
function residentMebibytes(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

async function measureWith<T>(measure: (served: Served) => Promise<T>): Promise<T> {
  const served = await serve();
  try {
    return await measure(served);
  } finally {
    await dispose(served);
  }
}

export default {
  title: 'Console',
  cases: [
    tile(11),
    tile(13),
    tile(14),
    tile(16),
    benchCase<Served & { paths: string[] }>({
      group: 'base map tile',
      input: 'zoom 16, another one each time',
      size: null,
      runs: 90,
      prepare: async () => {
        const served = await serve();
        return { ...served, paths: await manyTiles(served.server) };
      },
      run: ({ server, paths }) => load(server, paths.pop() ?? ''),
      dispose,
    }),
    benchCase({
      group: 'first page',
      input: 'index.html',
      size: null,
      runs: 40,
      prepare: serve,
      run: ({ server }) => load(server, '/'),
      dispose,
    }),
    benchCase({
      group: 'base units',
      input: 'all of the demo county, as columns',
      size: null,
      prepare: serve,
      run: ({ server }) => load(server, '/api/places/guan/base-units'),
      dispose,
    }),
    ...questions.map(([group, input, path]) => asked(group, input, path)),
  ],
  figures: [
    ...questions.map(([group, input, path]) => firstAsked(group, input, path)),
    {
      group: 'first start',
      input: 'demo county made and loaded, to the first answer',
      unit: 'ms',
      measure: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'getu-first-'));
        const server = await runServer(folder);
        await server.stop();
        await rm(folder, { recursive: true, force: true });
        return server.startMilliseconds;
      },
    },
    {
      group: 'second start',
      input: 'to the first answer, median of 5',
      unit: 'ms',
      measure: async () => {
        const times: number[] = [];
        for (let run = 0; run < 5; run++) times.push(await measureWith(async ({ server }) => server.startMilliseconds));
        return times.sort((a, b) => a - b)[2] ?? NaN;
      },
    },
    {
      group: 'memory',
      input: 'after start',
      unit: 'MiB',
      measure: () =>
        measureWith(async ({ server }) => {
          await delay(1000);
          return residentMebibytes(server.pid);
        }),
    },
    {
      group: 'memory',
      input: 'after 100 tiles and every analysis above',
      unit: 'MiB',
      measure: () =>
        measureWith(async ({ server }) => {
          for (const path of await manyTiles(server)) await load(server, path);
          for (const [, , path] of questions) await load(server, path);
          return residentMebibytes(server.pid);
        }),
    },
  ],
} satisfies Bench;
