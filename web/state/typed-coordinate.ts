import type { BBox, LngLat } from '../../geodata/schema/coordinates';

/** A coordinate that was typed, and whether it had latitude first. */
export interface TypedCoordinate {
  at: LngLat;
  /** True if only the other order falls into the place; `at` is already turned round. */
  swapped: boolean;
  /** False if neither order falls into the place. */
  inside: boolean;
}

const pattern = /^\s*[[(]?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*(?:[,,、;\s])\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[\])]?\s*$/;

/** Reads `lng,lat`. Null for what is no pair of numbers, or one that is nowhere on earth in either order. */
export function readTypedCoordinate(text: string, [west, south, east, north]: BBox): TypedCoordinate | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const a = Number(match[1]);
  const b = Number(match[2]);
  const isInside = (lng: number, lat: number): boolean => lng >= west && lng <= east && lat >= south && lat <= north;
  const isOnEarth = (lng: number, lat: number): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
  if (isInside(a, b)) return { at: [a, b], swapped: false, inside: true };
  if (isInside(b, a)) return { at: [b, a], swapped: true, inside: true };
  if (isOnEarth(a, b)) return { at: [a, b], swapped: false, inside: false };
  if (isOnEarth(b, a)) return { at: [b, a], swapped: true, inside: false };
  return null;
}
