import { fromLattice } from '../schema/coordinates';
import type { BBox, LatticeBox, Line, MultiPolygon } from '../schema/coordinates';

/** The box of a flat line or ring. */
export function lineBox(line: Line): LatticeBox {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i < line.length; i += 2) {
    const x = line[i]!;
    const y = line[i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** The box of polygons, from their outer rings; of nothing: `[Infinity, Infinity, -Infinity, -Infinity]`. */
export function boundingBox(polygons: MultiPolygon): LatticeBox {
  return mergeBoxes(polygons.map((polygon) => lineBox(polygon[0]!)));
}

/** The smallest box around all boxes. */
export function mergeBoxes(boxes: readonly LatticeBox[]): LatticeBox {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const box of boxes) {
    minX = Math.min(minX, box[0]);
    minY = Math.min(minY, box[1]);
    maxX = Math.max(maxX, box[2]);
    maxY = Math.max(maxY, box[3]);
  }
  return [minX, minY, maxX, maxY];
}

/** True where two boxes share at least a point. */
export function boxesMeet(a: LatticeBox, b: LatticeBox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** The box in degrees. */
export function boxToDegrees(box: LatticeBox): BBox {
  return [fromLattice(box[0]), fromLattice(box[1]), fromLattice(box[2]), fromLattice(box[3])];
}
