import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { migrate, readMigrations } from '../../server/db/migrate';
import { selectStations } from '../../server/db/queries/stations';
import { unwrap } from '../fixtures/test-app';

it('knows nothing of what an older version did not record of its stations', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'getu-migration-'));
  const path = join(folder, 'place.db');
  const client = createClient({ url: `file:${path}` });
  const migrations = readMigrations();
  const services = migrations.findIndex(({ name }) => name === 'station_services');
  unwrap(await migrate(client, path, migrations.slice(0, services)));
  await client.execute(
    `INSERT INTO station (seq, id, name, kind, tier, services, floor_area_m2, x, y, address)
     VALUES (0, 's', '{"zh":"站"}', 'clinic', 'point', '["门诊"]', 80, 1, 2, NULL)`,
  );
  unwrap(await migrate(client, path, migrations));
  expect(await selectStations(client)).toEqual([
    {
      id: 's',
      name: { zh: '站' },
      kind: 'clinic',
      tier: 'point',
      services: ['门诊'],
      floorAreaSquareMetres: 80,
      seats: null,
      staff: null,
      openingHours: null,
      point: [1, 2],
      address: null,
    },
  ]);
  client.close();
  rmSync(folder, { recursive: true, force: true });
});
