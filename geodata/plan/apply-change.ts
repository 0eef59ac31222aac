import type { GridChange } from '../schema/plan';
import type { IndexedPlan } from './indexed-plan';

/** Carries a change out on a plan: the only function that changes one. Ids to delete that are not there are ignored. */
export function applyChange(plan: IndexedPlan, change: GridChange): void {
  for (const id of change.delete) plan.remove(id);
  for (const grid of change.put) plan.put(grid);
}
