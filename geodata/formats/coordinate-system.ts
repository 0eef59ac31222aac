import gcoord from 'gcoord';
import type { CrsName } from '../schema/incident';

type Position = [number, number];

/** Degrees; a quarter of a lattice unit, so that the rounding to the lattice decides and not the iteration. */
const precision = 2.5e-8;

/**
 * A coordinate of a declared system as WGS84 degrees. CGCS2000 differs from WGS84 by centimetres and is taken as it is.
 * GCJ-02 and BD-09 have a published forward formula only; the way back is found by fixed-point iteration on it, so that
 * going there and back returns the same lattice point. Null where the coordinate is not on Earth.
 */
export function toWgs84(x: number, y: number, crs: CrsName): Position | null {
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return null;
  if (crs === 'WGS84' || crs === 'CGCS2000') return [x, y];
  const target = crs === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09;
  let [lng, lat] = [x, y];
  // The shift changes by less than 1 part in 1,000 over its own length: each round gains three digits.
  for (let round = 0; round < 20; round++) {
    const [fx, fy] = gcoord.transform([lng, lat] as Position, gcoord.WGS84, target);
    const [dx, dy] = [x - fx, y - fy];
    lng += dx;
    lat += dy;
    if (Math.abs(dx) < precision / 100 && Math.abs(dy) < precision / 100) break;
  }
  return [lng, lat];
}
