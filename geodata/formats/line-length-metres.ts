import type { Line } from '../schema/coordinates';
import { groundMetres } from '../geometry/ground-metres';

/** Length of a polyline along the ground, in metres. */
export function lineLengthMetres(line: Line): number {
  let metres = 0;
  for (let i = 2; i < line.length; i += 2) metres += groundMetres(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!);
  return metres;
}
