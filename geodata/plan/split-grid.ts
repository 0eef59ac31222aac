import { toLattice } from '../schema/coordinates';
import type { LngLat, MultiPolygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';
import { boundingBox, boxesMeet, lineBox } from '../geometry/bounding-box';
import { cutFaces } from '../geometry/cut-faces';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { findCrossing } from '../geometry/find-crossing';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledArea } from '../geometry/ring-area';
import { nextGridCode } from './next-grid-code';
import type { IndexedPlan } from './indexed-plan';
import { joinSlivers } from './join-slivers';
import { namesOfParts } from './name-parts';
import type { PlannedChange } from './planned-change';
import { linePlace, pointPlace } from './problem-place';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';

export interface SplitGridInput {
  gridId: GridId;
  /** The cut as drawn, degrees. */
  line: readonly LngLat[];
  /** Ids for the parts, largest first; surplus ids are ignored. */
  newIds: readonly GridId[];
  /** Parts below this join the part beside them; default 10 m². */
  smallestSquareMetres?: number;
}

/** The same thickness a planner cannot see on screen at any zoom: a car's parking space. */
export const SMALLEST_PART_SQUARE_METRES = 10;

/**
 * Splits a grid by a free line, which may cross it several times, run through vertices or along borders, and close
 * loops. The parent is retired; codes and names are given west to east, then north to south; the parent's
 * workers stay with the largest part.
 */
export function splitGrid(plan: IndexedPlan, input: SplitGridInput): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid) return fail('grid.not-found', { grid: input.gridId });
  const where = linePlace(input.line);
  if (grid.kind === 'unassigned') return fail('plan.split-unassigned', {}, where);
  const line = input.line.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]);
  if (!boxesMeet(lineBox(line), boundingBox(grid.polygons)))
    return fail('plan.split-misses', { grid: grid.name }, where);

  const cut = cutFaces([grid.polygons], [line]);
  if (!cut) return fail('plan.split-too-tight', { grid: grid.name }, where);
  const parts = partsOf(cut.pieces, input.smallestSquareMetres ?? SMALLEST_PART_SQUARE_METRES);
  if (parts.polygons.length < 2) {
    const touches =
      cut.insertions.length > 0 ||
      input.line.some((_, i) => containsPoint([line[i * 2]!, line[i * 2 + 1]!], grid.polygons));
    return fail(touches ? 'plan.split-incomplete' : 'plan.split-misses', { grid: grid.name }, where);
  }
  for (const polygons of parts.polygons) {
    const crossing = findCrossing(polygons);
    if (crossing) return fail('plan.split-too-tight', { grid: grid.name }, pointPlace(crossing.point));
  }
  if (!compareLand([grid.polygons], parts.polygons)) return fail('plan.split-too-tight', { grid: grid.name }, where);
  const neighbours = renodeNeighbours(plan, cut.insertions, new Set([grid.id]));
  if (!neighbours.ok) return fail('plan.split-too-tight', { grid: grid.name }, pointPlace(neighbours.point));

  const made = makeParts(plan, grid, parts.polygons, input.newIds);
  if (!made.ok) return made;
  const notices: Problem[] =
    parts.joined > 0 ? [{ code: 'plan.slivers-joined', params: { count: parts.joined }, where }] : [];
  return ok({
    note: { act: 'split', subject: grid.name },
    put: [...made.value, ...neighbours.grids],
    delete: [grid.id],
    notices,
  });
}

/** The pieces as parts: what no cut reached (the exclaves of a grid in several pieces) stays with the largest. */
function partsOf(
  pieces: readonly { polygon: MultiPolygon[number]; cut: boolean }[],
  smallestSquareMetres: number,
): { polygons: MultiPolygon[]; joined: number } {
  const touched = pieces.filter((piece) => piece.cut).map((piece): MultiPolygon => [piece.polygon]);
  const { parts, joined } = joinSlivers(touched, smallestSquareMetres);
  parts.sort((a, b) => doubledArea(b) - doubledArea(a));
  const exclaves = pieces.filter((piece) => !piece.cut).map((piece) => piece.polygon);
  const [largest, ...rest] = parts;
  if (!largest || exclaves.length === 0) return { polygons: parts, joined };
  return { polygons: [dissolveFaces([largest, exclaves]), ...rest], joined };
}

function makeParts(
  plan: IndexedPlan,
  grid: Grid,
  polygons: readonly MultiPolygon[],
  newIds: readonly GridId[],
): Result<Grid[]> {
  if (newIds.length < polygons.length) {
    return fail('plan.too-few-ids', { needed: polygons.length, given: newIds.length });
  }
  const ids = newIds.slice(0, polygons.length);
  if (new Set(ids).size < ids.length || ids.some((id) => plan.has(id))) return fail('plan.id-taken');
  const names = namesOfParts(grid.name, polygons.length, plan.namesIn(grid.communityId));
  const parts: Grid[] = [];
  for (const [rank, index] of westToEast(polygons).entries()) {
    const code = nextGridCode(plan, grid.communityId, rank);
    if (!code.ok) return code;
    parts[index] = {
      id: ids[index]!,
      communityId: grid.communityId,
      kind: grid.kind,
      code: code.value,
      name: names[rank]!,
      workers: index === 0 ? grid.workers : [],
      polygons: polygons[index]!,
      parents: [grid.id],
      revision: 0,
    };
  }
  return ok(parts);
}

/** Indexes in the order of numbering: by the middle of the box, west to east, then north to south. */
export function westToEast(polygons: readonly MultiPolygon[]): number[] {
  const middles = polygons.map((part) => {
    const [minX, minY, maxX, maxY] = boundingBox(part);
    return { x: minX + maxX, y: minY + maxY };
  });
  return polygons
    .map((_, index) => index)
    .sort((a, b) => middles[a]!.x - middles[b]!.x || middles[b]!.y - middles[a]!.y || a - b);
}
