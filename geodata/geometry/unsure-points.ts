import type { MultiPolygon } from '../schema/coordinates';
import { boundingBox } from './bounding-box';
import { metresPerUnit } from './ground-metres';
import { missedBehindEdge, spreadShare } from './spread-share';

/** What lies farther, in standard deviations, takes no more than exp(−5² / 2) = 4e-6 of the places. */
const FARTHEST = 5;
/** Standard deviations of an edge integrated at once: right to 1e-6. */
const STEP = 2.5;
/** Nearer than this to the limit, and on a border, a share is measured over all edges, as it is for one point by itself. */
const DOUBTFUL = 1e-4;

/**
 * Of the places each point may really be at, the share within its face, where that is below `least`; NaN where it is not, and
 * for points in no face. Below `least` it is `spreadShare` to 1e-5.
 *
 * A point with no border within √(−2 ln(1 − least)) standard deviations has a round part of the distribution inside that
 * holds `least` of it, so only those near a border are measured, and by the edges near them.
 *
 * @param xy flat lattice coordinates
 * @param faceOf index into `faces` of each point, -1 in none
 * @param sigmas standard deviation of each point's error eastwards, and northwards, metres
 */
export function unsureShares(
  xy: ArrayLike<number>,
  faceOf: ArrayLike<number>,
  faces: readonly MultiPolygon[],
  sigmas: ArrayLike<number>,
  least: number,
): Float32Array {
  const shares = new Float32Array(faceOf.length).fill(NaN);
  const reach = Math.sqrt(-2 * Math.log(1 - least));
  pointsByFace(faceOf, faces.length).forEach((points, face) => {
    if (points.length === 0) return;
    const polygons = faces[face]!;
    const edges = new EdgeBands(polygons);
    for (const i of points) {
      const [x, y] = [xy[2 * i]!, xy[2 * i + 1]!];
      const sigma = sigmas[i]!;
      const { east, north } = metresPerUnit(y);
      const [perX, perY] = [east / sigma, north / sigma];
      if (!edges.isNear(x, y, perX, perY, reach)) continue;
      let share = 1 - edges.missed(x, y, perX, perY) / (2 * Math.PI);
      if (Number.isNaN(share) || Math.abs(share - least) < DOUBTFUL) share = spreadShare([x, y], polygons, sigma);
      if (share < least) shares[i] = Math.max(0, share);
    }
  });
  return shares;
}

/** Indices of the points of each face. */
function pointsByFace(faceOf: ArrayLike<number>, count: number): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (let i = 0; i < faceOf.length; i++) if (faceOf[i]! >= 0) sizes[faceOf[i]!]!++;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let i = 0; i < faceOf.length; i++) {
    const face = faceOf[i]!;
    if (face >= 0) lists[face]![sizes[face]!++] = i;
  }
  return lists;
}

/** The edges of one face in bands from south to north, so that only those near a point are looked at. */
class EdgeBands {
  /** Ends of each edge, `[ax, ay, bx, by …]`, lattice units. */
  readonly #ends: Float64Array;
  readonly #south: number;
  readonly #height: number;
  readonly #bands: number;
  /** The first band each edge is in. */
  readonly #first: Int32Array;
  /** Edges of band b: `#edges` from `#starts[b]` to `#starts[b + 1]`. */
  readonly #starts: Uint32Array;
  readonly #edges: Uint32Array;

  constructor(polygons: MultiPolygon) {
    const ends: number[] = [];
    for (const polygon of polygons) {
      for (const ring of polygon) {
        for (let k = 0, before = ring.length - 2; k < ring.length; before = k, k += 2) {
          ends.push(ring[before]!, ring[before + 1]!, ring[k]!, ring[k + 1]!);
        }
      }
    }
    this.#ends = Float64Array.from(ends);
    const count = ends.length / 4;
    const [, south, , north] = boundingBox(polygons);
    this.#south = south;
    this.#bands = Math.max(1, Math.min(512, count >> 1));
    this.#height = Math.max(1, (north - south) / this.#bands);
    this.#first = new Int32Array(count);
    const last = new Int32Array(count);
    this.#starts = new Uint32Array(this.#bands + 1);
    for (let edge = 0; edge < count; edge++) {
      const [ay, by] = [this.#ends[4 * edge + 1]!, this.#ends[4 * edge + 3]!];
      this.#first[edge] = this.#bandOf(Math.min(ay, by));
      last[edge] = this.#bandOf(Math.max(ay, by));
      for (let band = this.#first[edge]; band <= last[edge]!; band++) this.#starts[band + 1]!++;
    }
    for (let band = 0; band < this.#bands; band++) this.#starts[band + 1]! += this.#starts[band]!;
    this.#edges = new Uint32Array(this.#starts[this.#bands]!);
    const next = this.#starts.slice();
    for (let edge = 0; edge < count; edge++) {
      for (let band = this.#first[edge]!; band <= last[edge]!; band++) this.#edges[next[band]!++] = edge;
    }
  }

  /** Whether an edge is nearer than so many standard deviations; `perX` and `perY` are those in a lattice unit. */
  isNear(x: number, y: number, perX: number, perY: number, reach: number): boolean {
    const ends = this.#ends;
    const squared = reach * reach;
    const [from, to] = [this.#bandOf(y - reach / perY), this.#bandOf(y + reach / perY)];
    for (let k = this.#starts[from]!; k < this.#starts[to + 1]!; k++) {
      const at = 4 * this.#edges[k]!;
      const [ax, ay] = [(ends[at]! - x) * perX, (ends[at + 1]! - y) * perY];
      const [bx, by] = [(ends[at + 2]! - x) * perX, (ends[at + 3]! - y) * perY];
      if ((ax > reach && bx > reach) || (ax < -reach && bx < -reach)) continue;
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const along = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
      const [qx, qy] = [ax + along * dx, ay + along * dy];
      if (qx * qx + qy * qy < squared) return true;
    }
    return false;
  }

  /** The mass beyond the edges within `FARTHEST` standard deviations, times 2π; NaN for a point on one of them. */
  missed(x: number, y: number, perX: number, perY: number): number {
    const ends = this.#ends;
    const [from, to] = [this.#bandOf(y - FARTHEST / perY), this.#bandOf(y + FARTHEST / perY)];
    let sum = 0;
    for (let band = from; band <= to; band++) {
      for (let k = this.#starts[band]!; k < this.#starts[band + 1]!; k++) {
        const edge = this.#edges[k]!;
        // One that runs through several bands counts in the first that is looked at.
        if (Math.max(from, this.#first[edge]!) !== band) continue;
        const at = 4 * edge;
        const [west, east] = [ends[at]! - x, ends[at + 2]! - x];
        const [ax, bx] = [west * perX, east * perX];
        if ((ax > FARTHEST && bx > FARTHEST) || (ax < -FARTHEST && bx < -FARTHEST)) continue;
        const [south, north] = [ends[at + 1]! - y, ends[at + 3]! - y];
        // In whole units: scaled, a point on a slanted edge is a hair beside it, on either side.
        if (west * north === south * east) {
          if (west * east + south * north <= 0) return NaN;
          continue;
        }
        const [ay, by] = [south * perY, north * perY];
        sum += missedBehindEdge(ax, ay, bx, by, ax * by - ay * bx, FARTHEST, STEP);
      }
    }
    return sum;
  }

  #bandOf(y: number): number {
    return Math.max(0, Math.min(this.#bands - 1, Math.floor((y - this.#south) / this.#height)));
  }
}
