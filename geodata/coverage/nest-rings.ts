import type { MultiPolygon, Ring } from '../schema/coordinates';
import { lineBox } from '../geometry/bounding-box';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';

/**
 * Outer rings (counter-clockwise) with the holes that lie in them, the largest first; specks of less than `leastArea`
 * (square lattice units) are dropped. Rings do not cross.
 */
export function nestRings(rings: readonly Ring[], leastArea: number): MultiPolygon {
  const sized = rings.map((ring) => ({ ring, area: doubledRingArea(ring) / 2 }));
  const outers = sized
    .filter(({ area }) => area >= leastArea)
    .sort((p, q) => p.area - q.area)
    .map((outer) => ({ ...outer, box: lineBox(outer.ring) }));
  const polygons: Ring[][] = outers.map(({ ring }) => [ring]);
  for (const { ring, area } of sized) {
    if (area > -leastArea) continue;
    const [x, y] = [ring[0]!, ring[1]!];
    // The smallest outer ring around it: of nested ones that is the one it is cut from.
    const owner = outers.findIndex(
      (outer) =>
        outer.area >= -area &&
        x >= outer.box[0] &&
        y >= outer.box[1] &&
        x <= outer.box[2] &&
        y <= outer.box[3] &&
        containsPoint([x, y], [[outer.ring]]),
    );
    if (owner !== -1) polygons[owner]!.push(ring);
  }
  return polygons.reverse();
}
