import type { PlanStatus } from '../schema/plan';

/** What the rule looks at. `updatedAt` is anything that sorts by time: milliseconds or ISO 8601. */
export interface RankedPlan {
  id: string;
  status: PlanStatus;
  updatedAt: number | string;
}

const statusRank: Record<PlanStatus, number> = { published: 0, submitted: 1, draft: 2 };

/** Published plans first, then what was submitted, then drafts; of the same rank the one changed last, then by id. */
export function comparePlans(a: RankedPlan, b: RankedPlan): number {
  const rank = statusRank[a.status] - statusRank[b.status];
  if (rank !== 0) return rank;
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The plan meant where nobody named one: the same for every mode of the console and for every answer of the server.
 * Undefined where there is none.
 */
export function defaultPlan<Plan extends RankedPlan>(plans: readonly Plan[]): Plan | undefined {
  return [...plans].sort(comparePlans)[0];
}
