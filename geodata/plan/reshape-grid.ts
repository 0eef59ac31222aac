import { toLattice } from '../schema/coordinates';
import type { LngLat, MultiPolygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { boundingBox, boxesMeet, lineBox, mergeBoxes } from '../geometry/bounding-box';
import { cutFaces } from '../geometry/cut-faces';
import type { CutPiece } from '../geometry/cut-faces';
import { doubledPolygonArea } from '../geometry/ring-area';
import { gridNames } from './face-label';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { linePlace } from './problem-place';
import { regroupPieces } from './regroup-pieces';
import { sharedLengths } from './shared-lengths';

export interface ReshapeGridInput {
  gridId: GridId;
  /** The new border as drawn, degrees. */
  line: readonly LngLat[];
}

/**
 * Makes a drawn line the border of a grid. What the line cuts off from the grid goes to the neighbour beside it; what it cuts
 * off from neighbours goes to the grid. Of each face the largest piece stays. Neighbours are the faces of the same
 * community, free land among them: the border of the community is no one's to move.
 */
export function reshapeGrid(plan: IndexedPlan, { gridId, line }: ReshapeGridInput): Result<PlannedChange> {
  const grid = plan.get(gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: gridId });
  const where = linePlace(line);
  const misses = fail('plan.reshape-misses', { grid: grid.name }, where);
  const points = line.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]);
  const faces = touchedFaces(plan, grid, points);
  const cut = cutFaces(
    faces.map(({ polygons }) => polygons),
    [points],
  );
  const tooTight = { code: 'plan.reshape-too-tight' as const, where };
  if (!cut) return fail(tooTight.code, {}, where);
  const owners = newOwners(faces.length, cut.pieces);
  if (cut.pieces.every((piece, i) => owners[i] === piece.face)) return misses;
  const done = regroupPieces(plan, faces, cut, owners, tooTight);
  if (!done.ok) return done;
  const { put, gone, notices } = done.value;
  const moved = new Set(cut.pieces.flatMap((piece, i) => (owners[i] === piece.face ? [] : [piece.face, owners[i]!])));
  const subject = gridNames([grid, ...faces.slice(1).filter((_, i) => moved.has(i + 1))]);
  return ok({ note: { act: 'reshape', subject }, put, delete: gone.map(({ id }) => id), notices });
}

/** The grid first, then the faces of its community that the line can reach. */
function touchedFaces(plan: IndexedPlan, grid: Grid, line: readonly number[]): Grid[] {
  const box = lineBox(line);
  const others = plan
    .near(mergeBoxes([box, boundingBox(grid.polygons)]))
    .filter(
      (face) =>
        face.id !== grid.id && face.communityId === grid.communityId && boxesMeet(boundingBox(face.polygons), box),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return [grid, ...others];
}

/** Of each face the largest piece that the line touches stays, with all it does not touch. */
function newOwners(faces: number, pieces: readonly CutPiece[]): number[] {
  const owners = pieces.map(({ face }) => face);
  const cutOff: number[] = [];
  for (let face = 0; face < faces; face++) {
    const own = pieces.flatMap((piece, i) => (piece.face === face && piece.cut ? [i] : []));
    own.sort((a, b) => doubledPolygonArea(pieces[b]!.polygon) - doubledPolygonArea(pieces[a]!.polygon));
    cutOff.push(...own.slice(1));
  }
  const stays = pieces.map((_, i) => !cutOff.includes(i));
  const keptBy = (face: number): MultiPolygon =>
    pieces.flatMap((piece, i) => (piece.face === face && stays[i] ? [piece.polygon] : []));
  const kept = Array.from({ length: faces }, (_, face) => keptBy(face));
  for (const i of cutOff) {
    const { face, polygon } = pieces[i]!;
    const lengths = sharedLengths([polygon], kept);
    lengths[face] = 0;
    if (face === 0) {
      const longest = Math.max(...lengths);
      if (longest > 0) owners[i] = lengths.indexOf(longest);
    } else if (lengths[0]! > 0) owners[i] = 0;
  }
  return owners;
}
