import type { PlanOperation } from '../schema/plan';
import type { Result } from '../schema/problems';
import { assignLand } from './assign-land';
import { drawGrid } from './draw-grid';
import type { IndexedPlan } from './indexed-plan';
import { mergeGrids } from './merge-grids';
import { insertVertex, moveVertex } from './move-vertex';
import type { PlannedChange } from './planned-change';
import { redrawGrids } from './redraw-grids';
import { releaseGrid } from './release-grid';
import { renameGrid } from './rename-grid';
import { replaceGrids } from './replace-grids';
import { reshapeGrid } from './reshape-grid';
import { splitGrid } from './split-grid';
import { staffGrid } from './staff-grid';

/** Runs the act a message names. The browser runs it to show the outcome, the server to decide it. */
export function runOperation(plan: IndexedPlan, operation: PlanOperation): Result<PlannedChange> {
  switch (operation.name) {
    case 'split':
      return splitGrid(plan, operation);
    case 'merge':
      return mergeGrids(plan, operation);
    case 'draw':
      return drawGrid(plan, operation);
    case 'move-vertex':
      return moveVertex(plan, operation);
    case 'insert-vertex':
      return insertVertex(plan, operation);
    case 'reshape':
      return reshapeGrid(plan, operation);
    case 'assign':
      return assignLand(plan, operation);
    case 'redraw':
      return redrawGrids(plan, operation);
    case 'rename':
      return renameGrid(plan, operation);
    case 'staff':
      return staffGrid(plan, operation);
    case 'release':
      return releaseGrid(plan, operation);
    case 'replace':
      return replaceGrids(plan, operation);
  }
}
