import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { boundingBox } from '../geometry/bounding-box';
import { locatePoint } from '../geometry/point-in-polygon';

/** Share of the height at which a level line is tried: the middle first, then ever closer to the ends. */
const heights = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.1, 0.9, 0.05, 0.95];

/**
 * A point strictly inside polygons: the middle of the longest stretch of a level line through them.
 * Null for a shape so thin that no lattice point lies inside it.
 */
export function interiorPoint(polygons: MultiPolygon): LatticePoint | null {
  const [, minY, , maxY] = boundingBox(polygons);
  for (const height of heights) {
    // Half a unit off the lattice: the line meets no vertex, so crossings pair up.
    const level = Math.floor(minY + (maxY - minY) * height) + 0.5;
    const crossings: number[] = [];
    for (const polygon of polygons)
      for (const ring of polygon)
        for (let i = 0; i < ring.length; i += 2) {
          const j = i + 2 === ring.length ? 0 : i + 2;
          const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
          if (ay < level !== by < level) crossings.push(ax + ((level - ay) / (by - ay)) * (bx - ax));
        }
    crossings.sort((a, b) => a - b);
    let best = 0;
    let x = 0;
    for (let i = 1; i < crossings.length; i += 2) {
      const width = crossings[i]! - crossings[i - 1]!;
      if (width > best) {
        best = width;
        x = Math.round((crossings[i]! + crossings[i - 1]!) / 2);
      }
    }
    if (best === 0) continue;
    for (const y of [Math.floor(level), Math.ceil(level)]) {
      if (locatePoint([x, y], polygons) === 'inside') return [x, y];
    }
  }
  return null;
}
