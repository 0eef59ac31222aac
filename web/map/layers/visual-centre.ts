import polylabel from 'polylabel';
import type { Position } from 'geojson';

/** Degrees; about a metre. */
const finest = 1e-5;
/** A name is placed to this share of the shape's smaller side: nobody sees less, and a metre in a township takes 0.2 s. */
const share = 1 / 64;

/** Where a name has most room inside a polygon: `[lng, lat]`, and `distance` to the border in degrees. */
export function visualCentre(rings: Position[][]): [number, number] & { distance: number } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng = 0, lat = 0] of rings[0] ?? []) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const precision = Math.max(finest, Math.min(east - west, north - south) * share);
  return polylabel(rings as [number, number][][], precision);
}
