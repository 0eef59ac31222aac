import type { z } from 'zod';
import type { planReportSchema } from '../../geodata/schema/plan-layer';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectLayerReport } from '../db/queries/plan-layers';
import { selectPlan } from '../db/queries/plans';

/** What was repaired when a draft was made of a layer; no report for a plan that came otherwise. */
export async function readLayerReport(
  store: PlaceStore,
  planId: string,
): Promise<Result<z.infer<typeof planReportSchema>>> {
  const plan = await selectPlan(store.client, planId);
  if (!plan) return fail('plan.not-found', { plan: planId });
  return ok({ plan: plan.id, report: await selectLayerReport(store.client, planId) });
}
