import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { migrate, readMigrations } from '../../server/db/migrate';
import { selectChanges, selectGrids } from '../../server/db/queries/plans';
import { packMultiPolygon } from '../../geodata/geometry/pack';
import { unnamedWorkers } from '../../geodata/plan/grid-workers';
import { unwrap } from '../fixtures/test-app';

it('makes full-time posts of the numbers an older version kept, in the grids and in the log of changes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'getu-migration-'));
  const path = join(folder, 'place.db');
  const client = createClient({ url: `file:${path}` });
  const migrations = readMigrations();
  const staffing = migrations.findIndex(({ name }) => name === 'grid_workers');
  unwrap(await migrate(client, path, migrations.slice(0, staffing)));
  const ring = [0, 0, 10, 0, 10, 10, 0, 10];
  const grid = (id: string, workers: number) => ({
    sql: `INSERT INTO grid (plan_id, id, community_id, kind, code, name, workers, polygons, parents, revision)
          VALUES ('p', ?, 'c', 'general', NULL, 'x', ?, ?, '["a"]', 3)`,
    args: [id, workers, packMultiPolygon([[ring]])],
  });
  const logged = (id: string, workers: number) => ({ id, name: '甲"乙', workers, polygons: [[ring]], parents: [] });
  const log = {
    put: [logged('g2', 1.5), logged('g1', 0)],
    delete: ['g0'],
    inverse: { put: [logged('g0', 1)], delete: ['g2', 'g1'] },
  };
  await client.batch([
    `INSERT INTO area (seq, id, code, name, level, parent_id, geometry) VALUES (0, 'c', '001', '{"zh":"c"}', 0, NULL, x'00')`,
    `INSERT INTO grid_scheme (id, name) VALUES ('s', '{"zh":"s"}')`,
    `INSERT INTO grid_plan (id, scheme_id, name, status, imported_unbalanced, revision, created_at, updated_at)
     VALUES ('p', 's', '{"zh":"x"}', 'draft', 0, 2, 1, 1)`,
    grid('g1', 0),
    grid('g2', 1.5),
    {
      sql: `INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES ('p', 1, 1, '', ?, ?)`,
      args: ['{"act":"split","subject":"x"}', JSON.stringify(log)],
    },
    {
      sql: `INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES ('p', 2, 1, '', ?, ?)`,
      args: [
        '{"act":"draft","subject":"x"}',
        JSON.stringify({ put: [], delete: [], inverse: { put: [], delete: [] } }),
      ],
    },
  ]);
  unwrap(await migrate(client, path, migrations));
  const grids = await selectGrids(client, 'p');
  expect(grids.map(({ id, workers }) => [id, workers])).toEqual([
    ['g1', []],
    ['g2', unnamedWorkers('full-time', 1.5)],
  ]);
  expect(grids[0]).toMatchObject({ polygons: [[ring]], parents: ['a'], revision: 3 });
  const [split, draft] = await selectChanges(client, 'p', 0, 10);
  const now = (id: string, posts: number) => ({ ...logged(id, 0), workers: unnamedWorkers('full-time', posts) });
  expect(split).toMatchObject({ put: [now('g2', 1.5), now('g1', 0)], delete: ['g0'] });
  expect(split!.inverse).toEqual({ put: [now('g0', 1)], delete: ['g2', 'g1'] });
  expect(draft).toMatchObject({ put: [], delete: [], inverse: { put: [], delete: [] } });
  client.close();
  rmSync(folder, { recursive: true, force: true });
});
