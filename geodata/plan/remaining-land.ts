import type { MultiPolygon, Polygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { FaceSides } from '../geometry/cut-faces';
import type { FaceCut } from '../geometry/cut-faces';
import { dissolveFaces, reverseRings } from '../geometry/dissolve-faces';

/** What each face of free land keeps: its noded self minus the new grids. Faces used up are deleted. */
export function remainingLand(
  free: readonly Grid[],
  cut: FaceCut,
  grids: readonly MultiPolygon[],
): { put: Grid[]; delete: GridId[] } {
  const taken = grids.map(reverseRings);
  const left = dissolveFaces([...cut.pieces.map((piece): MultiPolygon => [piece.polygon]), ...taken]);
  const sides = new FaceSides(
    free.map((_, face) =>
      dissolveFaces(cut.pieces.filter((piece) => piece.face === face).map((piece): MultiPolygon => [piece.polygon])),
    ),
  );
  // Land left over is one set; each piece of it goes back to the face it belonged to (the first, where faces joined up).
  const kept = free.map((): Polygon[] => []);
  for (const polygon of left) {
    const face = sides.faceAround(polygon);
    kept[face === -1 ? 0 : face]!.push(polygon);
  }
  const put: Grid[] = [];
  const remove: GridId[] = [];
  free.forEach((grid, face) => {
    const polygons = kept[face]!;
    if (polygons.length === 0) remove.push(grid.id);
    else put.push({ ...grid, polygons, revision: grid.revision + 1 });
  });
  return { put, delete: remove };
}
