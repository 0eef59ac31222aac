import { generateDemo } from '../../geodata/demo/generate-demo';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { closeDatabase } from '../db/open-database';
import { openPlaceDatabase } from '../db/place-store';
import { loadDataset } from './load-dataset';
import { shippedProfiles } from './shipped-profiles';

/**
 * Generates the demo county by the profile of Gu'an and loads it. Takes seconds of one processor: for a worker.
 * Returns the dataset version.
 */
export async function makeDemo(dataDir: string): Promise<Result<string>> {
  const profile = shippedProfiles['gu-an'];
  if (!profile) throw new Error('the profile of the demo is not shipped');
  const dataset = generateDemo(profile);
  const client = await openPlaceDatabase(dataDir, dataset.place.id);
  if (!client.ok) return client;
  try {
    const loaded = await loadDataset(client.value, dataset);
    return loaded.ok ? ok(loaded.value.datasetVersion) : loaded;
  } finally {
    await closeDatabase(client.value);
  }
}
