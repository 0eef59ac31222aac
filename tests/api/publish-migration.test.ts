import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { migrate, readMigrations } from '../../server/db/migrate';
import { unwrap } from '../fixtures/test-app';

it('takes over what an older version published, and the drafts made of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'getu-migration-'));
  const path = join(folder, 'place.db');
  const client = createClient({ url: `file:${path}` });
  const migrations = readMigrations();
  const publishing = migrations.findIndex(({ name }) => name === 'publishing');
  unwrap(await migrate(client, path, migrations.slice(0, publishing)));
  const plan = (id: string, scheme: string, status: string, basedOn: string | null, at: number) => ({
    sql: `INSERT INTO grid_plan (id, scheme_id, name, status, imported_unbalanced, revision, based_on, created_at, updated_at)
          VALUES (?, ?, '{"zh":"x"}', ?, 0, 0, ?, ?, ?)`,
    args: [id, scheme, status, basedOn, at, at],
  });
  const grid = (planId: string, id: string) => ({
    sql: `INSERT INTO grid (plan_id, id, community_id, kind, code, name, workers, polygons, parents, revision)
          VALUES (?, ?, 'c', 'general', '131022001001001', 'x', 1, x'00', '[]', 0)`,
    args: [planId, id],
  });
  await client.batch([
    `INSERT INTO area (seq, id, code, name, level, parent_id, geometry) VALUES (0, 'c', '001', '{"zh":"c"}', 0, NULL, x'00')`,
    `INSERT INTO grid_scheme (id, name) VALUES ('s', '{"zh":"s"}'), ('other', '{"zh":"o"}')`,
    plan('old', 's', 'published', null, 1),
    plan('new', 's', 'published', null, 2),
    plan('draft', 's', 'draft', 'new', 3),
    plan('of-draft', 's', 'draft', 'draft', 4),
    plan('alone', 'other', 'draft', null, 5),
    grid('old', 'g1'),
    grid('new', 'g2'),
    grid('draft', 'g2'),
  ]);
  unwrap(await migrate(client, path, migrations));
  const versions = await client.execute(
    'SELECT scheme_id, grid_id, plan_id, valid_from, valid_to, act FROM grid_version',
  );
  expect(versions.rows.map((row) => [row['scheme_id'], row['grid_id'], row['plan_id'], row['act']])).toEqual([
    ['s', 'g2', 'new', 'import'],
  ]);
  const plans = await client.execute('SELECT id, made_from FROM grid_plan ORDER BY created_at');
  expect(plans.rows.map((row) => [row['id'], row['made_from']])).toEqual([
    ['old', null],
    ['new', null],
    ['draft', 'new'],
    ['of-draft', 'new'],
    ['alone', null],
  ]);
  client.close();
  rmSync(folder, { recursive: true, force: true });
});
