import Flatbush from 'flatbush';
import type { Polygon, Ring } from '../schema/coordinates';
import { lineBox } from './bounding-box';
import { orient } from './orient';
import { locatePoint } from './point-in-polygon';
import { doubledRingArea } from './ring-area';
import type { VertexTable } from './vertex-table';

/** Directed edges between numbered vertices, the land on their left. Parallel arrays. */
export interface DirectedEdges {
  from: number[];
  to: number[];
}

/**
 * Closed walks that keep the land on their left: each edge is followed by the first edge clockwise from the way it
 * came. Answers the walk of each edge and the edges of each walk in order. Every vertex must have as many edges
 * in as out.
 */
export function walkFaces(vertices: VertexTable, edges: DirectedEdges): { walkOf: Int32Array; walks: number[][] } {
  const next = nextEdges(vertices, edges);
  const walkOf = new Int32Array(edges.from.length).fill(-1);
  const walks: number[][] = [];
  for (let start = 0; start < walkOf.length; start++) {
    if (walkOf[start] !== -1) continue;
    const walk: number[] = [];
    for (let edge = start; walkOf[edge] === -1; edge = next[edge]!) {
      walkOf[edge] = walks.length;
      walk.push(edge);
    }
    walks.push(walk);
  }
  return { walkOf, walks };
}

function nextEdges(vertices: VertexTable, edges: DirectedEdges): Int32Array {
  const { xs, ys } = vertices;
  const { from, to } = edges;
  const outgoing: (number[] | undefined)[] = new Array(vertices.size);
  for (let edge = 0; edge < from.length; edge++) (outgoing[from[edge]!] ??= []).push(edge);

  const next = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const at = to[edge]!;
    const candidates = outgoing[at] ?? [];
    let best = candidates[0] ?? edge;
    const back = from[edge]!;
    for (let i = 1; i < candidates.length; i++) {
      const candidate = candidates[i]!;
      if (isFirstClockwise(xs, ys, at, back, to[candidate]!, to[best]!)) best = candidate;
    }
    next[edge] = best;
  }
  return next;
}

/** True where, turning clockwise at `at` from the direction of `back`, `a` comes before `b`. */
function isFirstClockwise(xs: number[], ys: number[], at: number, back: number, a: number, b: number): boolean {
  const turnA = clockwiseHalf(xs, ys, at, back, a);
  const turnB = clockwiseHalf(xs, ys, at, back, b);
  if (turnA !== turnB) return turnA < turnB;
  return orient(xs[at]!, ys[at]!, xs[a]!, ys[a]!, xs[b]!, ys[b]!) < 0;
}

/** 0 within the first half turn clockwise from `back`, 1 opposite or beyond, 2 straight back. */
function clockwiseHalf(xs: number[], ys: number[], at: number, back: number, target: number): 0 | 1 | 2 {
  const side = orient(xs[at]!, ys[at]!, xs[back]!, ys[back]!, xs[target]!, ys[target]!);
  if (side < 0) return 0;
  if (side > 0) return 1;
  const along =
    Math.sign(xs[target]! - xs[at]!) * Math.sign(xs[back]! - xs[at]!) +
    Math.sign(ys[target]! - ys[at]!) * Math.sign(ys[back]! - ys[at]!);
  return along > 0 ? 2 : 1;
}

/** Cuts a walk where it visits a vertex twice, so that every ring is simple. Vertex numbers. */
export function simpleCycles(walk: readonly number[]): number[][] {
  const cycles: number[][] = [];
  const stack: number[] = [];
  const place = new Map<number, number>();
  for (const vertex of walk) {
    const seen = place.get(vertex);
    if (seen !== undefined) {
      const cycle = stack.splice(seen);
      for (const removed of cycle) place.delete(removed);
      if (cycle.length > 2) cycles.push(cycle);
    }
    place.set(vertex, stack.length);
    stack.push(vertex);
  }
  if (stack.length > 2) cycles.push(stack);
  return cycles;
}

/**
 * Polygons from simple rings: counter-clockwise rings become outer rings, each clockwise ring the hole of the
 * smallest outer ring around it; clockwise rings with nothing around them are dropped (the outside of everything).
 * Rings may touch in vertices but share no edge in the same direction. The order is canonical: equal land gives
 * equal bytes.
 */
export function assemblePolygons(rings: readonly Ring[]): Polygon[] {
  const outers: { ring: Ring; area: number; holes: Ring[] }[] = [];
  const holes: Ring[] = [];
  for (const ring of rings) {
    const area = doubledRingArea(ring);
    const canonical = startAtLowest(ring);
    if (area > 0) outers.push({ ring: canonical, area, holes: [] });
    else if (area < 0) holes.push(canonical);
  }
  if (holes.length > 0 && outers.length > 0) {
    const index = new Flatbush(outers.length);
    for (const outer of outers) {
      const [minX, minY, maxX, maxY] = lineBox(outer.ring);
      index.add(minX, minY, maxX, maxY);
    }
    index.finish();
    for (const hole of holes) {
      // The middle of an edge in doubled coordinates: never on another ring, because rings share no edge.
      const x = hole[0]! + hole[2]!;
      const y = hole[1]! + hole[3]!;
      let smallest: (typeof outers)[number] | undefined;
      for (const candidate of index.search(x / 2, y / 2, x / 2, y / 2)) {
        const outer = outers[candidate]!;
        if (smallest && outer.area >= smallest.area) continue;
        if (locatePoint([x, y], [[outer.ring.map((c) => c * 2)]]) === 'inside') smallest = outer;
      }
      smallest?.holes.push(hole);
    }
  }
  return outers
    .map((outer): Polygon => [outer.ring, ...outer.holes.sort(compareRings)])
    .sort((a, b) => compareRings(a[0]!, b[0]!));
}

/** The ring begun at its leftmost, then lowest vertex. */
function startAtLowest(ring: Ring): Ring {
  let start = 0;
  for (let i = 2; i < ring.length; i += 2) {
    if (ring[i]! < ring[start]! || (ring[i] === ring[start] && ring[i + 1]! < ring[start + 1]!)) start = i;
  }
  return start === 0 ? ring : [...ring.slice(start), ...ring.slice(0, start)];
}

function compareRings(a: Ring, b: Ring): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
