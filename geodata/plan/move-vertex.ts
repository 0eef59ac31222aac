import { toLattice } from '../schema/coordinates';
import type { LatticePoint, LngLat, MultiPolygon, Ring } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { faceLabel, gridNames } from './face-label';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { pointPlace } from './problem-place';
import { compareLand } from './same-land';
import { canSlide, slideVertex } from './slide-vertex';
import { findUnsoundness } from './sound-face';

export interface MoveVertexInput {
  /** A vertex of a border between grids, degrees. */
  at: LngLat;
  /** Where it goes, degrees; null takes it out. */
  to: LngLat | null;
  /** A grid whose border it is, where borders of two communities end in one vertex. */
  gridId?: GridId | undefined;
}

export interface InsertVertexInput {
  /** Both ends of an edge between two grids, degrees. */
  edge: readonly [LngLat, LngLat];
  at: LngLat;
}

/**
 * Moves a vertex that grids of one community share, or takes it out where only two meet: every face that touches there
 * gets the same new border, so nothing opens or overlaps. The border of the community stays where it is: a border that ends
 * on it slides along it (`slide-vertex`).
 */
export function moveVertex(plan: IndexedPlan, { at, to, gridId }: MoveVertexInput): Result<PlannedChange> {
  const from = latticePoint(at);
  const faces = facesAt(plan, from);
  const where = pointPlace(from);
  if (faces.length === 0) return fail('plan.vertex-not-found', {}, where);
  if (!isWithinCommunity(faces, from))
    return to ? slideVertex(plan, from, latticePoint(to), gridId) : fail('plan.vertex-locked', {}, where);
  const target = to && latticePoint(to);
  if (target && target[0] === from[0] && target[1] === from[1]) return fail('plan.vertex-stays', {}, where);
  if (!target) {
    if (degree(faces, from) > 2) return fail('plan.vertex-junction', {}, where);
    const tiny = faces.find((face) => ringsAt(face, from).some((ring) => ring.length <= 6));
    if (tiny) return fail('plan.vertex-last', { grid: faceLabel(tiny) }, where);
  }
  return bend(faces, target ?? from, (ring) => replaceVertex(ring, from, target));
}

/**
 * What can be done with a vertex: `locked` stays, one that is `sliding` moves along the border of the community, a `junction` of
 * borders moves anywhere, a `free` one can be taken out too.
 */
export type VertexKind = 'free' | 'junction' | 'sliding' | 'locked';

/** What can be done with the vertex at a lattice point, for whoever works on a grid. */
export function vertexKind(plan: IndexedPlan, at: LatticePoint, gridId?: GridId): VertexKind {
  const faces = facesAt(plan, at);
  if (faces.length === 0) return 'locked';
  if (!isWithinCommunity(faces, at)) return canSlide(plan, at, gridId) ? 'sliding' : 'locked';
  return degree(faces, at) > 2 ? 'junction' : 'free';
}

/** Puts a new vertex between two that follow each other on a border of two grids, and moves it where it is wanted. */
export function insertVertex(plan: IndexedPlan, { edge, at }: InsertVertexInput): Result<PlannedChange> {
  const [a, b] = [latticePoint(edge[0]), latticePoint(edge[1])];
  const target = latticePoint(at);
  const where = pointPlace(target);
  const faces = facesAt(plan, a).filter((face) => runs(face.polygons, a, b) || runs(face.polygons, b, a));
  if (faces.length === 0) return fail('plan.vertex-not-found', {}, where);
  if (faces.length < 2 || faces[0]!.communityId !== faces[1]!.communityId) return fail('plan.vertex-locked', {}, where);
  return bend(faces, target, (ring) => insertBetween(ring, a, b, target));
}

