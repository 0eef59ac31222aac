import type { MultiPolygon } from '../schema/coordinates';

/**
 * Pairs of faces that share a vertex, each pair once, `[lower, higher]`, ascending. Faces of one coverage share the very
 * same vertices wherever they touch, so nothing is measured; faces that merely overlap or lie near share none.
 */
export function touchingFaces(faces: readonly MultiPolygon[]): [number, number][] {
  const around = new Map<number, Map<number, number[]>>();
  faces.forEach((polygons, face) => {
    for (const polygon of polygons) {
      for (const ring of polygon) {
        for (let k = 0; k < ring.length; k += 2) {
          let column = around.get(ring[k]!);
          if (!column) around.set(ring[k]!, (column = new Map()));
          const here = column.get(ring[k + 1]!);
          if (!here) column.set(ring[k + 1]!, [face]);
          else if (here.at(-1) !== face) here.push(face);
        }
      }
    }
  });
  const seen = new Set<number>();
  for (const column of around.values()) {
    for (const here of column.values()) {
      for (let a = 0; a + 1 < here.length; a++) {
        for (let b = a + 1; b < here.length; b++) {
          if (here[a] !== here[b]) {
            seen.add(Math.min(here[a]!, here[b]!) * faces.length + Math.max(here[a]!, here[b]!));
          }
        }
      }
    }
  }
  return Float64Array.from(seen)
    .sort()
    .reduce<[number, number][]>((pairs, key) => {
      pairs.push([Math.floor(key / faces.length), key % faces.length]);
      return pairs;
    }, []);
}
