import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../server/db/migrate';
import { closeDatabase, openDatabase } from '../../server/db/open-database';
import { openPlaceDatabase, openPlaces, placeDatabasePath } from '../../server/db/place-store';
import { bumpDatasetVersion, selectDatasetVersion } from '../../server/db/queries/places';
import { selectBasemap, selectCompounds, selectGates, selectStreets } from '../../server/db/queries/settlement';
import { selectAreas } from '../../server/db/queries/areas';
import { loadDataset } from '../../server/services/load-dataset';
import { readBaseUnits } from '../fixtures/read-base-units';
import { smallPlace } from '../fixtures/small-place';
import { load, unwrap } from '../fixtures/test-app';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'getu-test-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** All rows of all tables, to compare what a database holds. */
async function dump(place = 'small'): Promise<string> {
  const client = unwrap(await openPlaceDatabase(dataDir, place));
  const tables = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
  );
  const rows: unknown[] = [];
  for (const { name } of tables.rows) {
    if (name === 'schema_migration') continue;
    const found = await client.execute(`SELECT * FROM ${String(name)}`);
    rows.push([
      name,
      found.rows.map((row) =>
        Object.values(row).map((v) => (v instanceof ArrayBuffer ? Buffer.from(v).toString('hex') : v)),
      ),
    ]);
  }
  await closeDatabase(client);
  return JSON.stringify(rows);
}

describe('migrations', () => {
  it('make a fresh database and do nothing the second time', async () => {
    const path = join(dataDir, 'a.db');
    const client = unwrap(await openDatabase(path));
    const known = readMigrations().at(-1)?.version;
    expect(unwrap(await migrate(client, path))).toBe(known);
    expect(unwrap(await migrate(client, path))).toBe(known);
    const applied = await client.execute('SELECT version FROM schema_migration');
    expect(applied.rows.map((row) => row['version'])).toEqual(readMigrations().map(({ version }) => version));
    const settings = await client.execute('PRAGMA journal_mode');
    expect(settings.rows[0]?.['journal_mode']).toBe('wal');
    await closeDatabase(client);
  });

  it('are numbered without a gap', () => {
    expect(readMigrations().map(({ version }) => version)).toEqual(readMigrations().map((_, index) => index + 1));
  });

  it('go on from where a database is, and a failing one leaves nothing', async () => {
    const path = join(dataDir, 'a.db');
    const client = unwrap(await openDatabase(path));
    const first = { version: 1, name: 'one', sql: 'CREATE TABLE one (a INTEGER);' };
    const second = { version: 2, name: "it's two", sql: 'CREATE TABLE two (a INTEGER); INSERT INTO two VALUES (7)' };
    unwrap(await migrate(client, path, [first]));
    expect(unwrap(await migrate(client, path, [first, second]))).toBe(2);
    const broken = {
      version: 3,
      name: 'three',
      sql: 'CREATE TABLE three (a INTEGER); INSERT INTO nowhere VALUES (1);',
    };
    await expect(migrate(client, path, [first, second, broken])).rejects.toThrow(/nowhere/);
    const tables = await client.execute(
      "SELECT name FROM sqlite_master WHERE name IN ('one', 'two', 'three') ORDER BY name",
    );
    expect(tables.rows.map((row) => row['name'])).toEqual(['one', 'two']);
    await closeDatabase(client);
  });

  it('leave a database from a newer program alone and say so', async () => {
    await load(dataDir, smallPlace());
    const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
    await client.execute("INSERT INTO schema_migration VALUES (9999, 'future', 0)");
    await closeDatabase(client);
    const opened = await openPlaces(dataDir);
    expect(opened).toMatchObject({ ok: false, problem: { code: 'start.database-newer', params: { found: 9999 } } });
  });

  it('say that a file is not a database', async () => {
    unwrap(await openPlaces(dataDir));
    writeFileSync(placeDatabasePath(dataDir, 'small'), 'this is no database, it is a note'.repeat(50));
    expect(await openPlaces(dataDir)).toMatchObject({ ok: false, problem: { code: 'start.database-unreadable' } });
  });
});

