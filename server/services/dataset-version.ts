import type { PlaceStore } from '../db/place-store';
import { selectDatasetVersion } from '../db/queries/places';

/** The version of a place's imported data, for entity tags; `none` where nothing is loaded. */
export async function datasetVersion(store: PlaceStore): Promise<string> {
  return (await selectDatasetVersion(store.client)) ?? 'none';
}
