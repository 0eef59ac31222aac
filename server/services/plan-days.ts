import { localDate } from '../../geodata/incidents/local-days';
import { planOrder } from '../../geodata/plan/default-plan';
import { planPeriods } from '../../geodata/plan/plan-standing';
import { publishedSpans } from '../../geodata/plan/published-spans';
import type { PlanPeriod } from '../../geodata/plan/plan-standing';
import type { GridScheme } from '../../geodata/schema/plan';
import type { Client } from '../db/open-database';
import { selectPlace } from '../db/queries/places';
import { selectPlans, selectSchemes } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';

/** A plan and how it stands on a day. */
export type DatedStoredPlan = StoredPlan & PlanPeriod;

/** The day it is in the place, `YYYY-MM-DD`; of UTC where there is no place. */
export async function today(client: Client, now: number): Promise<string> {
  return localDate(now, (await selectPlace(client))?.profile.timeZone ?? 'UTC');
}

export interface PlansOfDay {
  schemes: GridScheme[];
  /** In the order of `planOrder`. */
  plans: DatedStoredPlan[];
  /** `YYYY-MM-DD`. */
  day: string;
}

/** Every plan of the place as it stands today, the default one first. */
export async function plansToday(client: Client, now: number): Promise<PlansOfDay> {
  const day = await today(client, now);
  const schemes = await selectSchemes(client);
  return { schemes, plans: dated(await selectPlans(client), day).sort(planOrder(schemes)), day };
}

/** Plans with how they stand on a day. */
export function dated(plans: readonly StoredPlan[], day: string): DatedStoredPlan[] {
  const periods = planPeriods(plans, day);
  return plans.map((plan) => ({ ...plan, ...periods.get(plan.id)! }));
}

/** How many plans of a scheme are or were in force. */
export async function countVersions(client: Client, schemeId: string, now: number): Promise<number> {
  const { plans, day } = await plansToday(client, now);
  return publishedSpans(plans, schemeId).filter(({ from }) => (from ?? '') <= day).length;
}
