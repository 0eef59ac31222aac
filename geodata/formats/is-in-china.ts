/**
 * Whether the middle of a box lies in the box of mainland China, and not in Taiwan, where coordinates are not shifted.
 * Neighbours within the box are asked as well: a question too many shifts nothing.
 */
export function isInChina(bbox: readonly [number, number, number, number] | null): boolean {
  if (!bbox) return false;
  const [lng, lat] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  const isTaiwan = lng > 119.2 && lng < 122.2 && lat > 21.8 && lat < 25.5 && lng - 119.2 > (25.9 - lat) * 0.1;
  return lng > 73.4 && lng < 135.1 && lat > 18 && lat < 53.6 && !isTaiwan;
}
