import type { Geometry, Position } from 'geojson';
import type { CrsName } from '../schema/incident';
import { toWgs84 } from './coordinate-system';

/** The geometry with every position in WGS84; positions that are not on Earth stay, and are refused further on. */
export function geometryInWgs84(geometry: Geometry | null, crs: CrsName): unknown {
  if (!geometry || crs === 'WGS84' || crs === 'CGCS2000' || geometry.type === 'GeometryCollection') return geometry;
  const move = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    if (typeof value[0] !== 'number') return value.map(move);
    const [x, y] = value as Position;
    return toWgs84(x!, y!, crs) ?? value;
  };
  return { ...geometry, coordinates: move(geometry.coordinates) };
}
