import type { Line, Polygon } from '../schema/coordinates';
import { VertexTable, edgeKey } from './vertex-table';
import { assemblePolygons, simpleCycles, walkFaces } from './walk-faces';
import type { DirectedEdges } from './walk-faces';

/**
 * The bounded faces of an arrangement of noded lines (see `nodeLines`): lines may meet only in vertices they share.
 * Dead ends and bridges, which have the same face on both sides, bound nothing and are left out.
 * Duplicate segments count once. Exact; the order is canonical.
 */
export function traceFaces(lines: readonly Line[]): Polygon[] {
  const vertices = new VertexTable();
  const all = bothDirections(vertices, lines);
  const first = walkFaces(vertices, all);
  const edges: DirectedEdges = { from: [], to: [] };
  for (let edge = 0; edge < all.from.length; edge++) {
    // Edges come in pairs 2k, 2k + 1 of opposite direction.
    if (first.walkOf[edge] === first.walkOf[edge ^ 1]) continue;
    edges.from.push(all.from[edge]!);
    edges.to.push(all.to[edge]!);
  }
  const { walks } = walkFaces(vertices, edges);
  const rings: number[][] = [];
  for (const walk of walks) {
    for (const cycle of simpleCycles(walk.map((edge) => edges.from[edge]!))) {
      const ring: number[] = [];
      for (const vertex of cycle) ring.push(vertices.xs[vertex]!, vertices.ys[vertex]!);
      rings.push(ring);
    }
  }
  return assemblePolygons(rings);
}

function bothDirections(vertices: VertexTable, lines: readonly Line[]): DirectedEdges {
  const seen = new Set<number>();
  const edges: DirectedEdges = { from: [], to: [] };
  for (const line of lines) {
    let previous = -1;
    for (let i = 0; i < line.length; i += 2) {
      const vertex = vertices.intern(line[i]!, line[i + 1]!);
      if (previous !== -1 && previous !== vertex) {
        const key = previous < vertex ? edgeKey(previous, vertex) : edgeKey(vertex, previous);
        if (!seen.has(key)) {
          seen.add(key);
          edges.from.push(previous, vertex);
          edges.to.push(vertex, previous);
        }
      }
      previous = vertex;
    }
  }
  return edges;
}
