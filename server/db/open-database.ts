import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import type { Client } from '@libsql/client';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { readPlainRows } from './read-rows';

export type { Client, InStatement, ResultSet, Row } from '@libsql/client';

/** How long a statement waits for another process's write before it fails. */
const busyTimeoutMilliseconds = 5000;

/**
 * Opens (and creates) one database file, WAL, foreign keys enforced, with one connection, so that the
 * settings below hold for every statement. Queries run synchronously inside: keep them short on the main
 * thread and do the rest in a worker. Fails with `start.database-unreadable`.
 */
export async function openDatabase(path: string, mode: 'write' | 'read' = 'write'): Promise<Result<Client>> {
  let client: Client | null = null;
  try {
    client = createClient({
      url: pathToFileURL(path).href,
      timeout: busyTimeoutMilliseconds,
      concurrency: 1,
      intMode: 'number',
    });
    await client.executeMultiple(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;' +
        (mode === 'read' ? 'PRAGMA query_only = ON;' : ''),
    );
    return ok(mode === 'read' ? readPlainRows(client, path, busyTimeoutMilliseconds) : client);
  } catch (error) {
    client?.close();
    return fail('start.database-unreadable', { path, reason: reasonOf(error) });
  }
}

/** Folds the write-ahead log into the file and closes it. */
export async function closeDatabase(client: Client): Promise<void> {
  if (client.closed) return;
  try {
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // A statement that failed may still hold the table until it is collected; closing folds the log in as well,
    // only without our waiting for it, and the next opening would.
  } finally {
    client.close();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
