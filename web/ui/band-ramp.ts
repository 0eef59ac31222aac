/**
 * Households against the band a grid should keep. Outside the band PuOr (ColorBrewer, readable with colour blindness
 * and in print): purples below, oranges above, stronger the farther off. Within it one quiet teal, because there is
 * nothing to do.
 */
const light = ['#5e3c99', '#b2abd2', '#a9cfc6', '#fdb863', '#e66101'] as const;
const dark = ['#8a63d8', '#b0a1e6', '#4c8a7f', '#e2a65c', '#f3801f'] as const;

export const bandColours = (isDark: boolean): readonly string[] => (isDark ? dark : light);
export const unknownColour = (isDark: boolean): string => (isDark ? '#565d69' : '#b9c0ca');

/** The classes' borders: far below, below, within, above, far above. Each belongs to the class above it. */
export function bandBreaks([least, most]: readonly [number, number]): number[] {
  return [Math.round((least * 2) / 3), least, most + 1, Math.round((most * 4) / 3)];
}

/** First and last whole number of each class; null where it has no end. */
export function bandRanges(band: readonly [number, number]): (readonly [number | null, number | null])[] {
  const breaks = bandBreaks(band);
  return [null, ...breaks].map((from, i) => [from, i < breaks.length ? breaks[i]! - 1 : null]);
}

/** Index of the class of a number of households. */
export function bandClass(households: number, band: readonly [number, number]): number {
  return bandBreaks(band).filter((border) => households >= border).length;
}

export function bandColour(households: number | null, band: readonly [number, number], isDark: boolean): string {
  return households === null
    ? unknownColour(isDark)
    : (bandColours(isDark)[bandClass(households, band)] ?? unknownColour(isDark));
}
