import { areaSquareMetres } from '../../../geodata/geometry/area-square-metres';
import { lineBox } from '../../../geodata/geometry/bounding-box';
import type { UnitTally } from '../../../geodata/plan/count-units';
import { drawGrid } from '../../../geodata/plan/draw-grid';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { toLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../../geodata/schema/ids';
import type { Problem } from '../../../geodata/schema/problems';
import type { ToolPreview } from '../../state/plan-tool';

const previewIds = Array.from({ length: 200 }, (_, n) => `preview-${n}` as GridId);

export interface DrawPreview {
  preview: ToolPreview;
  /** The community the grid would belong to: the one whose free land the outline covers most of. */
  communityId: AreaId | null;
}

/** What drawing an outline would come to. */
export function previewDraw(plan: IndexedPlan, tally: UnitTally | null, ring: readonly LngLat[]): DrawPreview | null {
  if (ring.length < 3) return null;
  const box = lineBox(ring.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]));
  const free = plan.near(box).filter((grid) => grid.kind === 'unassigned');
  const communities = [...new Set(free.map((grid) => grid.communityId))];
  let best: (DrawPreview & { kept: number }) | null = null;
  let refusal: Problem | null = null;
  for (const communityId of communities) {
    const drawn = drawGrid(plan, { communityId, ring, newIds: previewIds, gridName: '' });
    if (!drawn.ok) {
      refusal ??= drawn.problem;
      continue;
    }
    const shapes = drawn.value.put.filter((grid) => !plan.has(grid.id)).map((grid) => grid.polygons);
    const kept = shapes.reduce((sum, polygons) => sum + areaSquareMetres(polygons), 0);
    if (best && best.kept >= kept) continue;
    const from = free.filter((grid) => grid.communityId === communityId).map((grid) => grid.id);
    const counts = tally?.preview(from, shapes) ?? [];
    const parts = shapes.map((polygons, i) => ({ polygons, count: counts[i] ?? null, workers: [] }));
    best = { kept, communityId, preview: { ok: true, parts, grids: [], notices: drawn.value.notices } };
  }
  if (best) return best;
  const problem: Problem = refusal ?? { code: 'plan.draw-no-free-land-here', params: {} };
  return { preview: { ok: false, problem }, communityId: null };
}
