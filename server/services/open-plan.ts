import { setImmediate as letOthersIn } from 'node:timers/promises';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { PlanContent } from '../../geodata/plan/indexed-plan';
import { codePrefixes } from '../../geodata/plan/grid-code';
import type { Grid, PlanCommunityWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { selectGridPage, selectGrids, selectPlan, selectSequences } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';

/** A plan in memory, as the database has it. Only `commit-change` changes it, inside the place's write queue. */
export interface OpenPlan {
  stored: StoredPlan;
  plan: IndexedPlan;
}

interface CachedPlan extends OpenPlan {
  datasetVersion: string;
}

/** A county's plan takes a few MB; more than this many open plans of a place are rebuilt when asked for. */
const plansPerPlace = 8;
const facesAPage = 250;
const cache = new WeakMap<PlaceStore, Map<string, CachedPlan>>();

/** The plan from memory where that is still what the database has, else read and indexed anew. */
export async function openPlan(store: PlaceStore, planId: string): Promise<Result<OpenPlan>> {
  const stored = await selectPlan(store.client, planId);
  const place = await selectPlace(store.client);
  if (!stored || !place) return fail('plan.not-found', { plan: planId });
  const plans = cache.get(store) ?? new Map<string, CachedPlan>();
  cache.set(store, plans);
  let open = plans.get(planId);
  plans.delete(planId);
  if (!open || open.datasetVersion !== place.datasetVersion || open.stored.revision !== stored.revision) {
    open = { stored, plan: await indexPlanInSlices(store.client, stored), datasetVersion: place.datasetVersion };
  }
  open.stored = stored;
  // Taken out and put back, so that the order of the map is the order of use.
  plans.set(planId, open);
  const [oldest] = plans.keys();
  if (plans.size > plansPerPlace && oldest !== undefined) plans.delete(oldest);
  return ok(open);
}

/** Drops a plan from memory: what is there may not be what the database has. */
export function forgetPlan(store: PlaceStore, planId: string): void {
  cache.get(store)?.delete(planId);
}

/** Reads a plan and its rules from the database at one go; for a worker. */
export async function indexPlan(client: Client, stored: StoredPlan): Promise<IndexedPlan> {
  return new IndexedPlan({ ...(await readRules(client, stored)), grids: await selectGrids(client, stored.id) });
}

/** As `indexPlan`, for the thread that answers everybody: lets others in every few milliseconds. */
async function indexPlanInSlices(client: Client, stored: StoredPlan): Promise<IndexedPlan> {
  const rules = await readRules(client, stored);
  const grids: Grid[] = [];
  for (let page = await selectGridPage(client, stored.id, '', facesAPage); page.length > 0;) {
    for (const grid of page) grids.push(grid);
    await letOthersIn();
    page = await selectGridPage(client, stored.id, page.at(-1)!.id, facesAPage);
  }
  return IndexedPlan.inSlices({ ...rules, grids }, letOthersIn);
}

async function readRules(client: Client, stored: StoredPlan): Promise<Omit<PlanContent, 'grids'>> {
  const place = await selectPlace(client);
  if (!place) throw new Error('a plan without its place');
  const { grid } = place.profile;
  const communities = await selectPlanCommunities(client, stored);
  return {
    rules: {
      householdBand: grid.householdBand,
      residentsMax: grid.residentsMax,
      sequenceDigits: grid.codeDigits[3],
    },
    communities: communities.map(({ id, name, codePrefix }) => ({ id, name: name.zh, label: name, codePrefix })),
    highestSequences: new Map(communities.map(({ id, highestSequence }) => [id, highestSequence])),
  };
}

/** The communities of a plan: areas of the level that holds grids, with the numbers given out so far. */
export async function selectPlanCommunities(
  client: Client,
  stored: Pick<StoredPlan, 'id' | 'schemeId'>,
): Promise<PlanCommunityWire[]> {
  const place = await selectPlace(client);
  const areas = await selectAreas(client);
  if (!place) return [];
  const sequences = await selectSequences(client, stored, place.profile.grid.codeDigits[3]);
  const prefixes = codePrefixes(areas, place.profile);
  return areas.flatMap((area) => {
    const codePrefix = prefixes.get(area.id);
    if (codePrefix === undefined) return [];
    return [{ id: area.id, name: area.name, codePrefix, highestSequence: sequences.get(area.id) ?? 0 }];
  });
}
