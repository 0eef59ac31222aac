import { fromLattice } from '../schema/coordinates';
import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { lineBox, mergeBoxes } from '../geometry/bounding-box';
import { edgesOf } from '../geometry/cut-faces';
import { findCrossing } from '../geometry/find-crossing';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { insertVertices } from '../geometry/insert-vertices';
import type { BorderInsertion } from '../geometry/insert-vertices';
import { locatePoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';
import type { IndexedPlan } from './indexed-plan';
import { isOnlyRenoded } from './reshaped-grids';
import type { PlannedChange } from './planned-change';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';

export interface ReplaceGridsInput {
  act: 'undo' | 'redo';
  subject: string;
  put: readonly Grid[];
  delete: readonly GridId[];
}

/**
 * Puts faces back as they were (undo, redo). Accepted only where the faces tile the same land before and after, which
 * cancelling shared edges proves. Where others have since put vertices on the borders, those are taken over; where
 * they reshaped the faces themselves, the act is refused by name.
 */
export function replaceGrids(plan: IndexedPlan, input: ReplaceGridsInput): Result<PlannedChange> {
  const wrong = firstMalformed(plan, input.put);
  if (wrong) return wrong;
  const outdated = fail('plan.undo-outdated', { subject: input.subject });
  const note = { act: input.act, subject: input.subject };
  const ids = [...input.put.map((grid) => grid.id), ...input.delete];
  if (new Set(ids).size < ids.length) return fail('plan.id-taken');
  if (input.delete.some((id) => !plan.has(id))) return outdated;

  if (exactly(plan, input.put, input.delete)) {
    return ok({ note, put: [...input.put], delete: [...input.delete], notices: [] });
  }
  // Neighbours that had only gained a vertex are left to what they are now, and the rest is fitted to them.
  const core = input.put.filter((grid) => {
    const now = plan.get(grid.id);
    return !now || !isOnlyRenoded(now, grid);
  });
  return fitted(plan, core, input, note) ?? outdated;
}

/** True where the faces fit as they are: borders with faces that stay are the same edge by edge. */
function exactly(plan: IndexedPlan, put: readonly Grid[], remove: readonly GridId[]): boolean {
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

function fitted(
  plan: IndexedPlan,
  core: readonly Grid[],
  input: ReplaceGridsInput,
  note: PlannedChange['note'],
): Result<PlannedChange> | null {
  const before = facesBefore(plan, core, input.delete);
  const difference = differences(before, core);
  if (!difference) return null;
  const put = core.map((grid) => ({ ...grid, polygons: soundlyInserted(grid.polygons, difference.missingAfter) }));
  if (put.some((grid) => findCrossing(grid.polygons))) return null;
  const except = new Set([...core.map((grid) => grid.id), ...input.delete]);
  const neighbours = renodeNeighbours(plan, difference.missingBefore, except);
  if (!neighbours.ok) return null;
  return ok({ note, put: [...put, ...neighbours.grids], delete: [...input.delete], notices: [] });
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

/** Faces come from outside here: rings must be sound before the edges prove anything. */
function firstMalformed(plan: IndexedPlan, put: readonly Grid[]): Result<never> | null {
  for (const grid of put) {
    if (!plan.communities.has(grid.communityId)) return fail('area.not-found', { area: grid.communityId });
    for (const polygon of grid.polygons) {
      for (const [index, ring] of polygon.entries()) {
        const area = ring.length % 2 === 0 ? doubledRingArea(ring) : 0;
        if (index === 0 ? area <= 0 : area >= 0) return fail('plan.face-malformed', { grid: grid.name });
      }
      if (!holesAreInside(polygon)) return fail('plan.face-malformed', { grid: grid.name });
    }
    const crossing = findCrossing(grid.polygons);
    if (crossing) return fail('plan.face-malformed', { grid: grid.name }, pointWhere(crossing.point));
  }
  return null;
}

/** Holes in the outer ring and not in one another; edges do not cross, so one edge's middle decides. */
function holesAreInside([outer, ...holes]: MultiPolygon[number]): boolean {
  if (!outer) return false;
  const doubled = (ring: readonly number[]): number[] => ring.map((coordinate) => coordinate * 2);
  return holes.every((hole, index) => {
    const middle: LatticePoint = [hole[0]! + hole[2]!, hole[1]! + hole[3]!];
    if (locatePoint(middle, [[doubled(outer)]]) !== 'inside') return false;
    return holes.every((other, k) => k === index || locatePoint(middle, [[doubled(other)]]) === 'outside');
  });
}

function pointWhere([x, y]: LatticePoint): { type: 'Point'; coordinates: [number, number] } {
  return { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] };
}
