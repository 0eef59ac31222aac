import { LATTICE_PER_DEGREE } from '../schema/coordinates';
import type { MultiPolygon, Ring } from '../schema/coordinates';

const SEMI_MAJOR_METRES = 6378137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_SQUARED);
const RADIANS_PER_UNIT = Math.PI / 180 / LATTICE_PER_DEGREE;

/**
 * Area on the WGS84 ellipsoid in m², through the equal-area (authalic) cylindrical projection
 * (Snyder, Map Projections: A Working Manual, USGS 1395, eq. 3-12). Edges are straight between their vertices there,
 * so the areas of the parts of a split add up to the whole. For people to read; never decides topology.
 */
export function areaSquareMetres(polygons: MultiPolygon): number {
  let sum = 0;
  for (const polygon of polygons) for (const ring of polygon) sum += ringSquareMetres(ring);
  return sum;
}

function ringSquareMetres(ring: Ring): number {
  // A local origin keeps the digits of small rings.
  const originX = ring[0]!;
  const originQ = authalicQ(ring[1]!);
  let doubled = 0;
  let previousX = 0;
  let previousQ = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const x = (ring[i]! - originX) * RADIANS_PER_UNIT;
    const q = authalicQ(ring[i + 1]!) - originQ;
    doubled += previousX * q - x * previousQ;
    previousX = x;
    previousQ = q;
  }
  // y of the projection is a·q/2, and the ring sum is twice the area.
  return (doubled * SEMI_MAJOR_METRES * SEMI_MAJOR_METRES) / 4;
}

function authalicQ(latitudeUnits: number): number {
  const sine = Math.sin(latitudeUnits * RADIANS_PER_UNIT);
  const es = ECCENTRICITY * sine;
  return (1 - ECCENTRICITY_SQUARED) * (sine / (1 - ECCENTRICITY_SQUARED * sine * sine) + Math.atanh(es) / ECCENTRICITY);
}
