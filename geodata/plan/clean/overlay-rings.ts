import Flatbush from 'flatbush';
import { lineBox } from '../../geometry/bounding-box';
import { metresPerUnit } from '../../geometry/ground-metres';
import { nodeSegments } from '../../geometry/node-segments';
import type { Segments } from '../../geometry/node-segments';
import { isRightOf } from '../../geometry/point-in-polygon';
import { doubledRingArea } from '../../geometry/ring-area';
import { VertexTable } from '../../geometry/vertex-table';
import { walkFaces } from '../../geometry/walk-faces';
import type { DirectedEdges } from '../../geometry/walk-faces';

/** The faces that a set of rings cuts the plane into. Face 0 is what lies outside everything. */
export interface Overlay {
  vertices: VertexTable;
  /** Edges 2k and 2k + 1 are one edge in both directions, the face on the left of each. */
  edges: DirectedEdges;
  faceOf: Int32Array;
  faces: OverlayFace[];
  /** For each ring a place where it crosses or touches itself, -1 where it does nowhere; a vertex number. */
  selfContact: Int32Array;
}

export interface OverlayFace {
  /** Rings that run around the face, with how often: above zero anticlockwise. By ring number. */
  windings: readonly (readonly [ring: number, times: number])[];
  squareMetres: number;
  /** The edges around it, walk by walk, the outer one first. */
  walks: number[][];
}

type Label = readonly (readonly [ring: number, times: number])[];

/**
 * Nodes all rings together (snap rounding) and answers the faces with what runs around each. No point is located to
 * find that out: crossing an edge changes the count of the rings that run along it, so the counts follow from face to
 * face, exactly, for slivers that hold no lattice point too.
 */
export function overlayRings(rings: readonly (readonly number[])[]): Overlay {
  const noded = nodeRings(rings);
  const { vertices, edges, crossings } = noded;
  const { walkOf, walks } = walkFaces(vertices, edges);
  const areas = walks.map((walk) => doubledRingArea(walk.flatMap((edge) => pointOf(vertices, edges.from[edge]!))));
  const labels = labelWalks(noded, walkOf, walks, areas);

  const faces: OverlayFace[] = [{ windings: [], squareMetres: 0, walks: [] }];
  const faceOfWalk = new Int32Array(walks.length);
  for (const [walk, area] of areas.entries()) {
    if (area <= 0) continue;
    faceOfWalk[walk] = faces.length;
    faces.push({ windings: labels[walk]!, squareMetres: 0, walks: [walks[walk]!] });
  }
  placeIslands({ vertices, edges }, walks, areas, labels, (walk, outer) => {
    faceOfWalk[walk] = outer === -1 ? 0 : faceOfWalk[outer]!;
    faces[faceOfWalk[walk]!]!.walks.push(walks[walk]!);
  });
  for (const [walk, area] of areas.entries()) {
    const { east, north } = metresPerUnit(vertices.ys[edges.from[walks[walk]![0]!]!]!);
    faces[faceOfWalk[walk]!]!.squareMetres += (area / 2) * east * north;
  }
  const faceOf = walkOf.map((walk) => faceOfWalk[walk]!);
  return { vertices, edges, faceOf, faces, selfContact: crossings };
}

interface Noded {
  vertices: VertexTable;
  edges: DirectedEdges;
  /** By edge number halved: the rings along it with the direction and number of times, seen along the even edge. */
  changes: Label[];
  /** Each ring as it is now, vertex numbers. */
  chains: number[][];
  crossings: Int32Array;
}

