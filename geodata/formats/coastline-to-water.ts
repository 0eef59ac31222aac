import type { LatticeBox, MultiPolygon, Ring } from '../schema/coordinates';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';
import type { OsmExtract, OsmWay } from './osm-extract';

type Point = [x: number, y: number];

/**
 * The sea inside a box, from coastlines: OSM draws them with the land on the left and the water on the right.
 * Coast that leaves the box is closed along the box's edge, clockwise, so that the water stays on the right.
 * `loose` counts stretches that end inside the box and so bound nothing.
 */
export function coastlineToWater(
  coast: readonly OsmWay[],
  osm: OsmExtract,
  box: LatticeBox,
): { polygons: MultiPolygon; loose: number } {
  const closed: Point[][] = [];
  const open: { points: Point[]; from: number; to: number }[] = [];
  let loose = 0;
  for (const chain of joinChains(coast, osm)) {
    const isRing = samePoint(chain[0]!, chain[chain.length - 1]!);
    const pieces = clipChain(chain, box, isRing);
    if (isRing && pieces.length === 1 && samePoint(pieces[0]![0]!, pieces[0]![pieces[0]!.length - 1]!)) {
      closed.push(pieces[0]!.slice(0, -1));
      continue;
    }
    for (const points of pieces) {
      const from = alongEdge(points[0]!, box);
      const to = alongEdge(points[points.length - 1]!, box);
      if (from === null || to === null) loose++;
      else open.push({ points, from, to });
    }
  }
  const water: Ring[] = closeAlongEdge(open, box);
  // A ring of coast run clockwise has water inside; counter-clockwise it is an island.
  const islands: Ring[] = [];
  for (const points of closed) (doubledRingArea(points.flat()) > 0 ? islands : water).push(points.flat());
  if (water.length === 0 && islands.length > 0)
    water.push([box[0], box[1], box[0], box[3], box[2], box[3], box[2], box[1]]);
  const polygons = water.map((ring) => [reversed(ring)]);
  for (const island of islands) {
    const home = polygons.find((polygon) => containsPoint([island[0]!, island[1]!], [[polygon[0]!]]));
    home?.push(reversed(island));
  }
  return { polygons, loose };
}

const samePoint = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

function reversed(ring: Ring): number[] {
  const out: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i]!, ring[i + 1]!);
  return out;
}

/** Ways joined head to tail, never turned round: their direction says where the water is. */
function joinChains(coast: readonly OsmWay[], osm: OsmExtract): Point[][] {
  const rest = coast.map((way) => way.refs.filter((ref) => osm.nodeIndex.has(ref))).filter((refs) => refs.length > 1);
  const chains: number[][] = [];
  while (rest.length > 0) {
    let chain = rest.pop()!;
    for (;;) {
      if (chain[0] === chain[chain.length - 1]) break;
      const next = rest.findIndex((refs) => refs[0] === chain[chain.length - 1]);
      if (next >= 0) {
        chain = [...chain, ...rest.splice(next, 1)[0]!.slice(1)];
        continue;
      }
      const before = rest.findIndex((refs) => refs[refs.length - 1] === chain[0]);
      if (before < 0) break;
      chain = [...rest.splice(before, 1)[0]!.slice(0, -1), ...chain];
    }
    chains.push(chain);
  }
  return chains.map((chain) =>
    chain.map((ref): Point => {
      const at = osm.nodeIndex.get(ref)!;
      return [osm.xs[at]!, osm.ys[at]!];
    }),
  );
}

/** The stretches of a chain inside the box, cut where they cross its edge. */
function clipChain(chain: readonly Point[], box: LatticeBox, isRing: boolean): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (let i = 1; i < chain.length; i++) {
    const cut = clipSegment(chain[i - 1]!, chain[i]!, box);
    if (!cut) {
      if (piece.length > 1) pieces.push(piece);
      piece = [];
      continue;
    }
    if (piece.length === 0 || !samePoint(piece[piece.length - 1]!, cut[0])) {
      if (piece.length > 1) pieces.push(piece);
      piece = [cut[0]];
    }
    piece.push(cut[1]);
    if (!samePoint(cut[1], chain[i]!)) {
      pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length > 1) pieces.push(piece);
  // A ring that starts inside the box was cut at its first point, which is no end of the coast.
  if (isRing && pieces.length > 1) {
    const [first, last] = [pieces[0]!, pieces[pieces.length - 1]!];
    if (samePoint(last[last.length - 1]!, first[0]!)) {
      pieces[0] = [...last, ...first.slice(1)];
      pieces.pop();
    }
  }
  return pieces;
}

/** Liang–Barsky, with the ends rounded to the lattice. */
function clipSegment(a: Point, b: Point, box: LatticeBox): [Point, Point] | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let enter = 0;
  let leave = 1;
  const sides = [
    [-dx, a[0] - box[0]],
    [dx, box[2] - a[0]],
    [-dy, a[1] - box[1]],
    [dy, box[3] - a[1]],
  ] as const;
  for (const [p, q] of sides) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) enter = Math.max(enter, q / p);
    else leave = Math.min(leave, q / p);
  }
  if (enter >= leave) return null;
  const at = (t: number): Point => {
    if (t === 0) return a;
    if (t === 1) return b;
    return [Math.round(a[0] + t * dx), Math.round(a[1] + t * dy)];
  };
  return [at(enter), at(leave)];
}

/** How far along the box's edge a point lies, clockwise from the south-west corner, 0…4; null off the edge. */
function alongEdge(point: Point, box: LatticeBox): number | null {
  const [x, y] = point;
  const [west, south, east, north] = box;
  if (x === west) return (y - south) / (north - south);
  if (y === north) return 1 + (x - west) / (east - west);
  if (x === east) return 2 + (north - y) / (north - south);
  if (y === south) return 3 + (east - x) / (east - west);
  return null;
}

/** Joins open stretches through the box's edge: from where one leaves, clockwise to where the next comes in. */
function closeAlongEdge(open: readonly { points: Point[]; from: number; to: number }[], box: LatticeBox): Ring[] {
  const corners: Point[] = [
    [box[0], box[1]],
    [box[0], box[3]],
    [box[2], box[3]],
    [box[2], box[1]],
  ];
  const rings: Ring[] = [];
  const left = new Set(open);
  for (const start of open) {
    if (!left.delete(start)) continue;
    const points: Point[] = [...start.points];
    let at = start;
    for (;;) {
      let next = start;
      let distance = (start.from - at.to + 4) % 4;
      for (const candidate of left) {
        const ahead = (candidate.from - at.to + 4) % 4;
        if (ahead < distance) [next, distance] = [candidate, ahead];
      }
      for (let corner = Math.floor(at.to) + 1; corner < at.to + distance; corner++) points.push(corners[corner % 4]!);
      if (next === start) break;
      left.delete(next);
      points.push(...next.points);
      at = next;
    }
    const ring = points.filter((point, i) => i === 0 || !samePoint(point, points[i - 1]!));
    if (ring.length > 2) rings.push(ring.flat());
  }
  return rings;
}
