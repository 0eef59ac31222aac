import { distance, doubledArea } from './frame';
import type { Metres } from './frame';
import type { PlanarMap } from './planar-map';

/** A cut that could be made: from a point on one border of the face to a point on another. */
export interface Cut {
  from: CutEnd;
  to: CutEnd;
  interior: Metres[];
  /** Parts left and right of it, as areas in m² and the worse of their compactness (1 is a circle). */
  areas: readonly [number, number];
  compactness: number;
  /** How many ends meet a street that arrives from the other side. */
  meets: number;
}

interface CutEnd {
  /** Vertices of the border the end lies on; the same vertex twice where it ends at a vertex. */
  a: number;
  b: number;
  at: Metres;
}

/** Cosine of the smallest angle a cut may make with the border it ends on (about 38°). */
const sharpest = 0.79;

/**
 * The cut of a face along a straight line through `through`. An end near a junction on the far side
 * of the border moves there (up to `snapMetres`), so that streets go on across; a cut that would end
 * within `cornerMetres` of a corner, at a sharp angle or outside the face is null.
 */
export function findCut(
  map: PlanarMap,
  face: number,
  through: Metres,
  direction: Metres,
  snapMetres: number,
  cornerMetres: number,
  bend: number,
): Cut | null {
  const vertices = map.faces[face]!;
  const ring = map.ring(face);
  const n = ring.length;
  const side = ring.map(([x, y]) => (x - through[0]) * direction[1] - (y - through[1]) * direction[0]);
  const hits: { t: number; edge: number; at: Metres }[] = [];
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    if (side[i]! >= 0 === side[j]! >= 0) continue;
    const share = side[i]! / (side[i]! - side[j]!);
    const at: Metres = [
      ring[i]![0] + share * (ring[j]![0] - ring[i]![0]),
      ring[i]![1] + share * (ring[j]![1] - ring[i]![1]),
    ];
    hits.push({ t: (at[0] - through[0]) * direction[0] + (at[1] - through[1]) * direction[1], edge: i, at });
  }
  if (hits.length < 2) return null;
  hits.sort((p, q) => p.t - q.t);
  let best = 0;
  for (let k = 0; k + 1 < hits.length; k += 2) {
    if (hits[k + 1]!.t - hits[k]!.t > hits[best + 1]!.t - hits[best]!.t) best = k;
  }
  const ends: CutEnd[] = [];
  let meets = 0;
  for (const hit of [hits[best]!, hits[best + 1]!]) {
    const end = settleEnd(map, vertices, ring, hit.edge, hit.at, snapMetres, cornerMetres);
    if (!end) return null;
    if (end.a === end.b && map.degree(end.a) > 2) meets++;
    ends.push(end);
  }
  const [from, to] = [ends[0]!, ends[1]!];
  const interior = bentPath(from.at, to.at, bend);
  const path = [from.at, ...interior, to.at];
  if (!staysInside(vertices, ring, from, to, path)) return null;
  const parts = cutRing(vertices, ring, from, to, path);
  const areas = parts.map((part) => doubledArea(part) / 2);
  if (areas[0]! <= 0 || areas[1]! <= 0) return null;
  return {
    from,
    to,
    interior,
    areas: [areas[0]!, areas[1]!],
    compactness: Math.min(compactness(parts[0]!), compactness(parts[1]!)),
    meets,
  };
}

/** Makes the cut in the map; returns the new face, on the left of it. */
export function applyCut(map: PlanarMap, face: number, cut: Cut, line: number): number {
  const start = map.splitEdgeOrVertex(cut.from.a, cut.from.b, cut.from.at);
  const end = map.splitEdgeOrVertex(cut.to.a, cut.to.b, cut.to.at);
  return map.splitFace(face, start, end, cut.interior, line);
}

