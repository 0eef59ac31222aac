import { byBeginning } from './plan-standing';
import type { DatedPlan } from './plan-standing';

/** A published plan and the days it is in force. */
export interface PublishedSpan<Plan> {
  plan: Plan;
  /** First day, `YYYY-MM-DD`; null where it has always been. */
  from: string | null;
  /** First day no longer; null where nothing follows. */
  to: string | null;
}

/**
 * The published plans of a scheme one after the other, without those that were never in force for a day: on every day from
 * the first one's on, exactly one of them is.
 */
export function publishedSpans<Plan extends DatedPlan>(
  plans: readonly Plan[],
  schemeId: string,
): PublishedSpan<Plan>[] {
  const timeline = plans.filter((plan) => plan.schemeId === schemeId && plan.status === 'published').sort(byBeginning);
  return timeline.flatMap((plan, i) => {
    const next = timeline[i + 1];
    const isReplaced = next && (next.effectiveFrom ?? '') <= (plan.effectiveFrom ?? '');
    return isReplaced ? [] : [{ plan, from: plan.effectiveFrom, to: next?.effectiveFrom ?? null }];
  });
}

/** Whether a span has a day of a period; both days of the period are in it. */
export const isInForce = (
  { from, to }: Pick<PublishedSpan<unknown>, 'from' | 'to'>,
  first: string,
  last: string,
): boolean => (from ?? '') <= last && (to === null || to > first);
