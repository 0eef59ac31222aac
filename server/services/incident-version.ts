import type { PlaceStore } from '../db/place-store';
import { datasetVersion } from './dataset-version';
import { plansToday } from './plan-days';

/**
 * What answers about incidents hang on, for entity tags: the data, the plans whose grids count them, and which of them is in
 * force today; and the day, because streets are closed on some.
 * @param now UTC milliseconds
 */
export async function incidentVersion(store: PlaceStore, now: number): Promise<string> {
  const { plans, day } = await plansToday(store.client, now);
  const revisions = plans.map(({ id, revision, standing }) => `${id}.${revision}.${standing}`);
  return [await datasetVersion(store), day, ...revisions].join(':');
}
