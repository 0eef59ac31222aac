import { coverageColours } from './coverage-colours';
import type { Rgb } from './coverage-colours';

/*
 * From worst to best, beside the colours of walks: what is missing is orange, what is there blue-green that gains in
 * contrast with the ground. The two halves stay apart for every kind of colour blindness and in grey print.
 */
const light: readonly Rgb[] = [
  [203, 92, 10],
  [240, 169, 92],
  [128, 190, 192],
  [36, 133, 152],
  [10, 76, 108],
];
const dark: readonly Rgb[] = [
  [245, 152, 62],
  [178, 112, 58],
  [46, 118, 140],
  [78, 178, 190],
  [164, 236, 230],
];

/** Colour of class `i` of five, 0 the worst. */
export const serviceColour = (i: number, isDark: boolean): Rgb => (isDark ? dark : light)[i]!;
/** What has no value. */
export const noValueColour = (isDark: boolean): Rgb => coverageColours(isDark).unknown;

/** A station that fails, about which nothing can be said, that passes: the tokens' red, grey and green for WebGL. */
export const outcomeColours = (isDark: boolean) =>
  isDark
    ? { fails: '#ff9a91', unknown: '#a4acb9', passes: '#74d19c' }
    : { fails: '#b3261e', unknown: '#7a818c', passes: '#16703f' };
