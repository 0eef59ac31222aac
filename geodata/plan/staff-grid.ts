import type { GridId } from '../schema/ids';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';

/** Says how many full-time workers a grid has; a worker shared among grids counts in parts. */
export function staffGrid(plan: IndexedPlan, input: { gridId: GridId; workers: number }): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: input.gridId });
  const { workers } = input;
  return ok({
    note: { act: 'staff', subject: grid.name },
    put: [{ ...grid, workers, revision: grid.revision + 1 }],
    delete: [],
    notices: [],
  });
}
