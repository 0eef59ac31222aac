import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { boundingBox } from '../geometry/bounding-box';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledArea, doubledPolygonArea } from '../geometry/ring-area';
import { fitFaces, fitsExactly } from './fit-faces';
import { hasSameWorkers, joinWorkers } from './grid-workers';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { firstMalformed } from './replace-grids';
import { compareLand } from './same-land';

export interface TakeLayerInput {
  /** What the act is called in the history: the name of the file. */
  subject: string;
  /** Communities whose faces give way. */
  communityIds: readonly AreaId[];
  /** The faces of those communities as the layer has them, free land among them; their ids are new to the plan. */
  faces: readonly Grid[];
  /** Faces whose code is a number given on reading, because the layer has none: the land says which grid they are. */
  numbered: ReadonlySet<GridId>;
  /** What the layer says nothing of: a grid that is known by its code keeps its own. */
  silent: { name: boolean; workers: boolean; kind: boolean };
}

/**
 * Puts the grids of a cleaned layer in the place of those that communities of a plan have: one act, taken only where the new
 * faces tile exactly the land of the old. A grid whose code the community has already, or that has no code and the very land
 * of one, stays that grid (id, history and what the layer is silent about); a grid that is the same on both sides is left alone. New grids descend from those whose
 * middle they hold or in which theirs lies, and where the layer is silent about workers they take over those of the
 * grids that end. Problems: `plan.id-taken`, `plan.face-malformed`, `layer.does-not-fit`, `layer.nothing-new`.
 */
