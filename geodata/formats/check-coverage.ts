import type { MultiPolygon } from '../schema/coordinates';

/** How the edges of faces that should tile land without cracks fit each other. */
export interface CoverageFaults {
  /** Edges two faces run in the same direction: they overlap. */
  overlapping: number;
  /** Vertices of one face that lie on (or, by rounding, within one lattice unit of) an edge that lacks them. */
  unmatchedVertices: number;
}

/**
 * Counts where a set of faces does not fit edge by edge: unions of such faces would have cracks. An edge without its
 * counterpart is fine on the outer border; inside it shows as a vertex in the middle of an edge.
 */
export function checkCoverage(faces: readonly MultiPolygon[]): CoverageFaults {
  const edges = new Map<string, [ax: number, ay: number, bx: number, by: number]>();
  let overlapping = 0;
  for (const rings of faces.flat()) {
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        const j = i + 2 === ring.length ? 0 : i + 2;
        const key = `${ring[i]},${ring[i + 1]},${ring[j]},${ring[j + 1]}`;
        if (edges.has(key)) overlapping++;
        edges.set(key, [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]);
      }
  }
  const single = [...edges.values()].filter(([ax, ay, bx, by]) => !edges.has(`${bx},${by},${ax},${ay}`));
  // Only vertices of single edges can lie on another single edge without being matched.
  const xs = single.map(([ax, ay]) => [ax, ay] as const).sort((a, b) => a[0] - b[0]);
  let unmatchedVertices = 0;
  for (const [ax, ay, bx, by] of single) {
    const [west, east] = [Math.min(ax, bx), Math.max(ax, bx)];
    const [south, north] = [Math.min(ay, by), Math.max(ay, by)];
    const squaredLength = (bx - ax) ** 2 + (by - ay) ** 2;
    for (let at = firstFrom(xs, west - 1); at < xs.length && xs[at]![0] <= east + 1; at++) {
      const [x, y] = xs[at]!;
      if (y < south - 1 || y > north + 1) continue;
      // Relative to the edge's start, so that the products stay exact.
      const along = (x - ax) * (bx - ax) + (y - ay) * (by - ay);
      const across = (x - ax) * (by - ay) - (y - ay) * (bx - ax);
      if (along > 0 && along < squaredLength && Math.abs(across) <= Math.sqrt(squaredLength)) unmatchedVertices++;
    }
  }
  return { overlapping, unmatchedVertices };
}

function firstFrom(points: readonly (readonly [number, number])[], x: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
