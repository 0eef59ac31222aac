import type { GridId } from '../schema/ids';
import type { LatticePoint } from '../schema/coordinates';
import type { Grid } from '../schema/plan';
import { edgesOf } from '../geometry/cut-faces';
import { boxesMeet, lineBox, mergeBoxes } from '../geometry/bounding-box';
import { findCrossing, segmentsConflict } from '../geometry/find-crossing';
import { insertVertices } from '../geometry/insert-vertices';
import type { BorderInsertion } from '../geometry/insert-vertices';
import type { IndexedPlan } from './indexed-plan';

export type Renoding = { ok: true; grids: Grid[] } | { ok: false; point: LatticePoint };

/**
 * The neighbours (all faces but `except`) that lie along borders with new vertices, each with those vertices.
 * Fails with the place where a vertex would make a neighbour's ring cross itself, or would move a border onto a face that
 * does not lie along it: along the rim of the land nothing else would notice, because nobody owns the other side.
 */
export function renodeNeighbours(
  plan: IndexedPlan,
  insertions: readonly BorderInsertion[],
  except: ReadonlySet<GridId>,
): Renoding {
  if (insertions.length === 0) return { ok: true, grids: [] };
  const grids: Grid[] = [];
  for (const grid of plan.near(mergeBoxes(insertions.map(({ points }) => lineBox(points))))) {
    if (except.has(grid.id)) continue;
    const polygons = insertVertices(grid.polygons, insertions);
    const struck = firstStruck(grid, insertions);
    if (struck) return { ok: false, point: struck };
    if (polygons === grid.polygons) continue;
    const crossing = findCrossing(polygons);
    if (crossing) return { ok: false, point: crossing.point };
    grids.push({ ...grid, polygons });
  }
  return { ok: true, grids };
}

/** Where a border that gained vertices now meets a face that does not lie along it in more than shared vertices. */
function firstStruck(grid: Grid, insertions: readonly BorderInsertion[]): LatticePoint | null {
  for (const { points } of insertions) {
    const end = points.length - 2;
    const box = lineBox(points);
    const near: (readonly [number, number, number, number])[] = [];
    let isAlong = false;
    for (const edge of edgesOf(grid.polygons)) {
      const [ax, ay, bx, by] = edge;
      const forward = ax === points[0] && ay === points[1] && bx === points[end] && by === points[end + 1];
      const backward = bx === points[0] && by === points[1] && ax === points[end] && ay === points[end + 1];
      isAlong ||= forward || backward;
      if (boxesMeet(box, lineBox(edge))) near.push(edge);
    }
    if (isAlong) continue;
    for (const [ax, ay, bx, by] of near) {
      for (let i = 0; i < end; i += 2) {
        const [cx, cy, dx, dy] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
        const conflict = segmentsConflict(ax, ay, bx, by, cx, cy, dx, dy);
        if (conflict) return conflict.point;
      }
    }
  }
  return null;
}
