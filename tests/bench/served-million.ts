import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { runServer } from '../browser/run-server';
import type { RunningServer } from '../browser/run-server';

export const MILLION_PLACE = 'baoding';
export const millionWords = 'city, 2,459 grids, 1,000,000 incidents of a year';

const INCIDENTS = 1_000_000;

/**
 * The demo city with twenty incidents for each it has: copies up to 2 km and a week away, so that what is thick stays thick.
 * Serves it from a folder of its own, which goes with the process. Whoever asks for it stops it.
 */
export async function serveMillion(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'getu-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const environment = { DEMO_PLACES: MILLION_PLACE };
  await (await runServer(folder, 600_000, environment)).stop();
  const client = await openPlaceDatabase(folder, MILLION_PLACE);
  if (!client.ok) throw new Error(client.problem.code);
  const columns = (await client.value.execute('SELECT name FROM pragma_table_info(?)', ['incident'])).rows.map(
    ({ name }) => name as string,
  );
  const known = (await client.value.execute('SELECT count(*) AS n, max(seq) AS last FROM incident')).rows[0]!;
  const step = Number(known['last']) + 1;
  const copied: Record<string, string> = {
    seq: `${step} * k + seq`,
    id: "id || '-' || k",
    case_number: "case_number || '-' || k",
    channel_ref: 'NULL',
    // Multiplied by primes and cut off: scattered, and the same every time.
    x: 'x + (seq * 7919 * k) % 40001 - 20000',
    y: 'y + (seq * 104729 * k) % 40001 - 20000',
  };
  const shifted = (name: string): string =>
    name.endsWith('_at') ? `${name} - ((seq * 31 + k * 17) % 7) * 86400000` : (copied[name] ?? name);
  await client.value.execute(
    `INSERT INTO incident (${columns.join(', ')})
     WITH RECURSIVE copy(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < ${Math.ceil(INCIDENTS / step)})
     SELECT ${columns.map(shifted).join(', ')} FROM copy, incident LIMIT ${INCIDENTS - Number(known['n'])}`,
  );
  await closeDatabase(client.value);
  return runServer(folder, 120_000, environment);
}
