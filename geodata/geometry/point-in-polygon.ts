import type { LatticePoint, MultiPolygon, Ring } from '../schema/coordinates';
import { isOnSegment, orient } from './orient';

export type PointLocation = 'inside' | 'outside' | 'boundary';

/** Where a point lies; exact. */
export function locatePoint(point: LatticePoint, polygons: MultiPolygon): PointLocation {
  const [px, py] = point;
  for (const polygon of polygons) {
    for (const ring of polygon) if (isOnRing(px, py, ring)) return 'boundary';
  }
  return containsPoint(point, polygons) ? 'inside' : 'outside';
}

/**
 * Half-open containment: the point is read as if moved right by an infinitesimal and up by a far smaller one,
 * so a point on a shared edge or vertex belongs to exactly one face of a coverage. Exact.
 */
export function containsPoint(point: LatticePoint, polygons: MultiPolygon): boolean {
  let inside = false;
  for (const polygon of polygons) {
    for (const ring of polygon) if (crossesOddly(point[0], point[1], ring)) inside = !inside;
  }
  return inside;
}

/** True where the ray from the point to the right meets the ring an odd number of times. */
function crossesOddly(px: number, py: number, ring: Ring): boolean {
  let odd = false;
  let ax = ring[ring.length - 2]!;
  let ay = ring[ring.length - 1]!;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]!;
    const by = ring[i + 1]!;
    if (isRightOf(ax, ay, bx, by, px, py)) odd = !odd;
    ax = bx;
    ay = by;
  }
  return odd;
}

/** True where the ray from the point to the right meets the edge a–b, whose lower end counts and whose upper does not. */
export function isRightOf(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  if (ay > py === by > py) return false;
  if (ax > px && bx > px) return true;
  if (ax <= px && bx <= px) return false;
  // Left of an upward edge or right of a downward one: the edge is strictly right of the point.
  const side = orient(ax, ay, bx, by, px, py);
  return by > ay ? side > 0 : side < 0;
}

function isOnRing(px: number, py: number, ring: Ring): boolean {
  let ax = ring[ring.length - 2]!;
  let ay = ring[ring.length - 1]!;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]!;
    const by = ring[i + 1]!;
    if (isOnSegment(px, py, ax, ay, bx, by)) return true;
    ax = bx;
    ay = by;
  }
  return false;
}
