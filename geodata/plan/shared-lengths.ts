import type { MultiPolygon } from '../schema/coordinates';
import { edgesOf } from '../geometry/cut-faces';

/** How much border one face shares with each of the others, lattice units. */
export function sharedLengths(of: MultiPolygon, others: readonly MultiPolygon[]): number[] {
  const edges = new Set<string>();
  for (const [ax, ay, bx, by] of edgesOf(of)) edges.add(`${bx},${by},${ax},${ay}`);
  return others.map((other) => {
    let length = 0;
    for (const [ax, ay, bx, by] of edgesOf(other)) {
      if (edges.has(`${ax},${ay},${bx},${by}`)) length += Math.hypot(bx - ax, by - ay);
    }
    return length;
  });
}
