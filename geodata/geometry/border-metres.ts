import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { metresPerUnit } from './ground-metres';

/**
 * Metres from a point to the nearest point of a shape's outline, holes included; by the ellipsoid's radii at the point,
 * right to a millimetre within a few kilometres. Infinity for a shape without edges.
 */
export function borderMetres([px, py]: LatticePoint, polygons: MultiPolygon): number {
  const { east, north } = metresPerUnit(py);
  let nearest = Infinity;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      let ax = (ring[ring.length - 2]! - px) * east;
      let ay = (ring[ring.length - 1]! - py) * north;
      for (let k = 0; k < ring.length; k += 2) {
        const bx = (ring[k]! - px) * east;
        const by = (ring[k + 1]! - py) * north;
        const [dx, dy] = [bx - ax, by - ay];
        const squared = dx * dx + dy * dy;
        const along = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
        const [qx, qy] = [ax + along * dx, ay + along * dy];
        nearest = Math.min(nearest, qx * qx + qy * qy);
        [ax, ay] = [bx, by];
      }
    }
  }
  return Math.sqrt(nearest);
}
