import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { loadDataset } from '../../server/services/load-dataset';
import { runServer } from '../browser/run-server';
import type { RunningServer } from '../browser/run-server';
import { blockCounty } from './block-county';

export const BLOCK_COUNTY = 'blocks';
export const blockCountyWords = '20,000 grids of 60 vertices, 1,000,000 households in buildings of ten';

/** Serves the county from a folder of its own, which goes with the process. Whoever asks for it stops it. */
export async function serveBlockCounty(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'getu-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const client = await openPlaceDatabase(folder, BLOCK_COUNTY);
  if (!client.ok) throw new Error(client.problem.code);
  const stored = await loadDataset(client.value, blockCounty(BLOCK_COUNTY));
  if (!stored.ok) throw new Error(stored.problem.code);
  await closeDatabase(client.value);
  return runServer(folder, 120_000, { DEMO: '0' });
}
