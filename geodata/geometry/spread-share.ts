import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { metresPerUnit } from './ground-metres';

/** Beyond so many standard deviations nothing is left that counts: exp(−8² / 2) is 1e-14. */
const FARTHEST = 8;
/** Gauss and Legendre, 8 points on −1…1: the positive half. On a piece of one standard deviation they are right to 1e-12. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363] as const;
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763] as const;

/**
 * Of a place known with an error, the share of all places it may really be at that a shape holds: the mass within the shape
 * of the round normal distribution around the point. Exact to 1e-9 but for the curvature of the earth.
 *
 * By Green's theorem only edges count: each adds ∫ (1 − exp(−r² / 2)) dφ / 2π over the angle φ it is seen under, r being the
 * distance in standard deviations (Owen 1956: the T function).
 *
 * @param sigmaMetres standard deviation of the error eastwards, and northwards
 */
export function spreadShare([px, py]: LatticePoint, polygons: MultiPolygon, sigmaMetres: number): number {
  const { east, north } = metresPerUnit(py);
  const [perX, perY] = [east / sigmaMetres, north / sigmaMetres];
  let turned = 0;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      let ax = (ring[ring.length - 2]! - px) * perX;
      let ay = (ring[ring.length - 1]! - py) * perY;
      for (let k = 0; k < ring.length; k += 2) {
        const bx = (ring[k]! - px) * perX;
        const by = (ring[k + 1]! - py) * perY;
        turned += seenOfEdge(ax, ay, bx, by);
        [ax, ay] = [bx, by];
      }
    }
  }
  return Math.min(1, Math.max(0, turned / (2 * Math.PI)));
}

/** ∫ (1 − exp(−r² / 2)) over the angle an edge is seen under from the origin, in radians; anticlockwise is positive. */
function seenOfEdge(ax: number, ay: number, bx: number, by: number): number {
  const cross = ax * by - ay * bx;
  // Through the origin, or of no length: nothing is seen of it.
  return cross === 0 ? 0 : Math.atan2(cross, ax * bx + ay * by) - missedBehindEdge(ax, ay, bx, by, cross, FARTHEST, 1);
}

/**
 * The mass of the round normal distribution that lies behind an edge, seen from its middle, times 2π: ∫ exp(−r² / 2) over the
 * angle the edge is seen under; positive where the edge runs anticlockwise. Coordinates in standard deviations.
 * @param cross of the two ends, not 0
 * @param farthest what lies beyond so many standard deviations is left out
 * @param step standard deviations integrated at once
 */
export function missedBehindEdge(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cross: number,
  farthest: number,
  step: number,
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.sqrt(dx * dx + dy * dy);
  const distance = Math.abs(cross) / length;
  if (distance >= farthest) return 0;
  // Along the edge from the foot of the perpendicular.
  const from = Math.max((ax * dx + ay * dy) / length, -farthest);
  const to = Math.min((bx * dx + by * dy) / length, farthest);
  if (from >= to) return 0;
  let missed = Math.atan2(to, distance) - Math.atan2(from, distance);
  const pieces = Math.ceil((to - from) / step);
  const half = (to - from) / pieces / 2;
  const scale = half * distance;
  for (let piece = 0; piece < pieces; piece++) {
    const middle = from + (2 * piece + 1) * half;
    for (let n = 0; n < NODES.length; n++) {
      const along = NODES[n]! * half;
      missed -= WEIGHTS[n]! * scale * (perSquare(distance, middle - along) + perSquare(distance, middle + along));
    }
  }
  return cross > 0 ? missed : -missed;
}

/** (1 − exp(−r² / 2)) / r², which is a half at r = 0 and smooth. */
function perSquare(distance: number, along: number): number {
  const squared = distance * distance + along * along;
  return squared > 0 ? -Math.expm1(-squared / 2) / squared : 0.5;
}
