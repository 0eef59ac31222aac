import type { Ring } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid, GridChange } from '../schema/plan';
import { isWithinRounding } from '../geometry/node-segments';
import { hasSameWorkers } from './grid-workers';
import type { IndexedPlan } from './indexed-plan';

/**
 * The existing grids whose shape or attributes a change alters: those it deletes or puts anew, without neighbours that only
 * gain or lose a vertex on a border, and without unassigned land (free land belongs to nobody, so two planners may draw
 * into the same piece of it). These are what two editors can disagree about.
 */
export function reshapedGrids(plan: IndexedPlan, change: Pick<GridChange, 'put' | 'delete'>): GridId[] {
  const ids: GridId[] = [];
  for (const id of change.delete) {
    const grid = plan.get(id);
    if (grid && grid.kind !== 'unassigned') ids.push(id);
  }
  for (const grid of change.put) {
    const before = plan.get(grid.id);
    if (before && before.kind !== 'unassigned' && !isOnlyRenoded(before, grid)) ids.push(grid.id);
  }
  return ids;
}

/** True where two states of a face differ in nothing but vertices that rounding put on a border. */
export function isOnlyRenoded(before: Grid, after: Grid): boolean {
  if (
    before.communityId !== after.communityId ||
    before.kind !== after.kind ||
    before.code !== after.code ||
    before.name !== after.name ||
    !hasSameWorkers(before.workers, after.workers) ||
    before.parents.join() !== after.parents.join() ||
    before.polygons.length !== after.polygons.length
  ) {
    return false;
  }
  return before.polygons.every((polygon, p) => {
    const other = after.polygons[p]!;
    return polygon.length === other.length && polygon.every((ring, r) => sameButForNodes(ring, other[r]!));
  });
}

/** Walks both rings from their common start; where one has extra points, they must lie on the other's edge. */
function sameButForNodes(a: Ring, b: Ring): boolean {
  if (a[0] !== b[0] || a[1] !== b[1]) return false;
  let i = 2;
  let j = 2;
  while (i <= a.length && j <= b.length) {
    const [ax, ay] = pointAt(a, i);
    const [bx, by] = pointAt(b, j);
    if (ax === bx && ay === by) {
      if (i === a.length || j === b.length) return i === a.length && j === b.length;
      i += 2;
      j += 2;
      continue;
    }
    const [fromX, fromY] = pointAt(a, i - 2);
    const [otherX, otherY] = pointAt(b, j - 2);
    if (j < b.length && isWithinRounding(fromX, fromY, ax, ay, bx, by)) j += 2;
    else if (i < a.length && isWithinRounding(otherX, otherY, bx, by, ax, ay)) i += 2;
    else return false;
  }
  return false;
}

function pointAt(ring: Ring, index: number): [number, number] {
  const at = index % ring.length;
  return [ring[at]!, ring[at + 1]!];
}
