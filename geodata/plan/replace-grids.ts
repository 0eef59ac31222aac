import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { fitFaces, fitsExactly } from './fit-faces';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { pointPlace } from './problem-place';
import { isOnlyRenoded } from './reshaped-grids';
import { findUnsoundness } from './sound-face';

export interface ReplaceGridsInput {
  act: 'undo' | 'redo';
  subject: string;
  put: readonly Grid[];
  delete: readonly GridId[];
}

/**
 * Puts faces back as they were (undo, redo). Accepted only where the faces tile the same land before and after, which
 * cancelling shared edges proves. Where others have since put vertices on the borders, those are taken over; where
 * they reshaped the faces themselves, the act is refused by name.
 */
export function replaceGrids(plan: IndexedPlan, input: ReplaceGridsInput): Result<PlannedChange> {
  const wrong = firstMalformed(plan, input.put);
  if (wrong) return wrong;
  const outdated = fail('plan.undo-outdated', { subject: input.subject });
  const note = { act: input.act, subject: input.subject };
  const ids = [...input.put.map((grid) => grid.id), ...input.delete];
  if (new Set(ids).size < ids.length) return fail('plan.id-taken');
  if (input.delete.some((id) => !plan.has(id))) return outdated;

  if (fitsExactly(plan, input.put, input.delete)) {
    return ok({ note, put: [...input.put], delete: [...input.delete], notices: [] });
  }
  // Neighbours that had only gained a vertex are left to what they are now, and the rest is fitted to them.
  const core = input.put.filter((grid) => {
    const now = plan.get(grid.id);
    return !now || !isOnlyRenoded(now, grid);
  });
  const put = fitFaces(plan, core, input.delete);
  return put ? ok({ note, put, delete: [...input.delete], notices: [] }) : outdated;
}

/** Faces come from outside here: rings must be sound before the edges prove anything. */
export function firstMalformed(plan: IndexedPlan, put: readonly Grid[]): Result<never> | null {
  for (const grid of put) {
    if (!plan.communities.has(grid.communityId)) return fail('area.not-found', { area: grid.communityId });
    const unsound = findUnsoundness(grid.polygons);
    if (unsound) {
      return fail('plan.face-malformed', { grid: grid.name }, unsound.point ? pointPlace(unsound.point) : undefined);
    }
  }
  return null;
}
