import { generateDemo } from '../../geodata/demo/generate-demo';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { closeDatabase } from '../db/open-database';
import { openPlaceDatabase } from '../db/place-store';
import { demoPlaces } from './demo-places';
import { loadDataset } from './load-dataset';

/**
 * Generates the synthetic place of an id and loads it. Takes seconds of one processor, half a minute for a city: for a
 * worker. `onProgress` hears what share is done, 0…1. Returns the dataset version.
 */
export async function makeDemo(
  dataDir: string,
  placeId: string,
  onProgress: (share: number) => void,
): Promise<Result<string>> {
  const demo = demoPlaces.find((place) => place.placeId === placeId);
  if (!demo) throw new Error(`no demo of the name ${placeId}`);
  const dataset = generateDemo(demo.profile, undefined, (share) => onProgress(share * 0.85));
  const client = await openPlaceDatabase(dataDir, dataset.place.id);
  if (!client.ok) return client;
  try {
    const loaded = await loadDataset(client.value, dataset);
    return loaded.ok ? ok(loaded.value.datasetVersion) : loaded;
  } finally {
    await closeDatabase(client.value);
  }
}
