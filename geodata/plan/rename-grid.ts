import type { GridId } from '../schema/ids';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';

/** Gives a grid another name; names are unique within a community. */
export function renameGrid(plan: IndexedPlan, input: { gridId: GridId; gridName: string }): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: input.gridId });
  const name = input.gridName.trim();
  if (name === '') return fail('plan.name-empty');
  if (name !== grid.name && plan.namesIn(grid.communityId).has(name)) return fail('plan.name-taken', { name });
  return ok({
    note: { act: 'rename', subject: grid.name === name ? name : `${grid.name} → ${name}`.slice(0, 200) },
    put: [{ ...grid, name, revision: grid.revision + 1 }],
    delete: [],
    notices: [],
  });
}
