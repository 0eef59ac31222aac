import type { GridId } from '../schema/ids';
import type { LatticePoint } from '../schema/coordinates';
import type { Grid } from '../schema/plan';
import { lineBox, mergeBoxes } from '../geometry/bounding-box';
import { findCrossing } from '../geometry/find-crossing';
import { insertVertices } from '../geometry/insert-vertices';
import type { BorderInsertion } from '../geometry/insert-vertices';
import type { IndexedPlan } from './indexed-plan';

export type Renoding = { ok: true; grids: Grid[] } | { ok: false; point: LatticePoint };

/**
 * The neighbours (all faces but `except`) that lie along borders with new vertices, each with those vertices.
 * Fails with the place where a vertex would make a neighbour's ring cross itself.
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
    if (polygons === grid.polygons) continue;
    const crossing = findCrossing(polygons);
    if (crossing) return { ok: false, point: crossing.point };
    grids.push({ ...grid, polygons });
  }
  return { ok: true, grids };
}