/** The faces with their rings changed, where that leaves every one of them sound and the same land covered. */
function bend(faces: readonly Grid[], at: LatticePoint, change: (ring: Ring) => Ring): Result<PlannedChange> {
  const put = faces.map((grid) => ({
    ...grid,
    polygons: grid.polygons.map((polygon) => polygon.map(change)),
    revision: grid.revision + 1,
  }));
  for (const grid of put) {
    const unsound = findUnsoundness(grid.polygons);
    if (unsound) {
      const place = pointPlace(unsound.point ?? at);
      return fail('plan.vertex-crosses', { grid: faceLabel(grid) }, place);
    }
  }
  // Sound faces whose outer boundary has not changed cover each point once: their winding numbers add up to the same one.
  const shapes = (grids: readonly Grid[]): MultiPolygon[] => grids.map(({ polygons }) => polygons);
  if (!compareLand(shapes(faces), shapes(put))) return fail('plan.vertex-locked', {}, pointPlace(at));
  return ok({ note: { act: 'move', subject: gridNames(put) }, put, delete: [], notices: [] });
}

const latticePoint = ([lng, lat]: LngLat): LatticePoint => [toLattice(lng), toLattice(lat)];

function facesAt(plan: IndexedPlan, [x, y]: LatticePoint): Grid[] {
  return plan
    .near([x, y, x, y])
    .filter((grid) => ringsAt(grid, [x, y]).length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ringsAt(grid: Grid, at: LatticePoint): Ring[] {
  return grid.polygons.flat().filter((ring) => indexIn(ring, at) >= 0);
}

/** Where in a ring a vertex stands, -1 where it does not. A sound ring has it once. */
function indexIn(ring: Ring, [x, y]: LatticePoint): number {
  for (let i = 0; i < ring.length; i += 2) if (ring[i] === x && ring[i + 1] === y) return i;
  return -1;
}

function* edgesAt(faces: readonly Grid[], at: LatticePoint): Generator<{ before: string; after: string }> {
  for (const ring of faces.flatMap((face) => ringsAt(face, at))) {
    const i = indexIn(ring, at);
    const before = (i + ring.length - 2) % ring.length;
    const after = (i + 2) % ring.length;
    yield { before: `${ring[before]},${ring[before + 1]}`, after: `${ring[after]},${ring[after + 1]}` };
  }
}

/** True where faces of one community lie all around the vertex. */
function isWithinCommunity(faces: readonly Grid[], at: LatticePoint): boolean {
  if (faces.some(({ communityId }) => communityId !== faces[0]!.communityId)) return false;
  const [into, outOf] = [new Set<string>(), new Set<string>()];
  for (const { before, after } of edgesAt(faces, at)) {
    into.add(before);
    outOf.add(after);
  }
  return [...into].every((end) => outOf.has(end)) && [...outOf].every((end) => into.has(end));
}

/** How many borders meet in a vertex. */
function degree(faces: readonly Grid[], at: LatticePoint): number {
  const ends = new Set<string>();
  for (const { before, after } of edgesAt(faces, at)) ends.add(before).add(after);
  return ends.size;
}

function replaceVertex(ring: Ring, from: LatticePoint, to: LatticePoint | null): Ring {
  const i = indexIn(ring, from);
  if (i < 0) return ring;
  return [...ring.slice(0, i), ...(to ?? []), ...ring.slice(i + 2)];
}

function runs(polygons: MultiPolygon, a: LatticePoint, b: LatticePoint): boolean {
  return polygons.flat().some((ring) => {
    const i = indexIn(ring, a);
    const j = (i + 2) % ring.length;
    return i >= 0 && ring[j] === b[0] && ring[j + 1] === b[1];
  });
}

function insertBetween(ring: Ring, a: LatticePoint, b: LatticePoint, at: LatticePoint): Ring {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const i = indexIn(ring, one);
    const j = (i + 2) % ring.length;
    if (i >= 0 && ring[j] === other[0] && ring[j + 1] === other[1]) {
      return [...ring.slice(0, i + 2), ...at, ...ring.slice(i + 2)];
    }
  }
  return ring;
}
