import type { GridId } from '../schema/ids';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';

/**
 * Takes a grid off its land, which becomes unassigned and can be drawn on again. No vertex moves; the code is retired
 * with the grid, and its workers go with it.
 */
export function releaseGrid(plan: IndexedPlan, input: { gridId: GridId; newId: GridId }): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: input.gridId });
  if (plan.has(input.newId)) return fail('plan.id-taken');
  const land = { ...grid, id: input.newId, kind: 'unassigned' as const, code: null, name: '', workers: [] };
  return ok({
    note: { act: 'release', subject: grid.name },
    put: [{ ...land, parents: [grid.id], revision: 0 }],
    delete: [grid.id],
    notices: [],
  });
}
