import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runServer } from '../browser/run-server';
import type { RunningServer } from '../browser/run-server';
import { benchCase } from './bench-case';
import type { Bench, BenchFigure } from './bench-case';
import { load, measureWith, placeNames, placeWords, residentMebibytes, servePlace, tilePath } from './served-place';
import type { PlaceName } from './served-place';

type Asked = { server: RunningServer; path: string };
const dispose = async ({ server }: { server: RunningServer }): Promise<void> => void (await server.stop());

/** The tile at the middle of a place, again and again: what a second visitor waits for. */
const tile = (place: PlaceName, zoom: number) =>
  benchCase<Asked>({
    group: `base map tile, zoom ${zoom}`,
    input: `${placeWords[place]}: the middle, again and again`,
    size: null,
    runs: 40,
    prepare: async () => {
      const server = await servePlace(place);
      return { server, path: await tilePath(server, place, zoom, 0.5, 0.5) };
    },
    run: ({ server, path }) => load(server, path),
    dispose,
  });

/** A hundred different tiles of a place. */
const manyTiles = (server: RunningServer, place: PlaceName, zoom: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      tilePath(server, place, zoom, ((i % 10) + 0.5) / 10, (Math.floor(i / 10) + 0.5) / 10),
    ),
  );

/** Another tile each time, so that each is drawn and none comes from a cache. */
const newTile = (place: PlaceName, zoom: number) =>
  benchCase<{ server: RunningServer; paths: string[] }>({
    group: `base map tile, zoom ${zoom}`,
    input: `${placeWords[place]}: another one each time`,
    size: null,
    runs: 90,
    prepare: async () => {
      const server = await servePlace(place);
      return { server, paths: await manyTiles(server, place, zoom) };
    },
    run: ({ server, paths }) => load(server, paths.pop() ?? ''),
    dispose,
  });

const questions = [
  ['overview', ''],
  ['coverage', 'coverage?kind=service-centre&minutes=15'],
  ['service areas', 'coverage/service-areas?kind=service-centre&minutes=15'],
  ['heat: density', 'incidents/density'],
  ['heat: hexagons', 'incidents/hexagons'],
  ['heat: rates', 'incidents/summary?plan=general-published'],
  ['search', 'search?q=xfsq'],
].map(([group = '', query = '']) => ({ group, query: query || 'overview' }));

/** A question of an analysis, asked again and again of a server that has answered it once. */
const asked = (place: PlaceName, { group, query }: (typeof questions)[number]) =>
  benchCase<Asked>({
    group,
    input: `${placeWords[place]}: again and again`,
    size: null,
    prepare: async () => ({ server: await servePlace(place), path: `/api/places/${place}/${query}` }),
    run: ({ server, path }) => load(server, path),
    dispose,
  });

/** The same question of a server that was never asked anything. */
const firstAsked = (place: PlaceName, { group, query }: (typeof questions)[number]): BenchFigure => ({
  group,
  input: `${placeWords[place]}: the first time`,
  unit: 'ms',
  measure: () =>
    measureWith(place, async (server) => {
      const start = performance.now();
      await load(server, `/api/places/${place}/${query}`);
      return performance.now() - start;
    }),
});

const memory = (place: PlaceName): BenchFigure => ({
  group: 'memory, at most',
  input: `${placeWords[place]}: 200 tiles and every question above`,
  unit: 'MiB',
  measure: () =>
    measureWith(place, async (server) => {
      for (const zoom of [13, 16]) for (const path of await manyTiles(server, place, zoom)) await load(server, path);
      for (const path of ['areas', 'stations', 'base-units']) await load(server, `/api/places/${place}/${path}`);
      for (const { query } of questions) await load(server, `/api/places/${place}/${query}`);
      return residentMebibytes(server.pid, 'most');
    }),
});

export default {
  title: 'Console',
  cases: [
    ...[11, 13, 14, 16].flatMap((zoom) => placeNames.map((place) => tile(place, zoom))),
    ...[13, 16].flatMap((zoom) => placeNames.map((place) => newTile(place, zoom))),
    benchCase<RunningServer>({
      group: 'first page',
      input: 'index.html',
      size: null,
      runs: 40,
      prepare: () => servePlace('guan'),
      run: (server) => load(server, '/'),
      dispose: (server) => server.stop().then(() => undefined),
    }),
    ...[{ group: 'base units, as columns', query: 'base-units' }, ...questions].flatMap((question) =>
      placeNames.map((place) => asked(place, question)),
    ),
  ],
  figures: [
    ...questions.flatMap((question) => placeNames.map((place) => firstAsked(place, question))),
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
        for (let run = 0; run < 5; run++)
          times.push(await measureWith('guan', ({ startMilliseconds }) => Promise.resolve(startMilliseconds)));
        return times.sort((a, b) => a - b)[2] ?? NaN;
      },
    },
    {
      group: 'memory',
      input: 'demo county, ten seconds after start',
      unit: 'MiB',
      measure: () =>
        measureWith('guan', async (server) => {
          await delay(10_000);
          return residentMebibytes(server.pid);
        }),
    },
    ...placeNames.map(memory),
  ],
} satisfies Bench;