export function takeLayer(plan: IndexedPlan, input: TakeLayerInput): Result<PlannedChange> {
  const { communityIds, subject } = input;
  const wanted = new Set(communityIds);
  if (input.faces.some(({ id, communityId }) => plan.has(id) || !wanted.has(communityId))) return fail('plan.id-taken');
  const put: Grid[] = [];
  const gone: GridId[] = [];
  for (const communityId of wanted) {
    const now = plan.inCommunity(communityId);
    const faces = input.faces.filter((face) => face.communityId === communityId);
    const then = settle(now, faces, input);
    const same = new Set(then.filter((face) => isUnchanged(plan.get(face.id), face)).map(({ id }) => id));
    const kept = new Set(then.map(({ id }) => id));
    put.push(...then.filter(({ id }) => !same.has(id)));
    gone.push(...now.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
  }
  if (put.length === 0 && gone.length === 0) return fail('layer.nothing-new', { file: subject });
  const wrong = firstMalformed(plan, put);
  if (wrong) return wrong;
  const note = { act: 'import' as const, subject: subject.slice(0, 200) };
  if (fitsExactly(plan, put, gone)) return ok({ note, put, delete: gone, notices: [] });
  const fitted = fitFaces(plan, put, gone);
  if (fitted) return ok({ note, put: fitted, delete: gone, notices: [] });
  const community = communityIds.find((id) => !fitsCommunity(plan, id, put, gone)) ?? communityIds[0]!;
  return fail('layer.does-not-fit', { community: plan.labelOf(community) });
}

function fitsCommunity(plan: IndexedPlan, id: AreaId, put: readonly Grid[], gone: readonly GridId[]): boolean {
  const then = put.filter(({ communityId }) => communityId === id);
  const before = [...then.map((grid) => grid.id), ...gone].flatMap((one) => plan.get(one) ?? []);
  const here = before.filter(({ communityId }) => communityId === id);
  return compareLand(shapes(here), shapes(then)) !== null;
}

const shapes = (grids: readonly Grid[]): MultiPolygon[] => grids.map(({ polygons }) => polygons);

/** The faces of one community under the ids they will have. */
function settle(
  now: readonly Grid[],
  faces: readonly Grid[],
  { numbered, silent }: Pick<TakeLayerInput, 'numbered' | 'silent'>,
): Grid[] {
  const byCode = new Map(now.flatMap((grid) => (grid.code === null ? [] : [[grid.code, grid] as const])));
  const taken = new Set(faces.flatMap(({ id, code }) => (numbered.has(id) ? [] : (byCode.get(code ?? '') ?? []))));
  const then = faces.map((face): Grid => {
    const isOpen = face.code === null || numbered.has(face.id);
    const known = isOpen
      ? now.find((grid) => !taken.has(grid) && isFree(grid) === isFree(face) && isSameLand(grid, face))
      : byCode.get(face.code!);
    if (!known) return face;
    if (isFree(face)) return { ...face, id: known.id };
    return {
      ...face,
      id: known.id,
      code: isOpen ? known.code : face.code,
      name: silent.name ? known.name : face.name,
      workers: silent.workers || isSameStaff(known, face) ? known.workers : face.workers,
      kind: silent.kind ? known.kind : face.kind,
      parents: known.parents,
      revision: known.revision + 1,
    };
  });
  const kept = new Set(then.map(({ id }) => id));
  const ended = now.filter((grid) => !isFree(grid) && !kept.has(grid.id));
  const before = new Set(now.map(({ id }) => id));
  const middles = ended.map((grid) => middleOf(grid.polygons));
  const settled = then.map((face): Grid => {
    if (isFree(face) || before.has(face.id)) return face;
    const middle = middleOf(face.polygons);
    const parents = ended.filter(
      (grid, i) => containsPoint(middles[i]!, face.polygons) || containsPoint(middle, grid.polygons),
    );
    return { ...face, parents: parents.map(({ id }) => id) };
  });
  return silent.workers ? handOver(settled, ended, middles) : settled;
}

/** Gives the workers of grids that end to the grid that holds their middle now, else to the largest. */
function handOver(faces: readonly Grid[], ended: readonly Grid[], middles: readonly LatticePoint[]): Grid[] {
  const heirs = new Map<GridId, Grid['workers']>();
  const grids = faces.filter((face) => !isFree(face));
  const largest = grids.toSorted((a, b) => doubledArea(b.polygons) - doubledArea(a.polygons))[0];
  for (const [i, { workers }] of ended.entries()) {
    const heir = grids.find(({ polygons }) => containsPoint(middles[i]!, polygons)) ?? largest;
    if (workers.length > 0 && heir) heirs.set(heir.id, joinWorkers([heirs.get(heir.id) ?? heir.workers, workers]));
  }
  return faces.map((face) => ({ ...face, workers: heirs.get(face.id) ?? face.workers }));
}

/** Files keep no ids of persons: the same kinds, names and posts are the same people. */
function isSameStaff(before: Grid, after: Grid): boolean {
  const bare = ({ workers }: Grid): string =>
    JSON.stringify(workers.map(({ kind, name, posts }) => [kind, name, posts]));
  return bare(before) === bare(after);
}

const isFree = ({ kind }: Grid): boolean => kind === 'unassigned';

/** True where a face says of its land and of itself what the plan has: vertices that rounding put on a border aside. */
function isUnchanged(before: Grid | undefined, after: Grid): boolean {
  return (
    before !== undefined &&
    (['name', 'code', 'kind'] as const).every((key) => before[key] === after[key]) &&
    hasSameWorkers(before.workers, after.workers) &&
    isSameLand(before, after)
  );
}

/** Vertices that rounding put on a border lie less than a unit off it, so boxes of the same land differ by no more. */
function isSameLand(one: Grid, other: Grid): boolean {
  const [a, b] = [boundingBox(one.polygons), boundingBox(other.polygons)];
  return a.every((side, i) => Math.abs(side - b[i]!) <= 1) && compareLand([one.polygons], [other.polygons]) !== null;
}

/** The middle of the box of a face's largest part. */
function middleOf(polygons: MultiPolygon): LatticePoint {
  const main = polygons.reduce((best, one) => (doubledPolygonArea(one) > doubledPolygonArea(best) ? one : best));
  const [minX, minY, maxX, maxY] = boundingBox([main]);
  return [Math.round((minX + maxX) / 2), Math.round((minY + maxY) / 2)];
}
