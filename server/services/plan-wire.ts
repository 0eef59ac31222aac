import type { z } from 'zod';
import type { Grid, PlanWire, gridWireSchema } from '../../geodata/schema/plan';
import type { Client } from '../db/open-database';
import { selectGridCounts, selectPlans } from '../db/queries/plans';
import { dated, today } from './plan-days';
import type { DatedStoredPlan } from './plan-days';

export type GridWire = z.infer<typeof gridWireSchema>;

/** A grid as the API gives it; arrays are copied because domain objects are read-only. */
export function gridToWire(grid: Grid): GridWire {
  return {
    ...grid,
    workers: [...grid.workers],
    parents: [...grid.parents],
    polygons: grid.polygons.map((polygon) => polygon.map((ring) => [...ring])),
  };
}

/** A plan as the API gives it. */
export function planToWire({ madeFrom: _madeFrom, ...stored }: DatedStoredPlan, gridCount: number): PlanWire {
  const { createdAt, updatedAt, publishedAt, publishedBy } = stored;
  return {
    ...stored,
    gridCount,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    publishedBy: publishedBy || null,
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
  };
}

/** A plan that is there, as the API gives it today. */
export async function planToday(client: Client, planId: string, now: number): Promise<PlanWire> {
  const plans = dated(await selectPlans(client), await today(client, now));
  const counts = await selectGridCounts(client);
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) throw new Error(`plan ${planId} is gone`);
  return planToWire(plan, counts.get(plan.id) ?? 0);
}