function nodeRings(rings: readonly (readonly number[])[]): Noded {
  const ends = new VertexTable();
  const segments: Segments = { ax: [], ay: [], bx: [], by: [] };
  const segmentOf = new Map<number, number>();
  const turn = 67_108_864;
  const eachEdge = (ring: readonly number[], take: (a: number, b: number) => void): void => {
    let a = ends.intern(ring.at(-2)!, ring.at(-1)!);
    for (let i = 0; i < ring.length; i += 2) {
      const b = ends.intern(ring[i]!, ring[i + 1]!);
      if (a !== b) take(a, b);
      a = b;
    }
  };
  for (const ring of rings)
    eachEdge(ring, (a, b) => {
      const key = a < b ? a * turn + b : b * turn + a;
      if (segmentOf.has(key)) return;
      segmentOf.set(key, segments.ax.length);
      const [low, high] = a < b ? [a, b] : [b, a];
      segments.ax.push(ends.xs[low]!);
      segments.ay.push(ends.ys[low]!);
      segments.bx.push(ends.xs[high]!);
      segments.by.push(ends.ys[high]!);
    });
  const vertices = new VertexTable();
  const pieces = nodeSegments(segments).map((points) => {
    const numbers: number[] = [];
    for (let i = 0; i < points.length; i += 2) numbers.push(vertices.intern(points[i]!, points[i + 1]!));
    return numbers;
  });

  const counts = new Map<number, [ring: number, times: number][]>();
  const crossings = new Int32Array(rings.length).fill(-1);
  const lastSeen = new Int32Array(vertices.size).fill(-1);
  const chains = rings.map((ring, number) => {
    const chain: number[] = [];
    eachEdge(ring, (a, b) => {
      const piece = pieces[segmentOf.get(a < b ? a * turn + b : b * turn + a)!]!;
      const forward = a < b;
      for (let i = 1; i < piece.length; i++) {
        const from = forward ? piece[i - 1]! : piece[piece.length - i]!;
        const to = forward ? piece[i]! : piece[piece.length - 1 - i]!;
        if (lastSeen[from] === number) crossings[number] = from;
        lastSeen[from] = number;
        chain.push(from);
        const key = from < to ? from * turn + to : to * turn + from;
        const times = from < to ? 1 : -1;
        const along = counts.get(key);
        const own = along?.find(([other]) => other === number);
        if (own) own[1] += times;
        else if (along) along.push([number, times]);
        else counts.set(key, [[number, times]]);
      }
    });
    return chain;
  });

  // Where a ring comes back the way it went nothing changes across the edge: no border of anything.
  const edges: DirectedEdges = { from: [], to: [] };
  const changes: Label[] = [];
  for (const [key, along] of counts) {
    const kept = along.filter(([, times]) => times !== 0);
    if (kept.length === 0) continue;
    const low = Math.floor(key / turn);
    const high = key - low * turn;
    edges.from.push(low, high);
    edges.to.push(high, low);
    changes.push(kept.sort((p, q) => p[0] - q[0]));
  }
  return { vertices, edges, changes, chains, crossings };
}

/** What runs around each walk, from one walk of each connected part to its neighbours across their edges. */
function labelWalks(
  { vertices, edges, changes, chains }: Noded,
  walkOf: Int32Array,
  walks: readonly number[][],
  areas: readonly number[],
): Label[] {
  const labels: (Label | undefined)[] = new Array(walks.length);
  const around = createWindingFinder(vertices, chains);
  for (const [start, area] of areas.entries()) {
    // The one walk of a part that has the land outside it on its left runs clockwise.
    if (area >= 0 || labels[start]) continue;
    labels[start] = around(eastmost(vertices, edges, walks[start]!));
    const open = [start];
    for (let walk = open.pop(); walk !== undefined; walk = open.pop()) {
      for (const edge of walks[walk]!) {
        const beyond = walkOf[edge ^ 1]!;
        if (labels[beyond]) continue;
        // The left of an edge that a ring runs along once has that ring around it once more than the right.
        labels[beyond] = changed(labels[walk]!, changes[edge >> 1]!, (edge & 1) === 0 ? -1 : 1);
        open.push(beyond);
      }
    }
  }
  return labels.map((label) => label ?? []);
}

/** Two sorted lists added, counts of zero left out. */
function changed(label: Label, change: Label, sign: 1 | -1): Label {
  const sum: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < label.length || j < change.length) {
    const left = i < label.length ? label[i]![0] : Infinity;
    const right = j < change.length ? change[j]![0] : Infinity;
    const ring = Math.min(left, right);
    const times = (left === ring ? label[i++]![1] : 0) + (right === ring ? sign * change[j++]![1] : 0);
    if (times !== 0) sum.push([ring, times]);
  }
  return sum;
}

