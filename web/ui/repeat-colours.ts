/** Colours of repeated places: white numbers are read on both fills, in daylight and in the dark. */
export function repeatColours(isDark: boolean): { open: string; ended: string; edge: string } {
  // Okabe and Ito's vermilion and blue, darkened until white stands out 4.5 to 1.
  return { open: '#b34700', ended: '#00598f', edge: isDark ? '#1a1e25' : '#ffffff' };
}
