import type { PlaceWire } from '../../geodata/schema/place';

/**
 * The place to open when none is named: the one seen last, else the demo county, which has something in every mode,
 * else the one with the most buildings. Null where there is none.
 */
export function choosePlace(places: readonly PlaceWire[], last: string): PlaceWire | null {
  const size = ({ synthetic, counts }: PlaceWire): number => (synthetic ? Infinity : counts.baseUnits);
  const largest = places.reduce<PlaceWire | null>((best, one) => (!best || size(one) > size(best) ? one : best), null);
  return places.find(({ id }) => id === last) ?? largest;
}
