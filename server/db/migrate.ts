import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { packageRoot } from '../package-root';
import type { Client } from './open-database';

export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** The numbered files of `server/db/migrations`, in order. Forward only: a released file never changes. */
export function readMigrations(folder = join(packageRoot(), 'server', 'db', 'migrations')): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(join(folder, file), 'utf8'),
    }));
}

/**
 * Brings a database to the newest schema, each migration in its own transaction; running it again does nothing.
 * Returns the version reached. A database from a newer program is left alone: `start.database-newer`.
 */
export async function migrate(
  client: Client,
  path: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Result<number>> {
  const known = migrations.at(-1)?.version ?? 0;
  let found = await schemaVersion(client);
  if (found > known) return fail('start.database-newer', { path, found, known });
  for (const migration of migrations) {
    if (migration.version <= found) continue;
    try {
      await client.executeMultiple(
        `BEGIN IMMEDIATE;
         CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
         ${migration.sql}
         ;INSERT INTO schema_migration VALUES (${migration.version}, '${migration.name.replaceAll("'", "''")}', ${Date.now()});
         COMMIT;`,
      );
    } catch (error) {
      // Another process may have applied it between our look and our lock.
      found = await schemaVersion(client);
      if (migration.version > found) throw error;
    }
  }
  return ok(known);
}

/** 0 for an empty database. */
async function schemaVersion(client: Client): Promise<number> {
  const table = await client.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'");
  if (table.rows.length === 0) return 0;
  const newest = await client.execute('SELECT coalesce(max(version), 0) AS version FROM schema_migration');
  return Number(newest.rows[0]?.['version'] ?? 0);
}
