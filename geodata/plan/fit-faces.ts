import type { MultiPolygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { lineBox, mergeBoxes } from '../geometry/bounding-box';
import { edgesOf } from '../geometry/cut-faces';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { findCrossing } from '../geometry/find-crossing';
import { insertVertices } from '../geometry/insert-vertices';
import type { BorderInsertion } from '../geometry/insert-vertices';
import type { IndexedPlan } from './indexed-plan';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';

/** True where the faces fit as they are: borders with faces that stay are the same edge by edge. */
export function fitsExactly(plan: IndexedPlan, put: readonly Grid[], remove: readonly GridId[]): boolean {
  const before = facesBefore(plan, put, remove);
  if (!differences(before, put)) return false;
  const difference = compareLand(shapes(before), shapes(put));
  if (!difference) return false;
  // Along the rim of the land nobody else has the edges, so there a vertex may come and go.
  const changing = new Set([...put.map((grid) => grid.id), ...remove]);
  const chains = [...difference.missingAfter, ...difference.missingBefore];
  return !runsAlongOthers(plan, chains, changing);
}

/** True where a face that stays has an edge of one of the chains, fine or coarse. */
function runsAlongOthers(
  plan: IndexedPlan,
  chains: readonly BorderInsertion[],
  changing: ReadonlySet<GridId>,
): boolean {
  if (chains.length === 0) return false;
  const edges = new Set<string>();
  for (const { points } of chains) {
    const end = points.length - 2;
    edges.add(`${points[end]},${points[end + 1]},${points[0]},${points[1]}`);
    for (let i = 0; i < end; i += 2) edges.add(`${points[i + 2]},${points[i + 3]},${points[i]},${points[i + 1]}`);
  }
  return plan
    .near(mergeBoxes(chains.map(({ points }) => lineBox(points))))
    .filter((grid) => !changing.has(grid.id))
    .some((grid) => {
      for (const [ax, ay, bx, by] of edgesOf(grid.polygons)) if (edges.has(`${ax},${ay},${bx},${by}`)) return true;
      return false;
    });
}

/**
 * The faces with the vertices that others have since put on their borders, and the neighbours with those that they bring.
 * Null where they do not tile the same land as what they replace.
 */
export function fitFaces(plan: IndexedPlan, faces: readonly Grid[], remove: readonly GridId[]): Grid[] | null {
  const before = facesBefore(plan, faces, remove);
  const difference = differences(before, faces);
  if (!difference) return null;
  const put = faces.map((grid) => ({ ...grid, polygons: soundlyInserted(grid.polygons, difference.missingAfter) }));
  if (put.some((grid) => findCrossing(grid.polygons))) return null;
  const except = new Set([...faces.map((grid) => grid.id), ...remove]);
  const neighbours = renodeNeighbours(plan, difference.missingBefore, except);
  return neighbours.ok ? [...put, ...neighbours.grids] : null;
}

/** With the vertices; where one pinches a ring, the ring falls into several that touch there. */
function soundlyInserted(polygons: MultiPolygon, insertions: readonly BorderInsertion[]): MultiPolygon {
  const inserted = insertVertices(polygons, insertions);
  return findCrossing(inserted) ? dissolveFaces([inserted]) : inserted;
}

/** Per community, because a face may not move to another; null where the land differs in one. */
function differences(before: readonly Grid[], after: readonly Grid[]): ReturnType<typeof compareLand> {
  const answer: NonNullable<ReturnType<typeof compareLand>> = { missingAfter: [], missingBefore: [] };
  const communities = new Set<AreaId>([...before, ...after].map((grid) => grid.communityId));
  for (const id of communities) {
    const inside = (grids: readonly Grid[]): MultiPolygon[] => shapes(grids.filter((grid) => grid.communityId === id));
    const difference = compareLand(inside(before), inside(after));
    if (!difference) return null;
    answer.missingAfter.push(...difference.missingAfter);
    answer.missingBefore.push(...difference.missingBefore);
  }
  return answer;
}

function facesBefore(plan: IndexedPlan, put: readonly Grid[], remove: readonly GridId[]): Grid[] {
  return [...remove, ...put.map((grid) => grid.id)].flatMap((id) => plan.get(id) ?? []);
}

function shapes(grids: readonly Grid[]): MultiPolygon[] {
  return grids.map((grid) => grid.polygons);
}
