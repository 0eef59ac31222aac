import { fromLattice, toLattice } from '../schema/coordinates';
import type { LngLat, MultiPolygon, Polygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Problem, ProblemPlace, Result } from '../schema/problems';
import { areaSquareMetres } from '../geometry/area-square-metres';
import { boundingBox, boxesMeet } from '../geometry/bounding-box';
import { FaceSides, cutFaces } from '../geometry/cut-faces';
import type { FaceCut } from '../geometry/cut-faces';
import { dissolveFaces, reverseRings } from '../geometry/dissolve-faces';
import { findCrossing } from '../geometry/find-crossing';
import { doubledArea, doubledRingArea } from '../geometry/ring-area';
import { nextGridCode } from './next-grid-code';
import type { IndexedPlan } from './indexed-plan';
import { namesOfParts } from './name-parts';
import { remainingLand } from './remaining-land';
import type { PlannedChange } from './planned-change';
import { pointPlace } from './problem-place';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';
import { SMALLEST_PART_SQUARE_METRES, westToEast } from './split-grid';

export interface DrawGridInput {
  communityId: AreaId;
  /** Outline as drawn, degrees; closed or not, either way round. */
  ring: readonly LngLat[];
  /** Ids for the grids, one for each contiguous piece of free land, largest first; surplus ids are ignored. */
  newIds: readonly GridId[];
  gridName: string;
  /** Pieces below this stay unassigned; default 10 m². */
  smallestSquareMetres?: number;
}

/**
 * Draws a grid into the free land of one community. What overlaps existing grids or other communities is left out and said
 * so; where the outline covers several pieces of free land, each becomes a grid.
 */
export function drawGrid(plan: IndexedPlan, input: DrawGridInput): Result<PlannedChange> {
  const community = plan.communities.get(input.communityId);
  if (!community) return fail('area.not-found', { area: input.communityId });
  const outline = readOutline(input.ring);
  if (!outline.ok) return outline;
  const drawn = outline.value;
  const box = boundingBox([drawn]);
  const free = plan
    .inCommunity(input.communityId)
    .filter((grid) => grid.kind === 'unassigned' && boxesMeet(boundingBox(grid.polygons), box));
  const where = ringWhere(drawn);
  const nothing = fail('plan.draw-no-free-land', { community: plan.labelOf(community.id) }, where);
  if (free.length === 0) return nothing;

  const ring = drawn[0]!;
  const cut = cutFaces(
    free.map((grid) => grid.polygons),
    [[...ring, ring[0]!, ring[1]!]],
  );
  if (!cut) return fail('plan.draw-too-tight', {}, where);
  const inside = insideMask(cut);
  const smallest = input.smallestSquareMetres ?? SMALLEST_PART_SQUARE_METRES;
  const pieces = dissolveFaces(cut.pieces.filter((_, i) => inside[i]).map((piece) => [piece.polygon]))
    .map((polygon): MultiPolygon => [polygon])
    .filter((polygons) => areaSquareMetres(polygons) >= smallest)
    .sort((a, b) => doubledArea(b) - doubledArea(a));
  if (pieces.length === 0) return nothing;

  const grids = makeGrids(plan, input, pieces);
  if (!grids.ok) return grids;
  const rest = remainingLand(free, cut, pieces);
  for (const grid of [...grids.value, ...rest.put]) {
    const crossing = findCrossing(grid.polygons);
    if (crossing) return fail('plan.draw-too-tight', {}, pointPlace(crossing.point));
  }
  const landBefore = free.map((grid) => grid.polygons);
  const landAfter = [...grids.value, ...rest.put].map((grid) => grid.polygons);
  if (!compareLand(landBefore, landAfter)) return fail('plan.draw-too-tight', {}, where);
  const neighbours = renodeNeighbours(plan, cut.insertions, new Set(free.map((grid) => grid.id)));
  if (!neighbours.ok) return fail('plan.draw-too-tight', {}, pointPlace(neighbours.point));

  const wanted = areaSquareMetres([drawn]);
  const got = pieces.reduce((sum, polygons) => sum + areaSquareMetres(polygons), 0);
  const notices: Problem[] = [];
  if (wanted - got > Math.max(smallest, wanted * 1e-6)) {
    notices.push({
      code: 'plan.draw-clipped',
      params: { drawn: Math.round(wanted), kept: Math.round(got), community: plan.labelOf(community.id) },
      where,
    });
  }
  if (pieces.length > 1) notices.push({ code: 'plan.draw-in-pieces', params: { count: pieces.length }, where });
  return ok({
    note: { act: 'draw', subject: grids.value[0]!.name },
    put: [...grids.value, ...rest.put, ...neighbours.grids],
    delete: rest.delete,
    notices,
  });
}

