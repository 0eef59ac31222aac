import type { GridChange } from '../schema/plan';
import type { Problem } from '../schema/problems';

/** A change an operation proposes, and what the planner should know about it (nothing that stands in its way). */
export interface PlannedChange extends GridChange {
  notices: readonly Problem[];
}
