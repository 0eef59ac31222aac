import type { LatticePoint, MultiPolygon, Ring } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { metresPerUnit } from '../geometry/ground-metres';
import { isWithinRounding } from '../geometry/node-segments';
import { faceLabel, gridNames } from './face-label';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { pointPlace } from './problem-place';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';
import { findUnsoundness } from './sound-face';

/**
 * The end of a border between two grids on the border of their community, and how far it can go. `ahead` are the points
 * of the community's border from the end on, anticlockwise, as far as `right` lies along it; `behind` the other way, as far
 * as `left` does. Both begin with the end itself; at their last point another border ends.
 */
interface BorderEnd {
  left: Grid;
  right: Grid;
  ahead: LatticePoint[];
  behind: LatticePoint[];
}

/**
 * Slides the end of a border along the border of the community: the land of the community stays, what lies between where it
 * was and where it goes changes hands. It goes to a vertex of that border or, between two, to the lattice point nearest
 * to it, which every face there gets, as the end of a cut does.
 * @param to anywhere; the nearest place of the border is meant
 */
export function slideVertex(
  plan: IndexedPlan,
  from: LatticePoint,
  to: LatticePoint,
  gridId?: GridId,
): Result<PlannedChange> {
  const where = pointPlace(from);
  const end = borderEnd(plan, from, gridId);
  if (!end) return fail('plan.vertex-locked', {}, where);
  const slide = slideTo(end, to);
  if (slide === 'end') return fail('plan.vertex-slide-end', {}, where);
  const { passed, target, beyond, isAhead } = slide;
  if (target[0] === from[0] && target[1] === from[1]) return fail('plan.vertex-stays', {}, where);
  // What is slid over goes from one grid to the other; the vertices stay where they are on the community's border.
  const { left, right } = end;
  const [grows, shrinks] = isAhead ? [left, right] : [right, left];
  const flat = [...passed, target].flat();
  const grown = replaceAt(grows, from, isAhead ? flat : reversed(flat));
  const shrunk = cutAt(shrinks, passed, target, isAhead);
  if (!shrunk) return fail('plan.vertex-slide-end', {}, where);
  const put = [grown, shrunk].map((grid) => ({ ...grid, revision: grid.revision + 1 }));
  for (const grid of put) {
    const unsound = findUnsoundness(grid.polygons);
    if (unsound) return crosses(grid, unsound.point ?? target);
  }
  const shapes = (grids: readonly Grid[]): MultiPolygon[] => grids.map(({ polygons }) => polygons);
  if (!compareLand(shapes([left, right]), shapes(put))) return fail('plan.vertex-locked', {}, where);
  const insertion = { points: [passed.at(-1)!, target, beyond].flat() };
  const isNew = !(target[0] === beyond[0] && target[1] === beyond[1]);
  const neighbours = renodeNeighbours(plan, isNew ? [insertion] : [], new Set([left.id, right.id]));
  if (!neighbours.ok) return crosses(grown, neighbours.point);
  const note = { act: 'move' as const, subject: gridNames(put) };
  return ok({ note, put: [...put, ...neighbours.grids], delete: [], notices: [] });
}

/** True where a vertex on the border of a community is the end of one border that can slide along it. */
export function canSlide(plan: IndexedPlan, at: LatticePoint, gridId?: GridId): boolean {
  return cornersOfEnd(plan, at, gridId) !== null;
}

/** Where the end of a border would come to lie; null where it cannot slide there. */
export function slideTarget(
  plan: IndexedPlan,
  from: LatticePoint,
  to: LatticePoint,
  gridId?: GridId,
): LatticePoint | null {
  const end = borderEnd(plan, from, gridId);
  const slide = end && slideTo(end, to);
  return slide && slide !== 'end' ? slide.target : null;
}

const crosses = (grid: Grid, at: LatticePoint): Result<never> =>
  fail('plan.vertex-crosses', { grid: faceLabel(grid) }, pointPlace(at));

interface Corner {
  grid: Grid;
  ring: Ring;
  before: LatticePoint;
  after: LatticePoint;
}

const isSame = (a: LatticePoint, b: LatticePoint): boolean => a[0] === b[0] && a[1] === b[1];

/** The two corners of one community's grids that meet at a point of its border; null where none do, or more than two. */
function cornersOfEnd(plan: IndexedPlan, at: LatticePoint, gridId?: GridId): [left: Corner, right: Corner] | null {
  const corners = plan.near([...at, ...at]).flatMap((grid) => cornersAt(grid, at));
  const wanted = gridId && plan.get(gridId)?.communityId;
  const communities = wanted ? [wanted] : new Set(corners.map(({ grid }) => grid.communityId));
  const ends: [Corner, Corner][] = [];
  for (const community of communities) {
    const own = corners.filter(({ grid }) => grid.communityId === community);
    if (own.length !== 2 || own[0]!.grid.id === own[1]!.grid.id) continue;
    for (const [left, right] of [own, [...own].reverse()] as [Corner, Corner][]) {
      // Anticlockwise around its land the community's border comes in along the left one and goes out along the right.
      if (isSame(left.after, right.before) && !isSame(left.before, right.after)) ends.push([left, right]);
    }
  }
  return ends.length === 1 ? ends[0]! : null;
}

