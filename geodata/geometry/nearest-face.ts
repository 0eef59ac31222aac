import Flatbush from 'flatbush';
import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { borderMetres } from './border-metres';
import { boundingBox } from './bounding-box';
import { metresPerUnit } from './ground-metres';

/**
 * Tells which face's outline is nearest to a point, and how far, within a distance in metres; null where none is. Of two
 * equally near the first.
 */
export function createNearestFace(
  faces: readonly MultiPolygon[],
): (point: LatticePoint, within: number) => { face: number; metres: number } | null {
  if (faces.length === 0) return () => null;
  const index = new Flatbush(faces.length);
  for (const face of faces) index.add(...boundingBox(face));
  index.finish();
  return (point, within) => {
    const [x, y] = point;
    const { east, north } = metresPerUnit(y);
    const [dx, dy] = [within / east, within / north];
    let best: { face: number; metres: number } | null = null;
    for (const face of index.search(x - dx, y - dy, x + dx, y + dy).sort((a, b) => a - b)) {
      const metres = borderMetres(point, faces[face]!);
      if (metres <= within && (best === null || metres < best.metres)) best = { face, metres };
    }
    return best;
  };
}
