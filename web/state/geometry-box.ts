import type { Geometry, Position } from 'geojson';
import type { BBox } from '../../geodata/schema/coordinates';

/** `[west, south, east, north]` of a polygon or polygons, degrees. */
export function geometryBox(geometry: Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>): BBox {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (ring: readonly Position[]): void => {
    for (const [lng = NaN, lat = NaN] of ring) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  };
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const rings of polygons) rings.forEach(visit);
  return box;
}

/** The box that holds all of them. */
export function unionBox(boxes: readonly BBox[]): BBox {
  return boxes.reduce(([west, south, east, north], box) => [
    Math.min(west, box[0]),
    Math.min(south, box[1]),
    Math.max(east, box[2]),
    Math.max(north, box[3]),
  ]);
}
