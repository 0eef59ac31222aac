import { distance } from './frame';
import type { Metres } from './frame';
import { isStreetClass } from './planar-map';
import type { LineClass, PlanarMap } from './planar-map';

/** Where a path from a parcel meets the street: a border of the face and the point on it. */
export interface StreetAccess {
  a: number;
  b: number;
  at: Metres;
  class: LineClass;
  metres: number;
}

/**
 * The first border of the face in a direction from a point inside it; null where that border is no
 * street, is farther than `reach` metres or is met too near its end or too flatly.
 */
export function findStreetAccess(
  map: PlanarMap,
  face: number,
  from: Metres,
  direction: Metres,
  reach: number,
): StreetAccess | null {
  const vertices = map.faces[face]!;
  let best: StreetAccess | null = null;
  let flat = false;
  for (let i = 0; i < vertices.length; i++) {
    const a = vertices[i]!;
    const b = vertices[(i + 1) % vertices.length]!;
    const p = map.point(a);
    const q = map.point(b);
    const dx = q[0] - p[0];
    const dy = q[1] - p[1];
    const det = direction[0] * dy - direction[1] * dx;
    if (Math.abs(det) < 1e-9) continue;
    const t = ((p[0] - from[0]) * dy - (p[1] - from[1]) * dx) / det;
    const s = ((p[0] - from[0]) * direction[1] - (p[1] - from[1]) * direction[0]) / det;
    if (t <= 0.5 || s < 0 || s > 1 || (best && best.metres <= t)) continue;
    best = { a, b, at: [p[0] + s * dx, p[1] + s * dy], class: map.edgeClass(a, b), metres: t };
    flat = Math.abs(det) < 0.6 * distance(p, q);
  }
  if (!best || flat || best.metres > reach || !isStreetClass(best.class)) return null;
  // A path that comes out beside a junction or bend goes to it.
  for (const end of [best.a, best.b]) {
    const away = distance(map.point(end), best.at);
    if (away < 2) return { ...best, a: end, b: end, at: map.point(end) };
    if (away < 9 && map.degree(end) > 2) return null;
  }
  return best;
}
