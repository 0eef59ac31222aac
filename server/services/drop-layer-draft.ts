import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { dropPlanStatements, selectLayerReport } from '../db/queries/plan-layers';
import { selectPlan } from '../db/queries/plans';
import { forgetPlan } from './open-plan';

/** Takes back the making of a draft from a layer, as long as nobody has edited it: then it is somebody's work. */
export function dropLayerDraft(store: PlaceStore, planId: string): Promise<Result<{ dropped: boolean }>> {
  return store.exclusive(async (client) => {
    const plan = await selectPlan(client, planId);
    if (!plan) return fail('plan.not-found', { plan: planId });
    const isUntouched = plan.status === 'draft' && plan.revision === 0 && (await selectLayerReport(client, planId));
    if (!isUntouched) return fail('layer.not-taken-back', { plan: plan.name });
    await client.batch(dropPlanStatements(plan.id), 'write');
    forgetPlan(store, plan.id);
    return ok({ dropped: true });
  });
}
