import type { z } from 'zod';
import type { PlanChangeWire, PlanWire, schemeWireSchema } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectChanges, selectGridCounts, selectPlan } from '../db/queries/plans';
import { plansToday } from './plan-days';
import { gridToWire, planToWire } from './plan-wire';

/** Every plan of the place as it stands today: the default one first, drafts changed last before others. */
export async function listPlans(
  store: PlaceStore,
  now: number,
): Promise<{ schemes: z.infer<typeof schemeWireSchema>[]; plans: PlanWire[] }> {
  const { schemes, plans } = await plansToday(store.client, now);
  const counts = await selectGridCounts(store.client);
  return { schemes, plans: plans.map((plan) => planToWire(plan, counts.get(plan.id) ?? 0)) };
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