function borderEnd(plan: IndexedPlan, at: LatticePoint, gridId?: GridId): BorderEnd | null {
  const corners = cornersOfEnd(plan, at, gridId);
  if (!corners) return null;
  const [left, right] = corners;
  return {
    left: left.grid,
    right: right.grid,
    ahead: runAlong(plan, right, at, 2),
    behind: runAlong(plan, left, at, -2),
  };
}

function cornersAt(grid: Grid, at: LatticePoint): Corner[] {
  return grid.polygons.flat().flatMap((ring) => {
    const i = indexIn(ring, at);
    if (i < 0) return [];
    return [{ grid, ring, before: pointOf(ring, i - 2), after: pointOf(ring, i + 2) }];
  });
}

/**
 * The points of the community's border along the ring of a grid, from one of its corners to where another grid of the
 * community begins.
 * @param step 2 in the direction of the ring, -2 against it
 */
function runAlong(plan: IndexedPlan, { grid, ring }: Corner, at: LatticePoint, step: 2 | -2): LatticePoint[] {
  const run: LatticePoint[] = [at];
  for (let i = indexIn(ring, at) + step; run.length <= ring.length / 2; i += step) {
    const point = pointOf(ring, i);
    run.push(point);
    const corners = plan.near([...point, ...point]).flatMap((other) => cornersAt(other, point));
    if (corners.filter((other) => other.grid.communityId === grid.communityId).length !== 1) break;
  }
  return run;
}

interface Slide {
  /** Points of the border that are left behind, the old end first. */
  passed: LatticePoint[];
  target: LatticePoint;
  /** The point of the border after the target; the target itself where that is a vertex already. */
  beyond: LatticePoint;
  isAhead: boolean;
}

/** The place of the border nearest to a point; `end` where another border ends there already. */
function slideTo({ ahead, behind }: BorderEnd, to: LatticePoint): Slide | 'end' {
  let best: (Slide & { isEnd: boolean }) | null = null;
  let least = Infinity;
  for (const [run, isAhead] of [
    [ahead, true],
    [behind, false],
  ] as const) {
    for (let i = 1; i < run.length; i++) {
      const [a, b] = [run[i - 1]!, run[i]!];
      const { point, metres } = footOn(a, b, to);
      if (metres >= least) continue;
      least = metres;
      // A place that rounding would take off the border goes to the nearer vertex.
      const isBetween = !isSame(point, a) && !isSame(point, b) && isWithinRounding(...a, ...b, ...point);
      const isNearA = Math.hypot(point[0] - a[0], point[1] - a[1]) <= Math.hypot(point[0] - b[0], point[1] - b[1]);
      const target = isBetween ? point : isNearA ? a : b;
      const passed = run.slice(0, isBetween || !isNearA ? i : Math.max(1, i - 1));
      best = { passed, target, beyond: isBetween ? b : target, isAhead, isEnd: target === b && i === run.length - 1 };
    }
  }
  return best === null || best.isEnd ? 'end' : best;
}

/** The lattice point nearest to where a segment comes nearest to a point, and how far that is. */
function footOn(a: LatticePoint, b: LatticePoint, to: LatticePoint): { point: LatticePoint; metres: number } {
  const { east, north } = metresPerUnit(to[1]);
  const [dx, dy] = [(b[0] - a[0]) * east, (b[1] - a[1]) * north];
  const along = ((to[0] - a[0]) * east * dx + (to[1] - a[1]) * north * dy) / (dx * dx + dy * dy);
  const share = Math.min(1, Math.max(0, along));
  const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  return { point: [Math.round(x), Math.round(y)], metres: Math.hypot((x - to[0]) * east, (y - to[1]) * north) };
}

/** The grid with points in the place of one of its vertices. */
function replaceAt(grid: Grid, at: LatticePoint, points: readonly number[]): Grid {
  const polygons = grid.polygons.map((polygon) =>
    polygon.map((ring) => {
      const i = indexIn(ring, at);
      return i < 0 ? ring : [...ring.slice(0, i), ...points, ...ring.slice(i + 2)];
    }),
  );
  return { ...grid, polygons };
}

/** The grid without the vertices that were slid over, the target in their place; null where too little is left of it. */
function cutAt(grid: Grid, passed: readonly LatticePoint[], target: LatticePoint, isAhead: boolean): Grid | null {
  const gone = new Set([...passed, target].map(String));
  let isLeft = true;
  const polygons = grid.polygons.map((polygon) =>
    polygon.map((ring) => {
      const at = indexIn(ring, passed[0]!);
      if (at < 0) return ring;
      const turned = [...ring.slice(at), ...ring.slice(0, at)];
      const kept: number[] = [];
      for (let i = 0; i < turned.length; i += 2)
        if (!gone.has(`${turned[i]},${turned[i + 1]}`)) kept.push(turned[i]!, turned[i + 1]!);
      isLeft &&= kept.length >= 4;
      // Turned so that the old end was first: what is left runs from the one side of the target to the other.
      return isAhead ? [...target, ...kept] : [...kept, ...target];
    }),
  );
  return isLeft ? { ...grid, polygons } : null;
}

function reversed(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!);
  return back;
}

function indexIn(ring: Ring, [x, y]: LatticePoint): number {
  for (let i = 0; i < ring.length; i += 2) if (ring[i] === x && ring[i + 1] === y) return i;
  return -1;
}

/** The vertex at an index that may lie before the first or after the last. */
function pointOf(ring: Ring, index: number): LatticePoint {
  const at = ((index % ring.length) + ring.length) % ring.length;
  return [ring[at]!, ring[at + 1]!];
}
