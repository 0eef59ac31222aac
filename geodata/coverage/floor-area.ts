import type { Station } from '../schema/station';

/** Smallest floor area of a station by its tier, m². */
export type FloorAreaStandards = Readonly<Record<string, number>>;
type Measured = Pick<Station, 'tier' | 'floorAreaSquareMetres'>;

/** The floor area a station should have at least, m²; null where the place asks for none of its tier. */
export function leastFloorArea({ tier }: Pick<Station, 'tier'>, standards: FloorAreaStandards): number | null {
  return standards[tier] ?? null;
}

/** Whether a station can be held against a standard: it has one, and its floor area is known. */
export function hasJudgedFloorArea(station: Measured, standards: FloorAreaStandards): boolean {
  return station.floorAreaSquareMetres !== null && leastFloorArea(station, standards) !== null;
}

/** Whether a station is known to be smaller than its tier's standard. */
export function isUndersized(station: Measured, standards: FloorAreaStandards): boolean {
  const least = leastFloorArea(station, standards);
  return least !== null && station.floorAreaSquareMetres !== null && station.floorAreaSquareMetres < least;
}
