import { distance } from './frame';
import type { Metres } from './frame';

/** Metres to the nearest of some points; Infinity where there are none. */
export const nearest = (points: readonly Metres[], at: Metres): number =>
  points.reduce((least, point) => Math.min(least, distance(point, at)), Infinity);