describe('loading a dataset', () => {
  it('gives back what went in, in the same order', async () => {
    const dataset = smallPlace();
    await load(dataDir, dataset);
    const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
    expect(await selectAreas(client)).toEqual(dataset.areas);
    expect(await selectCompounds(client)).toEqual(dataset.compounds);
    expect(await selectGates(client)).toEqual(dataset.gates);
    expect(await readBaseUnits(client)).toEqual(dataset.baseUnits);
    expect(await selectStreets(client)).toEqual(dataset.streets);
    expect(await selectBasemap(client)).toEqual(dataset.basemap);
    const positions = await client.execute('SELECT seq FROM base_unit ORDER BY seq');
    expect(positions.rows.map((row) => row['seq'])).toEqual(dataset.baseUnits.map((_, index) => index));
    await closeDatabase(client);
  });

  it('has a version that changes exactly when the data does', async () => {
    const versions: string[] = [];
    const changed = smallPlace();
    changed.baseUnits[3] = { ...changed.baseUnits[3]!, households: 1 };
    for (const dataset of [smallPlace(), smallPlace(), changed]) {
      const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
      versions.push(unwrap(await loadDataset(client, dataset)).datasetVersion);
      await closeDatabase(client);
    }
    expect(versions[0]).toBe(versions[1]);
    expect(versions[0]).not.toBe(versions[2]);
  });

  it('leaves the place as it was where the load fails', async () => {
    await load(dataDir, smallPlace());
    const before = await dump();
    const twice = smallPlace();
    twice.incidents[29] = { ...twice.incidents[29]!, id: twice.incidents[0]!.id };
    const orphan = smallPlace();
    orphan.gates[0] = { ...orphan.gates[0]!, compoundId: 'nowhere' as (typeof orphan.gates)[0]['compoundId'] };
    const unfinished = smallPlace();
    unfinished.plans[0]!.grids[4] = { ...unfinished.plans[0]!.grids[4]!, workers: null as never };
    for (const dataset of [twice, orphan, unfinished]) {
      const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
      await expect(loadDataset(client, dataset)).rejects.toThrow();
      await closeDatabase(client);
      expect(await dump()).toBe(before);
    }
  });

  it('keeps what people drew as long as the areas are the same, and refuses otherwise', async () => {
    await load(dataDir, smallPlace());
    const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
    await client.batch([
      `INSERT INTO grid_plan (id, scheme_id, name, status, imported_unbalanced, revision, based_on, created_at, updated_at)
       SELECT 'mine', scheme_id, name, 'draft', 0, 2, id, 0, 0 FROM grid_plan WHERE id = 'general-published'`,
      `INSERT INTO grid SELECT 'mine', id, community_id, kind, code, name, workers, polygons, parents, revision FROM grid WHERE plan_id = 'general-published'`,
    ]);
    const again = unwrap(await loadDataset(client, smallPlace()));
    expect(again).toMatchObject({ keptPlans: ['mine'], droppedPlans: [] });
    const kept = await client.execute("SELECT count(*) AS n FROM grid WHERE plan_id = 'mine'");
    expect(kept.rows[0]?.['n']).toBe(9);
    const moved = smallPlace();
    moved.areas[2] = { ...moved.areas[2]!, geometry: moved.areas[3]!.geometry };
    expect(await loadDataset(client, moved)).toMatchObject({ ok: false, problem: { code: 'place.edited-plans' } });
    const dropped = unwrap(await loadDataset(client, moved, null, { dropEditedPlans: true }));
    expect(dropped.droppedPlans).toEqual(['mine']);
    await closeDatabase(client);
  });

  it('loads ten thousand buildings and streets in well under three seconds', async () => {
    const dataset = smallPlace();
    const [unit, street] = [dataset.baseUnits[0]!, dataset.streets[0]!];
    dataset.baseUnits = Array.from({ length: 10_000 }, (_, i) => ({ ...unit, id: `u${i}` as typeof unit.id }));
    dataset.streets = Array.from({ length: 10_000 }, (_, i) => ({ ...street, id: `s${i}` }));
    const client = unwrap(await openPlaceDatabase(dataDir, 'small'));
    const start = performance.now();
    unwrap(await loadDataset(client, dataset));
    expect(performance.now() - start).toBeLessThan(3000);
    await closeDatabase(client);
  });
});

describe('the place store', () => {
  it('sees places that an import adds meanwhile, and not half-made ones', async () => {
    const places = unwrap(await openPlaces(dataDir));
    expect(await places.list()).toEqual([]);
    await closeDatabase(unwrap(await openPlaceDatabase(dataDir, 'empty')));
    await load(dataDir, smallPlace('second'));
    await load(dataDir, smallPlace('first'));
    expect(await places.list()).toEqual(['first', 'second']);
    expect(await places.get('empty')).toBeNull();
    expect(await places.get('../first')).toBeNull();
    await places.close();
    expect(await places.get('first')).toBeNull();
  });

  it('writes one after another, all or nothing, and goes on after a failure', async () => {
    await load(dataDir, smallPlace());
    const places = unwrap(await openPlaces(dataDir));
    const store = (await places.get('small'))!;
    const version = await selectDatasetVersion(store.client);
    const results = await Promise.allSettled([
      store.write([bumpDatasetVersion]),
      store.write([bumpDatasetVersion, 'INSERT INTO nowhere VALUES (1)']),
      store.write([bumpDatasetVersion]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await selectDatasetVersion(store.client)).toBe(`${version}-2`);
    await places.close();
  });

  it('writes again after another process held the lock too long', async () => {
    await load(dataDir, smallPlace());
    const places = unwrap(await openPlaces(dataDir));
    const store = (await places.get('small'))!;
    await store.client.execute('PRAGMA busy_timeout = 50');
    const other = unwrap(await openPlaceDatabase(dataDir, 'small'));
    const lock = await other.transaction('write');
    await expect(store.write([bumpDatasetVersion])).rejects.toThrow(/locked|BUSY/);
    await lock.rollback();
    await store.write([bumpDatasetVersion]);
    expect(await selectDatasetVersion(store.client)).toMatch(/-1$/);
    other.close();
    await places.close();
  });
});
