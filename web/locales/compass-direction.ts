import type { LngLat } from '../../geodata/schema/coordinates';

const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type CompassDirection = (typeof directions)[number];

/** Which of eight directions `to` lies in, seen from `from`; north for the same place. */
export function compassDirection(from: LngLat, to: LngLat): CompassDirection {
  // A degree of longitude is shorter than one of latitude.
  const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180);
  const eighths = Math.round(Math.atan2(east, to[1] - from[1]) / (Math.PI / 4));
  return directions[(eighths + 8) % 8]!;
}
