import type { MultiPolygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import { fail, ok } from '../schema/problems';
import type { ProblemPlace, Result } from '../schema/problems';
import { areaSquareMetres } from '../geometry/area-square-metres';
import { boundingBox, boxesMeet } from '../geometry/bounding-box';
import { FaceSides, cutFaces } from '../geometry/cut-faces';
import type { FaceCut } from '../geometry/cut-faces';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { multiPolygonToGeoJson } from '../geometry/to-geojson';
import { gridNames } from './face-label';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { regroupPieces } from './regroup-pieces';
import { sharedLengths } from './shared-lengths';
import { findUnsoundness } from './sound-face';
import { SMALLEST_PART_SQUARE_METRES } from './split-grid';

export interface AssignLandInput {
  gridId: GridId;
  /** The land that goes to the grid: cells of base units under a brush, what a lasso holds. */
  land: MultiPolygon;
  /** What is cut off from a face and smaller goes along; default 10 m². */
  smallestSquareMetres?: number;
}

/**
 * Gives land to a grid, whoever of the same community has it now, free land too. Land of other communities is left out.
 * A grid that would have nothing left is refused by name: that is a merge.
 */
export function assignLand(plan: IndexedPlan, input: AssignLandInput): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: input.gridId });
  const unsound = findUnsoundness(input.land);
  if (unsound) return fail('plan.land-malformed', {});
  const box = boundingBox(input.land);
  const others = plan
    .near(box)
    .filter((face) => face.id !== grid.id && face.communityId === grid.communityId)
    .filter((face) => boxesMeet(boundingBox(face.polygons), box))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const faces = [grid, ...others];
  const where = multiPolygonToGeoJson(input.land) as ProblemPlace;
  const tooTight = { code: 'plan.assign-too-tight' as const, where };
  const lines = input.land.flat().map((ring) => [...ring, ring[0]!, ring[1]!]);
  const cut = cutFaces(
    faces.map(({ polygons }) => polygons),
    lines,
  );
  if (!cut) return fail(tooTight.code, {}, where);
  const owners = takeLand(input.land, cut);
  const smallest = input.smallestSquareMetres ?? SMALLEST_PART_SQUARE_METRES;
  for (let face = 1; face < faces.length; face++) sweepUp(cut, owners, face, smallest);
  if (owners.every((owner, i) => owner === cut.pieces[i]!.face)) {
    return fail('plan.assign-nothing', { grid: grid.name }, where);
  }
  const done = regroupPieces(plan, faces, cut, owners, tooTight);
  if (!done.ok) return done;
  const { put, gone, notices } = done.value;
  const emptied = gone.find(({ kind }) => kind !== 'unassigned');
  if (emptied) return fail('plan.assign-empties', { grid: grid.name, other: emptied.name }, where);
  const note = { act: 'assign' as const, subject: gridNames([grid]) };
  return ok({ note, put, delete: gone.map(({ id }) => id), notices });
}

/** The face each piece belongs to once those in the land are the first one's. */
function takeLand(land: MultiPolygon, cut: FaceCut): number[] {
  // The rings after noding, closed, in the order they were given.
  let at = 0;
  const noded = land.map((polygon) => polygon.map(() => cut.lines[at++]!.slice(0, -2)));
  const sides = new FaceSides([noded]);
  return cut.pieces.map((piece) => (sides.faceAround(piece.polygon) === 0 ? 0 : piece.face));
}

/** Slivers of a face that hang on to nothing of it but lie beside what was taken are taken too. */
function sweepUp(cut: FaceCut, owners: number[], face: number, smallestSquareMetres: number): void {
  const left = cut.pieces.flatMap((piece, i) => (piece.face === face && owners[i] === face ? [i] : []));
  const taken = cut.pieces.flatMap((piece, i) => (owners[i] === 0 ? [piece.polygon] : []));
  if (left.length === 0 || taken.length === 0) return;
  const parts = dissolveFaces(left.map((i): MultiPolygon => [cut.pieces[i]!.polygon]));
  if (parts.length < 2) return;
  const sides = new FaceSides(parts.map((polygon): MultiPolygon => [polygon]));
  const small = parts.map((polygon) => areaSquareMetres([polygon]) < smallestSquareMetres);
  for (const i of left) {
    const { polygon } = cut.pieces[i]!;
    if (small[sides.faceAround(polygon)] && sharedLengths([polygon], [taken])[0]! > 0) owners[i] = 0;
  }
}
