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
  /** By edge number halved: 1 where a cut runs along the edge, and the same rings run around both sides of it. */
  isCut: Uint8Array;
  faces: OverlayFace[];
  /** For each ring a place where it crosses or touches itself, -1 where it does nowhere; a vertex number. */
  selfContact: Int32Array;
}

export interface OverlayFace {
  /** Rings that run around the face and how often, above zero anticlockwise: `[ring, times, ring, times …]`, by ring. */
  windings: readonly number[];
  squareMetres: number;
  /** The edges around it, walk by walk, the outer one first. */
  walks: number[][];
}

/** Ring numbers with counts, `[ring, times, ring, times …]`, by ring: flat, because there are a hundred thousand. */
type Label = readonly number[];

/**
 * Nodes all rings together (snap rounding) and answers the faces with what runs around each. No point is located to
 * find that out: crossing an edge changes the count of the rings that run along it, so the counts follow from face to
 * face, exactly, for slivers that hold no lattice point too.
 * @param cuts lines that divide faces without being anybody's border; both ends on rings
 */
export function overlayRings(rings: readonly (readonly number[])[], cuts: readonly Cut[] = []): Overlay {
  const noded = nodeRings(rings, cuts);
  const { vertices, edges, crossings, isCut } = noded;
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
  return { vertices, edges, faceOf, isCut, faces, selfContact: crossings };
}

/** A line between two lattice points. */
type Cut = readonly [ax: number, ay: number, bx: number, by: number];

interface Noded {
  vertices: VertexTable;
  edges: DirectedEdges;
  /** By edge number halved: the rings along it, counted in the direction of the even edge. */
  changes: Label[];
  /** By edge number halved. */
  isCut: Uint8Array;
  /** Each ring as it is now, vertex numbers. */
  chains: number[][];
  crossings: Int32Array;
}

function nodeRings(rings: readonly (readonly number[])[], cuts: readonly Cut[]): Noded {
  const ends = new VertexTable();
  const segments: Segments = { ax: [], ay: [], bx: [], by: [] };
  // Pairs of vertices are numbered as points are.
  const segmentOf = new VertexTable();
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
      const [low, high] = a < b ? [a, b] : [b, a];
      if (segmentOf.intern(low, high) < segments.ax.length) return;
      segments.ax.push(ends.xs[low]!);
      segments.ay.push(ends.ys[low]!);
      segments.bx.push(ends.xs[high]!);
      segments.by.push(ends.ys[high]!);
    });
  const firstCut = segments.ax.length;
  for (const [ax, ay, bx, by] of cuts) {
    if (ax === bx && ay === by) continue;
    segments.ax.push(ax);
    segments.ay.push(ay);
    segments.bx.push(bx);
    segments.by.push(by);
  }
  const vertices = new VertexTable();
  const pieces = nodeSegments(segments).map((points) => {
    const numbers: number[] = [];
    for (let i = 0; i < points.length; i += 2) numbers.push(vertices.intern(points[i]!, points[i + 1]!));
    return numbers;
  });

  // What runs along each segment, then along each edge of it: two segments may have come to lie on one edge.
  const along: number[][] = pieces.map(() => []);
  const crossings = new Int32Array(rings.length).fill(-1);
  const lastSeen = new Int32Array(vertices.size).fill(-1);
  const chains = rings.map((ring, number) => {
    const chain: number[] = [];
    eachEdge(ring, (a, b) => {
      const segment = segmentOf.find(Math.min(a, b), Math.max(a, b));
      const piece = pieces[segment]!;
      count(along[segment]!, number, a < b ? 1 : -1);
      for (let i = 1; i < piece.length; i++) {
        const from = a < b ? piece[i - 1]! : piece[piece.length - i]!;
        if (lastSeen[from] === number) crossings[number] = from;
        lastSeen[from] = number;
        chain.push(from);
      }
    });
    return chain;
  });
  const edgeOf = new VertexTable();
  const edges: DirectedEdges = { from: [], to: [] };
  const changes: number[][] = [];
  const cutEdges = new Set<number>();
  for (const [segment, piece] of pieces.entries()) {
    for (let i = 1; i < piece.length; i++) {
      const [from, to] = [piece[i - 1]!, piece[i]!];
      const known = edgeOf.intern(Math.min(from, to), Math.max(from, to));
      if (segment >= firstCut) cutEdges.add(known);
      if (known === changes.length) {
        edges.from.push(from, to);
        edges.to.push(to, from);
        changes.push(piece.length === 2 ? along[segment]! : [...along[segment]!]);
        continue;
      }
      const change = (changes[known] = [...changes[known]!]);
      const sign = edges.from[2 * known] === from ? 1 : -1;
      for (let k = 0; k < along[segment]!.length; k += 2)
        count(change, along[segment]![k]!, sign * along[segment]![k + 1]!);
    }
  }
  return { vertices, chains, crossings, ...withoutIdle(edges, changes, cutEdges) };
}

