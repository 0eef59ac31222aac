import './check-node.mjs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { describeProblem, fail } from '../geodata/schema/problems';
import type { Problem, Result } from '../geodata/schema/problems';
import { createAreaWarmer } from './area-warmer';
import type { AreaWarmer } from './area-warmer';
import { addDemo, findMissingDemos } from './add-demos';
import { createApp } from './app';
import type { App } from './app';
import { readConfig } from './config';
import type { Config } from './config';
import { openPlaces } from './db/place-store';
import type { PlaceStores } from './db/place-store';
import { listen } from './listen';
import { createImportSessions } from './services/import-sessions';
import type { ImportSessions } from './services/import-sessions';
import { createSitingJobs } from './services/siting-jobs';
import type { SitingJobs } from './services/siting-jobs';
import { answerPreparing } from './answer-preparing';
import { prepareDataFolder } from './prepare-data-folder';
import { servePages } from './serve-pages';
import type { DemoPlace } from './services/demo-places';
import { createComputePool } from './workers/compute-pool';
import type { ComputePool } from './workers/compute-pool';
import { startImportThread } from './workers/import-thread';
import { startSitingThread } from './workers/siting-thread';

/* The process: checks, opens, listens, fills an empty data folder with the demo, and closes what it opened. */

/** True once a signal has asked for the end. */
let isClosing = false;

interface Running {
  server: Server;
  places: PlaceStores;
  compute: ComputePool;
  imports: ImportSessions;
  siting: SitingJobs;
}

/** One line in both languages, because nothing has asked for one yet, and out. */
function stop(problem: Problem): never {
  console.error(`${describeProblem(problem, 'zh')} · ${describeProblem(problem, 'en')}`);
  process.exit(1);
}

function valueOrStop<T>(result: Result<T>): T {
  return result.ok ? result.value : stop(result.problem);
}

/** Prints what the server has to say, with the time. */
function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

function address(config: Config, port: number): string {
  const isLocal = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(config.host);
  return `http://${isLocal ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

async function start(): Promise<void> {
  const config = valueOrStop(readConfig(process.env, process.argv.slice(2)));
  valueOrStop(prepareDataFolder(config.dataDir));
  const places = valueOrStop(await openPlaces(config.dataDir));
  const missing = valueOrStop(await findMissingDemos(config.places, places));
  const compute = createComputePool(config.dataDir);
  const imports = createImportSessions({
    dataDir: config.dataDir,
    limitBytes: config.uploadLimitMegabytes * 1_000_000,
    places,
    startJob: startImportThread,
    now: Date.now,
    log,
  });
  const siting = createSitingJobs({ startJob: startSitingThread, now: Date.now, log });
  let app: App | null = null;
  const server = createServer(
    // Leaves the runtime's Request replaced by the listener's own: Hono copies requests, and undici refuses the listener's.
    getRequestListener((request) => (app ? app.fetch(request) : answerPreparing(request))),
  );
  const port = valueOrStop(await listen(server, config.host, config.port));
  closeOnSignal({ server, places, compute, imports, siting });

  compute.warm('tiles');
  await addMissingDemos(config.dataDir, missing);
  const areas = createAreaWarmer(compute, Date.now);
  const ready = createApp({ config, places, compute, imports, siting, areas, now: Date.now, log });
  if (existsSync(join(config.webDir, 'index.html'))) servePages(ready, config.webDir, config.opensOn);
  app = ready;
  measureAhead(ready, areas, config.opensOn ?? (await places.list())[0]);
  console.log(`格图 Getu  ${address(config, port)}${config.opensOn === null ? '' : `/${config.opensOn}`}`);
}

/** The first half minute belongs to whoever opens the console; who asks about coverage sooner begins with areas too. */
const AREAS_AFTER_MILLISECONDS = 30_000;

/**
 * Begins to add up the first figures a person is shown, and later with service areas: on a cold start of a city they take
 * seconds. Nobody waits here.
 */
function measureAhead(app: App, areas: AreaWarmer, placeId: string | undefined): void {
  if (placeId === undefined) return;
  void Promise.resolve(app.request(`/api/places/${placeId}/overview`)).catch(() => undefined);
  setTimeout(() => areas.warm(placeId, 'as it starts'), AREAS_AFTER_MILLISECONDS).unref();
}

/** Makes the synthetic places that were asked for and are missing; meanwhile the address answers that it is being prepared. */
async function addMissingDemos(dataDir: string, missing: readonly DemoPlace[]): Promise<void> {
  for (const demo of missing) {
    const made = await addDemo(dataDir, demo).catch((error: Error): Result<string> => {
      if (isClosing) throw error;
      process.stdout.write('\n');
      // The first line says what; the rest is where, and a person who starts the program cannot use it.
      return fail('start.demo-failed', { reason: error.message.split('\n')[0] ?? '' });
    });
    valueOrStop(made);
  }
}

/** Ctrl-C and SIGTERM: no new requests, the running ones end, threads and databases close. A second Ctrl-C does not wait. */
function closeOnSignal({ server, places, compute, imports, siting }: Running): void {
  let firstAt = 0;
  const close = async (): Promise<void> => {
    if (isClosing) {
      // One Ctrl-C comes twice under npm: from the terminal, and passed on.
      if (performance.now() - firstAt > 500) process.exit(130);
      return;
    }
    isClosing = true;
    firstAt = performance.now();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1500).unref();
    await closed;
    await imports.close();
    await siting.close();
    await compute.close();
    await places.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());
}

await start().catch((error: unknown) => {
  // What was under way when the signal came (the demo, say) is cut off and says so; that is no failure.
  if (!isClosing) throw error;
});
