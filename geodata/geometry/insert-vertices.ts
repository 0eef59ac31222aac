import type { MultiPolygon, Ring } from '../schema/coordinates';
import { VertexTable, edgeKey } from './vertex-table';

/** A border segment that has gained vertices: its points from one old end to the other, flat, at least three. */
export interface BorderInsertion {
  points: readonly number[];
}

/**
 * The polygons with the new vertices on every edge that runs along one of the segments, in either direction.
 * Rings keep their start; polygons that have no such edge come back as the same object.
 */
export function insertVertices(polygons: MultiPolygon, insertions: readonly BorderInsertion[]): MultiPolygon {
  if (insertions.length === 0) return polygons;
  const ends = new VertexTable();
  const forward = new Map<number, readonly number[]>();
  for (const { points } of insertions) {
    const a = ends.intern(points[0]!, points[1]!);
    const b = ends.intern(points[points.length - 2]!, points[points.length - 1]!);
    forward.set(edgeKey(a, b), points);
  }
  let changed = false;
  const answer = polygons.map((polygon) =>
    polygon.map((ring) => {
      const renoded = renodeRing(ring, ends, forward);
      changed ||= renoded !== ring;
      return renoded;
    }),
  );
  return changed ? answer : polygons;
}

function renodeRing(ring: Ring, ends: VertexTable, forward: ReadonlyMap<number, readonly number[]>): Ring {
  let renoded: number[] | null = null;
  for (let i = 0; i < ring.length; i += 2) {
    const j = i + 2 === ring.length ? 0 : i + 2;
    renoded?.push(ring[i]!, ring[i + 1]!);
    const a = ends.find(ring[i]!, ring[i + 1]!);
    const b = a === -1 ? -1 : ends.find(ring[j]!, ring[j + 1]!);
    if (b === -1) continue;
    const along = forward.get(edgeKey(a, b));
    const against = along ? undefined : forward.get(edgeKey(b, a));
    if (!along && !against) continue;
    renoded ??= [...ring.slice(0, i + 2)];
    if (along) for (let k = 2; k < along.length - 2; k++) renoded.push(along[k]!);
    if (against) for (let k = against.length - 4; k >= 2; k -= 2) renoded.push(against[k]!, against[k + 1]!);
  }
  return renoded ?? ring;
}
