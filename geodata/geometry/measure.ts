import { toLattice } from '../schema/coordinates';
import type { LngLat, Ring } from '../schema/coordinates';
import { areaSquareMetres } from './area-square-metres';
import { groundMetres } from './ground-metres';

const flat = (points: readonly LngLat[]): number[] => points.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]);

/** Metres along the ground from point to point. */
export function pathMetres(points: readonly LngLat[]): number {
  const xy = flat(points);
  let metres = 0;
  for (let i = 2; i < xy.length; i += 2) metres += groundMetres(xy[i - 2]!, xy[i - 1]!, xy[i]!, xy[i + 1]!);
  return metres;
}

/** Square metres within the outline through the points, in whichever direction they were set; 0 for fewer than three. */
export function outlineSquareMetres(points: readonly LngLat[]): number {
  if (points.length < 3) return 0;
  const ring: Ring = flat([...points, points[0]!]);
  return Math.abs(areaSquareMetres([[ring]]));
}
