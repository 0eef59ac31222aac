import type { AreaId } from '../schema/ids';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { IndexedPlan } from './indexed-plan';

/**
 * The next free code of a community: its prefix and the number after the highest ever given out.
 * `ahead` skips that many, for several new grids in one act.
 */
export function nextGridCode(plan: IndexedPlan, communityId: AreaId, ahead = 0): Result<string> {
  const community = plan.communities.get(communityId);
  if (!community) return fail('area.not-found', { area: communityId });
  const sequence = plan.highestSequence(communityId) + 1 + ahead;
  const digits = String(sequence).padStart(plan.rules.sequenceDigits, '0');
  if (digits.length > plan.rules.sequenceDigits) {
    return fail('plan.codes-exhausted', {
      community: plan.labelOf(communityId),
      most: '9'.repeat(plan.rules.sequenceDigits),
    });
  }
  return ok(community.codePrefix + digits);
}
