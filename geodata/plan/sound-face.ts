import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { findCrossing } from '../geometry/find-crossing';
import { locatePoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';

/**
 * Where the rings of a face are not what the rest of the plan takes for granted: simple, outer rings counter-clockwise,
 * holes clockwise and inside. Null where they are; `point` is null where the fault is of a whole ring.
 */
export function findUnsoundness(polygons: MultiPolygon): { point: LatticePoint | null } | null {
  for (const polygon of polygons) {
    for (const [index, ring] of polygon.entries()) {
      const area = ring.length % 2 === 0 ? doubledRingArea(ring) : 0;
      if (index === 0 ? area <= 0 : area >= 0) return { point: null };
    }
    if (!holesAreInside(polygon)) return { point: null };
  }
  const crossing = findCrossing(polygons);
  return crossing && { point: crossing.point };
}

/** Holes in the outer ring and not in one another; edges do not cross, so one edge's middle decides. */
function holesAreInside([outer, ...holes]: MultiPolygon[number]): boolean {
  if (!outer) return false;
  const doubled = (ring: readonly number[]): number[] => ring.map((coordinate) => coordinate * 2);
  return holes.every((hole, index) => {
    const middle: LatticePoint = [hole[0]! + hole[2]!, hole[1]! + hole[3]!];
    if (locatePoint(middle, [[doubled(outer)]]) !== 'inside') return false;
    return holes.every((other, k) => k === index || locatePoint(middle, [[doubled(other)]]) === 'outside');
  });
}
