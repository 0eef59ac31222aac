import { defaultPlan } from '../../geodata/plan/default-plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import { selectPlans } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';

/**
 * The plan asked for, else the default one. Null where the place has no plan and none was asked for;
 * `plan.not-found` for one that is not there.
 */
export async function findPlan(client: Client, planId: string | undefined): Promise<Result<StoredPlan | null>> {
  const plans = await selectPlans(client);
  if (!planId) return ok(defaultPlan(plans) ?? null);
  const plan = plans.find(({ id }) => id === planId);
  return plan ? ok(plan) : fail('plan.not-found', { plan: planId });
}
