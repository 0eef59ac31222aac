import type { PlaceStore } from '../db/place-store';
import { selectPlans } from '../db/queries/plans';
import { datasetVersion } from './dataset-version';

/** What answers about coverage hang on, for entity tags: the data, and the plans whose grids are summed up. */
export async function coverageVersion(store: PlaceStore): Promise<string> {
  const plans = await selectPlans(store.client);
  const revisions = plans.map(({ id, revision, status }) => `${id}.${revision}.${status}`);
  return [await datasetVersion(store), ...revisions].join(':');
}