function readOutline(degrees: readonly LngLat[]): Result<Polygon> {
  const ring: number[] = [];
  for (const [lng, lat] of degrees) {
    const x = toLattice(lng);
    const y = toLattice(lat);
    if (ring.length === 0 || ring[ring.length - 2] !== x || ring[ring.length - 1] !== y) ring.push(x, y);
  }
  if (ring.length > 2 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]) ring.length -= 2;
  if (ring.length < 6) return fail('plan.draw-too-few-points');
  const crossing = findCrossing([[ring]]);
  if (crossing) return fail('plan.draw-crosses-itself', {}, pointPlace(crossing.point));
  const area = doubledRingArea(ring);
  if (area === 0) return fail('plan.draw-too-few-points');
  return ok(area > 0 ? [ring] : reverseRings([[ring]])[0]!);
}

function insideMask(cut: FaceCut): boolean[] {
  // The drawn ring after noding: closed, so its last point repeats the first.
  const sides = new FaceSides([[[cut.lines[0]!.slice(0, -2)]]]);
  return cut.pieces.map((piece) => sides.faceAround(piece.polygon) === 0);
}

function makeGrids(plan: IndexedPlan, input: DrawGridInput, pieces: readonly MultiPolygon[]): Result<Grid[]> {
  if (input.newIds.length < pieces.length) {
    return fail('plan.too-few-ids', { needed: pieces.length, given: input.newIds.length });
  }
  const ids = input.newIds.slice(0, pieces.length);
  if (new Set(ids).size < ids.length || ids.some((id) => plan.has(id))) return fail('plan.id-taken');
  const name = input.gridName.trim() || nextDrawnName(plan, input.communityId);
  const names = pieces.length === 1 ? [name] : namesOfParts(name, pieces.length, plan.namesIn(input.communityId));
  const grids: Grid[] = [];
  for (const [rank, index] of westToEast(pieces).entries()) {
    const code = nextGridCode(plan, input.communityId, rank);
    if (!code.ok) return code;
    grids[index] = {
      id: ids[index]!,
      communityId: input.communityId,
      kind: 'general',
      code: code.value,
      name: names[rank]!,
      workers: [],
      polygons: pieces[index]!,
      parents: [],
      revision: 0,
    };
  }
  return ok(grids);
}

/** `<community>第N网格` with the number its code will end in; `ahead` as in `nextGridCode`. */
export function nextDrawnName(plan: IndexedPlan, communityId: AreaId, ahead = 0): string {
  return `${plan.communities.get(communityId)?.name ?? ''}第${plan.highestSequence(communityId) + 1 + ahead}网格`;
}

function ringWhere(polygon: Polygon): ProblemPlace {
  const ring = polygon[0]!;
  const positions: [number, number][] = [];
  for (let i = 0; i <= ring.length; i += 2) {
    positions.push([fromLattice(ring[i % ring.length]!), fromLattice(ring[(i + 1) % ring.length]!)]);
  }
  return { type: 'Polygon', coordinates: [positions] };
}
