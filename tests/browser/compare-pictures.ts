import type { Picture } from './decode-png';

/**
 * Share (0…1) of the pixels that differ by more than `tolerance` (of 255) in a channel. Pictures of different sizes
 * differ wholly.
 */
export function shareChanged(before: Picture, after: Picture, tolerance = 8): number {
  if (before.width !== after.width || before.height !== after.height) return 1;
  const pixels = before.width * before.height;
  let changed = 0;
  for (let i = 0; i < pixels * 3; i += 3) {
    if (isFar(before.rgb, i, after.rgb, i, tolerance)) changed++;
  }
  return changed / pixels;
}

/** Share (0…1) of the pixels within `tolerance` (of 255) of `#rrggbb` in every channel. */
export function shareOfColour(picture: Picture, colour: string, tolerance = 8): number {
  const wanted = Uint8Array.from([1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  const pixels = picture.width * picture.height;
  let near = 0;
  for (let i = 0; i < pixels * 3; i += 3) if (!isFar(picture.rgb, i, wanted, 0, tolerance)) near++;
  return near / pixels;
}

/** How many different colours there are: one or two where nothing was drawn, hundreds on a map. */
export function countColours(picture: Picture): number {
  const seen = new Set<number>();
  for (let i = 0; i < picture.rgb.length; i += 3) {
    const [red = 0, green = 0, blue = 0] = picture.rgb.subarray(i, i + 3);
    seen.add((red << 16) | (green << 8) | blue);
  }
  return seen.size;
}

function isFar(a: Uint8Array, i: number, b: Uint8Array, j: number, tolerance: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    if (Math.abs((a[i + channel] ?? 0) - (b[j + channel] ?? 0)) > tolerance) return true;
  }
  return false;
}
