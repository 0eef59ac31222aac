import type { MultiPolygon, Polygon, Position } from 'geojson';
import { visualCentre } from './visual-centre';

/** The polygon of a geometry that shows most: by the box of its outer ring, which is enough to place a name. */
function largestPolygon(geometry: Polygon | MultiPolygon): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  const extent = ([outer = []]: Position[][]): number => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lng = 0, lat = 0] of outer) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    return (east - west) * (north - south);
  };
  return geometry.coordinates.reduce((best, rings) => (extent(rings) > extent(best) ? rings : best));
}

// Geometries are immutable; the same shapes are labelled again in another language.
const points = new WeakMap<object, [number, number] & { distance: number }>();

/** Where a name has most room inside a shape: `[lng, lat]`, and `distance` to the border in degrees. */
export function labelPoint(geometry: Polygon | MultiPolygon): [number, number] & { distance: number } {
  const known = points.get(geometry);
  if (known) return known;
  const point = visualCentre(largestPolygon(geometry));
  points.set(geometry, point);
  return point;
}
