import type { GridId } from '../schema/ids';
import type { Grid, GridChange } from '../schema/plan';
import type { IndexedPlan } from './indexed-plan';

/** The change that takes `change` back; made before it is applied. Its note keeps the subject and says undo. */
export function invertChange(plan: IndexedPlan, change: GridChange): GridChange {
  const put: Grid[] = [];
  const remove: GridId[] = [];
  for (const id of change.delete) {
    const grid = plan.get(id);
    if (grid) put.push(grid);
  }
  for (const grid of change.put) {
    const before = plan.get(grid.id);
    if (before) put.push(before);
    else remove.push(grid.id);
  }
  return { note: { act: 'undo', subject: change.note.subject }, put, delete: remove };
}
