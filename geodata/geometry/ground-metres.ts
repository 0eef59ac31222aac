import { LATTICE_PER_DEGREE } from '../schema/coordinates';

// WGS84: equatorial radius in metres, first eccentricity squared.
const EQUATORIAL_RADIUS = 6378137;
const E2 = 0.00669437999014;
const RADIANS_PER_UNIT = Math.PI / 180 / LATTICE_PER_DEGREE;

/** Metres of one lattice unit eastwards and northwards on the WGS84 ellipsoid, at latitude `y` (lattice units). */
export function metresPerUnit(y: number): { east: number; north: number } {
  const latitude = y * RADIANS_PER_UNIT;
  const sin = Math.sin(latitude);
  const w = 1 - E2 * sin * sin;
  const primeVertical = EQUATORIAL_RADIUS / Math.sqrt(w);
  const meridional = (EQUATORIAL_RADIUS * (1 - E2)) / (w * Math.sqrt(w));
  return { east: primeVertical * Math.cos(latitude) * RADIANS_PER_UNIT, north: meridional * RADIANS_PER_UNIT };
}

/**
 * Metres between two lattice points along the ground, by the ellipsoid's radii at their middle latitude:
 * right to 1e-6 for anything a person walks between two street corners.
 */
export function groundMetres(ax: number, ay: number, bx: number, by: number): number {
  const { east, north } = metresPerUnit((ay + by) / 2);
  return Math.hypot((bx - ax) * east, (by - ay) * north);
}
