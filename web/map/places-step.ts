import { MercatorCoordinate } from 'maplibre-gl';
import type { MultiPolygon, Polygon } from 'geojson';
import { geometryBox } from '../state/geometry-box';

/** A way on the map in Mercator units: the whole world is 1 wide. */
export interface MercatorStep {
  x: number;
  y: number;
}

/** From the middle of one place to that of another: two maps so far apart show both in the same spot. */
export function placesStep(
  from: { geometry: Polygon | MultiPolygon } | null,
  to: { geometry: Polygon | MultiPolygon } | null,
): MercatorStep {
  if (!from || !to) return { x: 0, y: 0 };
  const [a, b] = [middleOf(from.geometry), middleOf(to.geometry)];
  return { x: b.x - a.x, y: b.y - a.y };
}

function middleOf(geometry: Polygon | MultiPolygon): MercatorStep {
  const [west, south, east, north] = geometryBox(geometry);
  const [low, high] = [MercatorCoordinate.fromLngLat([west, south]), MercatorCoordinate.fromLngLat([east, north])];
  return { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 };
}