/** The vertex of a walk that lies farthest east, of those the northernmost: just beside it is outside the walk's part. */
function eastmost(vertices: VertexTable, edges: DirectedEdges, walk: readonly number[]): number {
  let best = edges.from[walk[0]!]!;
  for (const edge of walk) {
    const vertex = edges.from[edge]!;
    const east = vertices.xs[vertex]! - vertices.xs[best]!;
    if (east > 0 || (east === 0 && vertices.ys[vertex]! > vertices.ys[best]!)) best = vertex;
  }
  return best;
}

/** Tells how often each ring runs around the place just east (and, far less, north) of a vertex. Exact. */
function createWindingFinder(vertices: VertexTable, chains: readonly number[][]): (vertex: number) => Label {
  const { xs, ys } = vertices;
  const kept = chains.flatMap((chain, ring) => (chain.length > 2 ? [ring] : []));
  if (kept.length === 0) return () => [];
  const index = new Flatbush(kept.length);
  for (const ring of kept) {
    const [west, south, east, north] = lineBox(chains[ring]!.flatMap((vertex) => pointOf(vertices, vertex)));
    index.add(west, south, east, north);
  }
  index.finish();
  return (vertex) => {
    const [px, py] = [xs[vertex]!, ys[vertex]!];
    const label: [number, number][] = [];
    for (const found of index.search(px, py, px, py)) {
      const ring = kept[found]!;
      const chain = chains[ring]!;
      let times = 0;
      let a = chain.at(-1)!;
      for (const b of chain) {
        if (isRightOf(xs[a]!, ys[a]!, xs[b]!, ys[b]!, px, py)) times += ys[b]! > ys[a]! ? 1 : -1;
        a = b;
      }
      if (times !== 0) label.push([ring, times]);
    }
    return label.sort((p, q) => p[0] - q[0]);
  };
}

/** Tells for each walk around a separate part the walk of the face it lies in, -1 where it lies in none. */
function placeIslands(
  { vertices, edges }: Pick<Noded, 'vertices' | 'edges'>,
  walks: readonly number[][],
  areas: readonly number[],
  labels: readonly Label[],
  tell: (walk: number, outer: number) => void,
): void {
  const outers = areas.flatMap((area, walk) => (area > 0 ? [walk] : []));
  if (outers.length === 0) return;
  const index = new Flatbush(outers.length);
  for (const walk of outers) {
    const [west, south, east, north] = lineBox(
      walks[walk]!.flatMap((edge) => pointOf(vertices, edges.from[edge]!)),
    );
    index.add(west, south, east, north);
  }
  index.finish();
  const { xs, ys } = vertices;
  const holds = (walk: number, px: number, py: number): boolean => {
    let inside = false;
    for (const edge of walks[walk]!) {
      const [a, b] = [edges.from[edge]!, edges.to[edge]!];
      if (isRightOf(xs[a]!, ys[a]!, xs[b]!, ys[b]!, px, py)) inside = !inside;
    }
    return inside;
  };
  for (const [walk, area] of areas.entries()) {
    if (area > 0) continue;
    const vertex = eastmost(vertices, edges, walks[walk]!);
    const [px, py] = [xs[vertex]!, ys[vertex]!];
    let best = -1;
    for (const found of index.search(px, py, px, py)) {
      const outer = outers[found]!;
      if (best !== -1 && areas[outer]! >= areas[best]!) continue;
      if (isSameLabel(labels[outer]!, labels[walk]!) && holds(outer, px, py)) best = outer;
    }
    tell(walk, best);
  }
}

function isSameLabel(one: Label, other: Label): boolean {
  return one.length === other.length && one.every(([ring, times], i) => other[i]![0] === ring && other[i]![1] === times);
}

function pointOf({ xs, ys }: VertexTable, vertex: number): [number, number] {
  return [xs[vertex]!, ys[vertex]!];
}