/** Adds to the count of a ring. */
function count(counts: number[], ring: number, times: number): void {
  for (let i = 0; i < counts.length; i += 2)
    if (counts[i] === ring) {
      counts[i + 1]! += times;
      return;
    }
  counts.push(ring, times);
}

/** Edges without those where rings come back the way they went: nothing changes across them, they border nothing. */
function withoutIdle(
  edges: DirectedEdges,
  changes: readonly number[][],
  cutEdges: ReadonlySet<number>,
): { edges: DirectedEdges; changes: Label[]; isCut: Uint8Array } {
  const kept = { edges: { from: [] as number[], to: [] as number[] }, changes: [] as Label[] };
  const isCut: number[] = [];
  for (const [edge, change] of changes.entries()) {
    const left = sorted(change);
    if (left.length === 0 && !cutEdges.has(edge)) continue;
    kept.edges.from.push(edges.from[2 * edge]!, edges.from[2 * edge + 1]!);
    kept.edges.to.push(edges.to[2 * edge]!, edges.to[2 * edge + 1]!);
    kept.changes.push(left);
    isCut.push(left.length === 0 ? 1 : 0);
  }
  return { ...kept, isCut: Uint8Array.from(isCut) };
}

/** Counts by ring number, those of zero left out. */
function sorted(counts: readonly number[]): Label {
  let isSorted = true;
  for (let i = 0; i < counts.length; i += 2)
    isSorted &&= counts[i + 1] !== 0 && (i === 0 || counts[i - 2]! < counts[i]!);
  if (isSorted) return counts;
  const pairs: [number, number][] = [];
  for (let i = 0; i < counts.length; i += 2) if (counts[i + 1] !== 0) pairs.push([counts[i]!, counts[i + 1]!]);
  return pairs.sort((p, q) => p[0] - q[0]).flat();
}

/** What runs around each walk, from one walk of each connected part to its neighbours across their edges. */
function labelWalks(
  { vertices, edges, changes, chains }: Noded,
  walkOf: Int32Array,
  walks: readonly number[][],
  areas: readonly number[],
): Label[] {
  const labels = new Array<Label>(walks.length);
  const around = createWindingFinder(vertices, chains);
  for (const [start, area] of areas.entries()) {
    // The one walk of a part that has the land outside it on its left runs clockwise, or there and back along cuts alone.
    if (area > 0 || labels[start]) continue;
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
  return labels;
}

/** Two lists by ring number added, counts of zero left out. */
function changed(label: Label, change: Label, sign: 1 | -1): Label {
  const sum: number[] = [];
  let i = 0;
  let j = 0;
  while (i < label.length || j < change.length) {
    const left = i < label.length ? label[i]! : Infinity;
    const right = j < change.length ? change[j]! : Infinity;
    let times = 0;
    if (left <= right) {
      times += label[i + 1]!;
      i += 2;
    }
    if (right <= left) {
      times += sign * change[j + 1]!;
      j += 2;
    }
    if (times !== 0) sum.push(Math.min(left, right), times);
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
    const label: number[] = [];
    for (const found of index.search(px, py, px, py)) {
      const ring = kept[found]!;
      const chain = chains[ring]!;
      let times = 0;
      let a = chain.at(-1)!;
      for (const b of chain) {
        if (isRightOf(xs[a]!, ys[a]!, xs[b]!, ys[b]!, px, py)) times += ys[b]! > ys[a]! ? 1 : -1;
        a = b;
      }
      if (times !== 0) label.push(ring, times);
    }
    return sorted(label);
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
    const [west, south, east, north] = lineBox(walks[walk]!.flatMap((edge) => pointOf(vertices, edges.from[edge]!)));
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
  return one.length === other.length && one.every((value, i) => other[i] === value);
}

function pointOf({ xs, ys }: VertexTable, vertex: number): [number, number] {
  return [xs[vertex]!, ys[vertex]!];
}
