import type { MultiPolygon } from '../schema/coordinates';
import { VertexTable } from './vertex-table';
import { assemblePolygons, simpleCycles, walkFaces } from './walk-faces';

/**
 * The union of faces that share their borders vertex by vertex: an edge that two faces run in opposite directions
 * is inside and cancels, the rest is the boundary. Exact; no coordinate is computed.
 * Reversed rings take land away, so `dissolveFaces([area, ...grids.map(reverseRings)])` is the free land.
 */
export function dissolveFaces(faces: readonly MultiPolygon[]): MultiPolygon {
  const vertices = new VertexTable();
  const from: number[] = [];
  const to: number[] = [];
  for (const face of faces) {
    for (const polygon of face) {
      for (const ring of polygon) {
        let previous = vertices.intern(ring[ring.length - 2]!, ring[ring.length - 1]!);
        for (let i = 0; i < ring.length; i += 2) {
          const vertex = vertices.intern(ring[i]!, ring[i + 1]!);
          if (vertex !== previous) {
            from.push(previous);
            to.push(vertex);
          }
          previous = vertex;
        }
      }
    }
  }
  const boundary = cancelOpposites(from, to, vertices.size);
  const { walks } = walkFaces(vertices, boundary);
  const rings: number[][] = [];
  for (const walk of walks) {
    for (const cycle of simpleCycles(walk.map((edge) => boundary.from[edge]!))) {
      const ring: number[] = [];
      for (const vertex of cycle) ring.push(vertices.xs[vertex]!, vertices.ys[vertex]!);
      rings.push(ring);
    }
  }
  return assemblePolygons(rings);
}

/** The same rings run the other way round: outer rings become holes and holes outer rings. */
export function reverseRings(polygons: MultiPolygon): MultiPolygon {
  return polygons.map((polygon) =>
    polygon.map((ring) => {
      const reversed: number[] = [];
      for (let i = ring.length - 2; i >= 0; i -= 2) reversed.push(ring[i]!, ring[i + 1]!);
      return reversed;
    }),
  );
}

function cancelOpposites(from: number[], to: number[], vertexCount: number): { from: number[]; to: number[] } {
  // Vertex numbers stay far below 2^26, so a pair fits one exact double.
  const open = new Map<number, number[]>();
  const cancelled = new Uint8Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const opposite = open.get(to[edge]! * vertexCount + from[edge]!);
    const twin = opposite?.pop();
    if (twin === undefined) {
      const key = from[edge]! * vertexCount + to[edge]!;
      const same = open.get(key);
      if (same) same.push(edge);
      else open.set(key, [edge]);
    } else {
      cancelled[edge] = 1;
      cancelled[twin] = 1;
    }
  }
  const kept = { from: [] as number[], to: [] as number[] };
  for (let edge = 0; edge < from.length; edge++) {
    if (cancelled[edge]) continue;
    kept.from.push(from[edge]!);
    kept.to.push(to[edge]!);
  }
  return kept;
}
