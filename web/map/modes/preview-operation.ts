import type { UnitTally } from '../../../geodata/plan/count-units';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { isOnlyRenoded } from '../../../geodata/plan/reshaped-grids';
import { runOperation } from '../../../geodata/plan/run-operation';
import type { PlanOperation } from '../../../geodata/schema/plan';
import type { ToolPreview } from '../../state/plan-tool';

/** What an act would come to: every face that is new or changes its shape, with what would live in it. */
export function previewOperation(plan: IndexedPlan, tally: UnitTally | null, operation: PlanOperation): ToolPreview {
  const planned = runOperation(plan, operation);
  if (!planned.ok) return planned;
  const { put, delete: gone, notices } = planned.value;
  const changed = put.filter((grid) => {
    const before = plan.get(grid.id);
    return !before || !isOnlyRenoded(before, grid);
  });
  const grids = [...gone, ...changed.flatMap(({ id }) => (plan.has(id) ? [id] : []))];
  const shapes = changed.map(({ polygons }) => polygons);
  const counts = tally?.preview(grids, shapes) ?? [];
  const parts = changed.map(({ polygons, workers, name }, i) => ({
    polygons,
    workers,
    name,
    count: counts[i] ?? null,
  }));
  return { ok: true, parts, grids, notices };
}
