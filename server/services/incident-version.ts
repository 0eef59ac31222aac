import type { PlaceStore } from '../db/place-store';
import { selectMergeVersion } from '../db/queries/incident-merges';
import { datasetVersion } from './dataset-version';
import { plansToday } from './plan-days';

/**
 * What answers about incidents hang on, for entity tags: the data, the plans whose grids count them, which of them is in
 * force today, and which reports people have merged; and the day, because streets are closed on some.
 * @param now UTC milliseconds
 */
export async function incidentVersion(store: PlaceStore, now: number): Promise<string> {
  const { plans, day } = await plansToday(store.client, now);
  const revisions = plans.map(({ id, revision, standing }) => `${id}.${revision}.${standing}`);
  const merges = await selectMergeVersion(store.client);
  return [await datasetVersion(store), day, ...revisions, `m${merges}`].join(':');
}
