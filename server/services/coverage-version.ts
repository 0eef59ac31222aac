import type { PlaceStore } from '../db/place-store';
import { datasetVersion } from './dataset-version';
import { plansToday } from './plan-days';

/**
 * What answers about coverage hang on, for entity tags: the data, the day (streets are closed on some), the plans whose
 * grids are summed up, and which of them is in force.
 * @param now UTC milliseconds
 */
export async function coverageVersion(store: PlaceStore, now: number): Promise<string> {
  const { plans, day } = await plansToday(store.client, now);
  const revisions = plans.map(({ id, revision, standing }) => `${id}.${revision}.${standing}`);
  return [await datasetVersion(store), day, ...revisions].join(':');
}
