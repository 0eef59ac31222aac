import type { Feature, Point, Position } from 'geojson';
import { multiPolygonToGeoJson } from '../../../geodata/geometry/to-geojson';
import type { Grid } from '../../../geodata/schema/plan';
import { doubledPolygonArea } from '../../../geodata/geometry/ring-area';
import { visualCentre } from './visual-centre';

export interface GridFeatureProperties {
  id: string;
  kind: Grid['kind'];
}

/** A face as the map draws it. */
export function gridFeature(grid: Grid): Feature<ReturnType<typeof multiPolygonToGeoJson>, GridFeatureProperties> {
  return {
    type: 'Feature',
    id: grid.id,
    geometry: multiPolygonToGeoJson(grid.polygons),
    properties: { id: grid.id, kind: grid.kind },
  };
}

// Shapes are immutable, so where a name goes is worked out once for each.
const positions = new WeakMap<Grid['polygons'], Position>();

/** The point of a face farthest from its borders, degrees: where its name goes. */
export function labelPosition(polygons: Grid['polygons']): Position {
  const known = positions.get(polygons);
  if (known) return known;
  const largest = polygons.reduce((best, one) => (doubledPolygonArea(one) > doubledPolygonArea(best) ? one : best));
  const geometry = multiPolygonToGeoJson([largest]);
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : [];
  const [lng = 0, lat = 0] = visualCentre(rings);
  positions.set(polygons, [lng, lat]);
  return [lng, lat];
}

export interface GridLabel {
  id: string;
  name: string;
  households: string;
}

/** The name of a grid at its visual centre: short name first, households under it. */
export function gridLabelFeature(grid: Grid, name: string, households: string): Feature<Point, GridLabel> {
  return {
    type: 'Feature',
    id: grid.id,
    geometry: { type: 'Point', coordinates: labelPosition(grid.polygons) },
    properties: { id: grid.id, name, households },
  };
}
