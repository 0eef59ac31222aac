import { lastPublished } from '../../geodata/plan/plan-standing';
import type { PlanWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectPlans } from '../db/queries/plans';
import { withdrawalStatements } from '../db/queries/publications';
import type { CommitContext } from './commit-change';
import { forgetPlan } from './open-plan';
import { dated, today } from './plan-days';
import { planToday } from './plan-wire';

/**
 * Takes back a publication whose day has not come; the plan is a draft again. Its code numbers stay given out. Fails with
 * `plan.not-scheduled`, or `plan.withdraw-not-last` where another is to follow it.
 */
export function withdrawPlan(
  store: PlaceStore,
  planId: string,
  { author, at }: CommitContext,
): Promise<Result<PlanWire>> {
  return store.exclusive(async (client) => {
    const day = await today(client, at);
    const plans = dated(await selectPlans(client), day);
    const plan = plans.find(({ id }) => id === planId);
    if (!plan) return fail('plan.not-found', { plan: planId });
    if (plan.standing !== 'scheduled') return fail('plan.not-scheduled', { plan: plan.name });
    const last = lastPublished(plans, plan.schemeId)!;
    if (last.id !== plan.id) return fail('plan.withdraw-not-last', { plan: plan.name, later: last.name });
    await client.batch(withdrawalStatements(plan, plan.revision + 1, at, author), 'write');
    forgetPlan(store, planId);
    return ok(await planToday(client, planId, at));
  });
}
