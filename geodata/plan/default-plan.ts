import type { PlanStanding } from '../schema/plan';

/** What the rule looks at. `updatedAt` is anything that sorts by time: milliseconds or ISO 8601. */
export interface RankedPlan {
  id: string;
  schemeId: string;
  standing: PlanStanding;
  updatedAt: number | string;
}

const standingRank: Record<PlanStanding, number> = { 'in-force': 0, scheduled: 1, submitted: 2, draft: 3, past: 4 };

/**
 * The order of plans: what is in force today, then what will be, what was submitted, drafts, and what is over; of the
 * same standing the scheme listed first, then the plan changed last, then by id.
 * @param schemes in the order of the list: imported ones first, so that a scheme made later never takes their place
 */
export function planOrder(schemes: readonly { id: string }[]): (a: RankedPlan, b: RankedPlan) => number {
  const rankOf = new Map(schemes.map(({ id }, i) => [id, i]));
  const schemeRank = (plan: RankedPlan): number => rankOf.get(plan.schemeId) ?? schemes.length;
  return (a, b) => {
    const rank = standingRank[a.standing] - standingRank[b.standing] || schemeRank(a) - schemeRank(b);
    if (rank !== 0) return rank;
    if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

/**
 * The plan meant where nobody named one: the same for every mode of the console and for every answer of the server. A
 * plan published for a later day does not take over before that day. Undefined where there is none.
 */
export function defaultPlan<Plan extends RankedPlan>(
  plans: readonly Plan[],
  schemes: readonly { id: string }[] = [],
): Plan | undefined {
  return [...plans].sort(planOrder(schemes))[0];
}
