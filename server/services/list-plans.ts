import type { z } from 'zod';
import { comparePlans } from '../../geodata/plan/default-plan';
import type { PlanChangeWire, PlanWire, schemeWireSchema } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectChanges, selectGridCounts, selectPlan, selectPlans, selectSchemes } from '../db/queries/plans';
import { gridToWire, planToWire } from './plan-wire';

/** Every plan of the place, published ones first, then the drafts changed last. */
export async function listPlans(
  store: PlaceStore,
): Promise<{ schemes: z.infer<typeof schemeWireSchema>[]; plans: PlanWire[] }> {
  const stored = await selectPlans(store.client);
  const counts = await selectGridCounts(store.client);
  stored.sort(comparePlans);
  return {
    schemes: await selectSchemes(store.client),
    plans: stored.map((plan) => planToWire(plan, counts.get(plan.id) ?? 0)),
  };
}

/** What happened to a plan after a revision, and the revision it has now. */
export async function listChanges(
  store: PlaceStore,
  planId: string,
  since: number,
  limit: number,
): Promise<Result<{ revision: number; changes: PlanChangeWire[] }>> {
  const plan = await selectPlan(store.client, planId);
  if (!plan) return fail('plan.not-found', { plan: planId });
  const changes = await selectChanges(store.client, planId, since, limit);
  return ok({
    revision: plan.revision,
    changes: changes.map((change) => ({
      ...change,
      at: new Date(change.at).toISOString(),
      put: change.put.map(gridToWire),
      inverse: { put: change.inverse.put.map(gridToWire), delete: change.inverse.delete },
    })),
  });
}
