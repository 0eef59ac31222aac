import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import type { StoredPlan } from '../db/rows';
import { plansToday } from './plan-days';

/**
 * The plan asked for, else the one meant today. Null where the place has no plan and none was asked for;
 * `plan.not-found` for one that is not there.
 * @param now UTC milliseconds
 */
export async function findPlan(
  client: Client,
  planId: string | undefined,
  now: number,
): Promise<Result<StoredPlan | null>> {
  const { plans } = await plansToday(client, now);
  if (!planId) return ok(plans[0] ?? null);
  const plan = plans.find(({ id }) => id === planId);
  return plan ? ok(plan) : fail('plan.not-found', { plan: planId });
}
