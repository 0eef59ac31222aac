import type {
  LineString,
  MultiPolygon as GeoJsonMultiPolygon,
  Point,
  Polygon as GeoJsonPolygon,
  Position,
} from 'geojson';
import { fromLattice } from '../schema/coordinates';
import type { LatticePoint, Line, MultiPolygon, Ring } from '../schema/coordinates';

/** A GeoJSON point in degrees; seven decimals, so reading it back gives the same lattice point. */
export function pointToGeoJson(point: LatticePoint): Point {
  return { type: 'Point', coordinates: [fromLattice(point[0]), fromLattice(point[1])] };
}

/** A GeoJSON line in degrees. */
export function lineToGeoJson(line: Line): LineString {
  return { type: 'LineString', coordinates: positions(line) };
}

/** A GeoJSON Polygon where there is one polygon, else a MultiPolygon; rings closed as RFC 7946 wants them. */
export function multiPolygonToGeoJson(polygons: MultiPolygon): GeoJsonPolygon | GeoJsonMultiPolygon {
  const coordinates = polygons.map((polygon) => polygon.map(closedPositions));
  const only = coordinates[0];
  return coordinates.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates };
}

function positions(line: Line): Position[] {
  const out: Position[] = [];
  for (let i = 0; i < line.length; i += 2) out.push([fromLattice(line[i]!), fromLattice(line[i + 1]!)]);
  return out;
}

function closedPositions(ring: Ring): Position[] {
  const out = positions(ring);
  out.push([fromLattice(ring[0]!), fromLattice(ring[1]!)]);
  return out;
}
