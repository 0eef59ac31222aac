/**
 * Households against the band a grid should keep: PuOr (ColorBrewer, readable with colour blindness and in print),
 * purple below the band, pale within, orange above. Six classes around the middle of the band.
 */
const light = ['#6a4a9c', '#a893cb', '#d9d4e8', '#f7ddb6', '#e8973a', '#b35806'] as const;
const dark = ['#8e6fc9', '#a792d6', '#7f7a96', '#94815f', '#e09a45', '#f3801f'] as const;

export const bandColours = (isDark: boolean): readonly string[] => (isDark ? dark : light);
export const unknownColour = (isDark: boolean): string => (isDark ? '#565d69' : '#b9c0ca');

/** The classes' borders: far below, below, lower half, upper half, above, far above. Each belongs to the class above it. */
export function bandBreaks([least, most]: readonly [number, number]): number[] {
  return [Math.round((least * 2) / 3), least, Math.round((least + most) / 2), most + 1, Math.round((most * 4) / 3)];
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
