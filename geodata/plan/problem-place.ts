import { fromLattice } from '../schema/coordinates';
import type { LatticePoint, LngLat } from '../schema/coordinates';
import type { ProblemPlace } from '../schema/problems';

/** Where a problem is, for the map: a point of the lattice. */
export function pointPlace([x, y]: LatticePoint): ProblemPlace {
  return { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] };
}

/** Where a problem is, for the map: a line as drawn. */
export function linePlace(line: readonly LngLat[]): ProblemPlace {
  return { type: 'LineString', coordinates: line.map(([lng, lat]): [number, number] => [lng, lat]) };
}