function settleEnd(
  map: PlanarMap,
  vertices: readonly number[],
  ring: readonly Metres[],
  edge: number,
  at: Metres,
  snapMetres: number,
  cornerMetres: number,
): CutEnd | null {
  const n = ring.length;
  let chosen = -1;
  let chosenDistance = Infinity;
  // Look along the border both ways for a junction to meet or a corner to keep away from.
  for (let step = -3; step <= 4; step++) {
    const i = (edge + step + n * 4) % n;
    const away = distance(ring[i]!, at);
    if (isCorner(ring, i)) {
      if (away < cornerMetres) return null;
      continue;
    }
    const reach = map.degree(vertices[i]!) > 2 ? snapMetres : 3;
    if (away <= reach && away < chosenDistance) {
      chosen = i;
      chosenDistance = away;
    }
  }
  if (chosen >= 0) return { a: vertices[chosen]!, b: vertices[chosen]!, at: ring[chosen]! };
  return { a: vertices[edge]!, b: vertices[(edge + 1) % n]!, at };
}

/** True where the ring turns by more than about 35°. */
export function isCorner(ring: readonly Metres[], i: number): boolean {
  const n = ring.length;
  const [px, py] = ring[i]!;
  const [ax, ay] = ring[(i + n - 1) % n]!;
  const [bx, by] = ring[(i + 1) % n]!;
  const dot = (px - ax) * (bx - px) + (py - ay) * (by - py);
  return dot < 0.82 * distance(ring[i]!, [ax, ay]) * distance(ring[i]!, [bx, by]);
}

function bentPath(from: Metres, to: Metres, bend: number): Metres[] {
  if (bend === 0) return [];
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  return [0.3, 0.68].map((t, k): Metres => {
    const off = k === 0 ? bend : -bend * 0.6;
    return [from[0] + t * dx - dy * off, from[1] + t * dy + dx * off];
  });
}

function staysInside(
  vertices: readonly number[],
  ring: readonly Metres[],
  from: CutEnd,
  to: CutEnd,
  path: readonly Metres[],
): boolean {
  const n = ring.length;
  for (const [end, next] of [
    [from, path[1]!],
    [to, path[path.length - 2]!],
  ] as const) {
    const length = distance(end.at, next);
    for (let i = 0; i < n; i++) {
      const j = (i + 1) % n;
      const touches =
        end.a === end.b
          ? vertices[i] === end.a || vertices[j] === end.a
          : vertices[i] === end.a && vertices[j] === end.b;
      if (!touches) continue;
      const cosine =
        ((next[0] - end.at[0]) * (ring[j]![0] - ring[i]![0]) + (next[1] - end.at[1]) * (ring[j]![1] - ring[i]![1])) /
        (length * distance(ring[i]!, ring[j]!));
      if (Math.abs(cosine) > sharpest) return false;
    }
  }
  for (let k = 1; k < path.length; k++) {
    for (let i = 0; i < n; i++) {
      const j = (i + 1) % n;
      const atFrom =
        k === 1 &&
        (vertices[i] === from.a || vertices[j] === from.a || vertices[i] === from.b || vertices[j] === from.b);
      const atTo =
        k === path.length - 1 &&
        (vertices[i] === to.a || vertices[j] === to.a || vertices[i] === to.b || vertices[j] === to.b);
      if (!atFrom && !atTo && segmentsCross(path[k - 1]!, path[k]!, ring[i]!, ring[j]!)) return false;
    }
  }
  return true;
}

function segmentsCross(a: Metres, b: Metres, c: Metres, d: Metres): boolean {
  const turn = (p: Metres, q: Metres, r: Metres): number =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;
}

/** The two parts, left of the path first. */
function cutRing(
  vertices: readonly number[],
  ring: readonly Metres[],
  from: CutEnd,
  to: CutEnd,
  path: readonly Metres[],
): [Metres[], Metres[]] {
  const n = ring.length;
  const between = (start: CutEnd, end: CutEnd): Metres[] => {
    const out: Metres[] = [start.at];
    let i = vertices.indexOf(start.b);
    if (start.a === start.b) i = (i + 1) % n;
    for (let guard = 0; guard <= n && vertices[i] !== end.a; guard++, i = (i + 1) % n) out.push(ring[i]!);
    if (end.a !== end.b) out.push(ring[i]!);
    out.push(end.at);
    return out;
  };
  const inner = path.slice(1, -1);
  return [
    [...between(to, from), ...inner],
    [...between(from, to), ...[...inner].reverse()],
  ];
}

function compactness(ring: readonly Metres[]): number {
  let around = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) around += distance(ring[j]!, ring[i]!);
  return (6.283185307 * doubledArea(ring)) / (around * around);
}
