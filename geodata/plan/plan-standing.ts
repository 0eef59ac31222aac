import type { PlanStanding, PlanStatus } from '../schema/plan';

/** What says when a plan is in force. `updatedAt` is anything that sorts by time: milliseconds or ISO 8601. */
export interface DatedPlan {
  id: string;
  schemeId: string;
  status: PlanStatus;
  /** First day in force, `YYYY-MM-DD` in the place's calendar; null where nothing says since when (an import). */
  effectiveFrom: string | null;
  updatedAt: number | string;
}

/** A plan's place in the order of its scheme. */
export interface PlanPeriod {
  standing: PlanStanding;
  /** First day it is no longer in force; null where nothing follows, and for what is not published. */
  effectiveTo: string | null;
}

/** Published plans in the order they come into force; of one day the one published last comes last. */
export function byBeginning(a: DatedPlan, b: DatedPlan): number {
  const [from, other] = [a.effectiveFrom ?? '', b.effectiveFrom ?? ''];
  if (from !== other) return from < other ? -1 : 1;
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? -1 : 1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/**
 * How each plan stands on a day, by id. In every scheme a published plan is in force from its first day until the next
 * one's, so at most one is on any day.
 * @param day `YYYY-MM-DD` in the place's calendar
 */
export function planPeriods(plans: readonly DatedPlan[], day: string): Map<string, PlanPeriod> {
  const periods = new Map<string, PlanPeriod>();
  const published = new Map<string, DatedPlan[]>();
  for (const plan of plans) {
    if (plan.status === 'published') {
      published.set(plan.schemeId, [...(published.get(plan.schemeId) ?? []), plan]);
    } else periods.set(plan.id, { standing: plan.status, effectiveTo: null });
  }
  for (const timeline of published.values()) {
    timeline.sort(byBeginning);
    timeline.forEach((plan, i) => {
      const next = timeline[i + 1];
      // Two imported plans of one scheme without a day: the later one has always been in force.
      const effectiveTo = next ? (next.effectiveFrom ?? '') : null;
      const hasBegun = (plan.effectiveFrom ?? '') <= day;
      const isOver = effectiveTo !== null && effectiveTo <= day;
      periods.set(plan.id, {
        standing: isOver ? 'past' : hasBegun ? 'in-force' : 'scheduled',
        effectiveTo: effectiveTo === '' ? plan.effectiveFrom : effectiveTo,
      });
    });
  }
  return periods;
}

/** The plan of a scheme in force on a day; undefined where there is none. */
export function planInForce<Plan extends DatedPlan>(
  plans: readonly Plan[],
  schemeId: string,
  day: string,
): Plan | undefined {
  return plans
    .filter((plan) => plan.schemeId === schemeId && plan.status === 'published' && (plan.effectiveFrom ?? '') <= day)
    .sort(byBeginning)
    .at(-1);
}

/** What was published last in a scheme, whether it is in force yet or not; undefined where nothing was. */
export function lastPublished<Plan extends DatedPlan>(plans: readonly Plan[], schemeId: string): Plan | undefined {
  return plans
    .filter((plan) => plan.schemeId === schemeId && plan.status === 'published')
    .sort(byBeginning)
    .at(-1);
}
