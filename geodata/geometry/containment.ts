import type { MultiPolygon } from '../schema/coordinates';
import { lineBox, mergeBoxes } from './bounding-box';
import { containsPoint, isRightOf } from './point-in-polygon';

/** Below so many numbers of rings, looking at every edge is as fast as looking them up. */
const FEW_NUMBERS = 96;
const MOST_STRIPS = 1 << 14;

/**
 * `containsPoint` for one face and many points: the same answer to the last border point, by the edges of one strip of
 * latitude instead of all edges. An outline of a city has a hundred thousand of them, a strip a few dozen.
 */
export function createContainment(polygons: MultiPolygon): (x: number, y: number) => boolean {
  const rings = polygons.flat();
  const numbers = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (numbers < FEW_NUMBERS) return (x, y) => containsPoint([x, y], polygons);

  // Of all rings: a hole need not keep to its outer ring for the rule to hold.
  const [, minY, , maxY] = mergeBoxes(rings.map(lineBox));
  const strips = Math.min(MOST_STRIPS, numbers >> 2);
  // Monotone in y, so whatever lies between the ends of an edge is in one of the strips between theirs.
  const stripOf = (y: number): number => Math.min(strips - 1, Math.floor(((y - minY) / (maxY - minY)) * strips));

  // Two passes over the edges: how many each strip has, then which.
  const starts = new Uint32Array(strips + 1);
  eachEdge(rings, (_, ay, __, by) => {
    for (let strip = stripOf(Math.min(ay, by)); strip <= stripOf(Math.max(ay, by)); strip++) starts[strip + 1]! += 1;
  });
  for (let strip = 0; strip < strips; strip++) starts[strip + 1]! += starts[strip]!;
  const filled = starts.slice(0, strips);
  const edges = new Int32Array(starts[strips]! * 4);
  eachEdge(rings, (ax, ay, bx, by) => {
    for (let strip = stripOf(Math.min(ay, by)); strip <= stripOf(Math.max(ay, by)); strip++) {
      edges.set([ax, ay, bx, by], filled[strip]! * 4);
      filled[strip]! += 1;
    }
  });

  return (x, y) => {
    if (y < minY || y > maxY) return false;
    const strip = stripOf(y);
    let inside = false;
    for (let i = starts[strip]! * 4; i < starts[strip + 1]! * 4; i += 4) {
      if (isRightOf(edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!, x, y)) inside = !inside;
    }
    return inside;
  };
}

/** Level edges are left out: no ray meets them. */
function eachEdge(
  rings: readonly ArrayLike<number>[],
  take: (ax: number, ay: number, bx: number, by: number) => void,
): void {
  for (const ring of rings) {
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!;
      const by = ring[i + 1]!;
      if (ay !== by) take(ax, ay, bx, by);
      ax = bx;
      ay = by;
    }
  }
}
