import Flatbush from 'flatbush';
import { distance } from './frame';
import type { Metres } from './frame';

/** Metres to the nearest of some points; Infinity where there are none. */
export const nearest = (points: readonly Metres[], at: Metres): number =>
  points.reduce((least, point) => Math.min(least, distance(point, at)), Infinity);

/** As `nearest`, for many questions about many points. */
export function createNearest(points: readonly Metres[]): (at: Metres) => number {
  if (points.length < 12) return (at) => nearest(points, at);
  const index = new Flatbush(points.length);
  for (const [x, y] of points) index.add(x, y);
  index.finish();
  return (at) => distance(points[index.neighbors(at[0], at[1], 1)[0]!]!, at);
}
