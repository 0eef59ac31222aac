import { z } from 'zod';

/**
 * Coordinates are WGS84 `[lng, lat]` in degrees at every edge (GeoJSON, API, map)
 * and integers of 1e-7 degree ("lattice units", about 1.1 cm of latitude) inside
 * geometry, topology and storage. Two grids that share a border share the same integers,
 * so equality needs no tolerance.
 */
export const LATTICE_PER_DEGREE = 1e7;

/** `[lng, lat]` in degrees, WGS84. */
export type LngLat = readonly [lng: number, lat: number];

/** `[x, y]` in lattice units (integers of 1e-7 degree). */
export type LatticePoint = readonly [x: number, y: number];

/** Open polyline, flat `[x0, y0, x1, y1, …]` in lattice units, at least two points. */
export type Line = readonly number[];

/**
 * Closed ring, flat `[x0, y0, x1, y1, …]` in lattice units, at least three points;
 * the first point is NOT repeated at the end. Outer rings run counter-clockwise, holes clockwise.
 */
export type Ring = readonly number[];

/** Outer ring first, then holes. */
export type Polygon = readonly Ring[];

/** One or more polygons whose interiors do not meet. */
export type MultiPolygon = readonly Polygon[];

/** `[minX, minY, maxX, maxY]` in lattice units. */
export type LatticeBox = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** `[west, south, east, north]` in degrees. */
export type BBox = readonly [west: number, south: number, east: number, north: number];

/** Degrees to the nearest lattice unit. */
export function toLattice(degrees: number): number {
  // `+ 0` turns -0 into 0, so that equal places have equal bytes.
  return Math.round(degrees * LATTICE_PER_DEGREE) + 0;
}

/** Lattice units to degrees; `toLattice(fromLattice(n)) === n` for every lattice integer in range. */
export function fromLattice(units: number): number {
  return units / LATTICE_PER_DEGREE;
}

/** `[lng, lat]` as it comes over the wire: finite, longitude -180…180, latitude -90…90. */
export const lngLatSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ id: 'LngLat', description: '[longitude, latitude] in degrees, WGS84' });
