import type { RateBasis } from '../../geodata/schema/incident-summary';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { boundingBox } from '../../geodata/geometry/bounding-box';

/** Who is in each of some shapes; null where no base unit in it has a count. */
export interface PeopleInShapes {
  households: (number | null)[];
  residents: (number | null)[];
}

/** Households and residents of the base units in each shape. */
export function countPeople(units: BaseUnitColumns, shapes: readonly MultiPolygon[]): PeopleInShapes {
  const households: (number | null)[] = shapes.map(() => null);
  const residents: (number | null)[] = shapes.map(() => null);
  assignPoints(units.xy, shapes).forEach((shape, unit) => {
    if (shape < 0) return;
    const [homes, people] = [units.households[unit]!, units.residents[unit]!];
    if (homes >= 0) households[shape] = (households[shape] ?? 0) + homes;
    if (people >= 0) residents[shape] = (residents[shape] ?? 0) + people;
  });
  return { households, residents };
}

/** Residents only where no household is counted anywhere. */
export const basisOf = ({ households, residents }: BaseUnitColumns): RateBasis =>
  !households.some((count) => count >= 0) && residents.some((count) => count >= 0) ? 'residents' : 'households';

/** Share of base units whose counts are assumed, 0…1. */
export const assumedShare = ({ assumed }: BaseUnitColumns): number =>
  assumed.length > 0 ? assumed.reduce<number>((total, flag) => total + flag, 0) / assumed.length : 0;

/** Lattice middles of the boxes of shapes, `[x0, y0, x1, y1 …]`. */
export function middlesOf(shapes: readonly MultiPolygon[]): Int32Array {
  return Int32Array.from(
    shapes.flatMap((shape) => {
      const [west, south, east, north] = boundingBox(shape);
      return [Math.round((west + east) / 2), Math.round((south + north) / 2)];
    }),
  );
}
