import { interpolateYlGnBu } from 'd3-scale-chromatic';

/** Red, green, blue 0…255 and opacity 0…1. */
export type Rgba = readonly [number, number, number, number];

/**
 * Colour of a density at `position` 0…1 on its ramp: YlGnBu (ColorBrewer, readable with colour blindness and in
 * print). Much is dark on a light map and bright on a dark one; little is nearly transparent, so that the land
 * shows where nothing is.
 */
export function densityColour(position: number, dark: boolean): Rgba {
  const t = Math.min(1, Math.max(0, position));
  const [r, g, b] = parseRgb(interpolateYlGnBu(dark ? 0.92 - 0.86 * t : 0.1 + 0.88 * t));
  return [r, g, b, 0.88 * (1 - Math.exp(-5 * t))];
}

/** One colour a class, from little to much, on the same ramp. */
export function classColours(classes: number, dark: boolean): string[] {
  return Array.from({ length: classes }, (_, i) => {
    const t = classes === 1 ? 0.5 : i / (classes - 1);
    return interpolateYlGnBu(dark ? 0.9 - 0.82 * t : 0.1 + 0.82 * t);
  });
}

/** Colour of a share 0…1 of the most there is; nothing at all is quieter than the least. */
export function matrixColour(share: number, dark: boolean): string {
  if (!(share > 0)) return zeroColour(dark);
  return interpolateYlGnBu(dark ? 0.9 - 0.82 * share : 0.1 + 0.82 * share);
}

/** How strongly a choropleth covers the map. */
export const choroplethOpacity = 0.74;
/** Grids with a rate of nothing at all: quieter than the least of the ramp. */
export const zeroColour = (dark: boolean): string => (dark ? '#262b33' : '#f4f5f7');
/** Grids that have no rate. */
export const noRateColour = (dark: boolean): string => (dark ? '#4a505b' : '#c3c8d0');

/** A CSS gradient of the density ramp, left to right. */
export function densityGradient(dark: boolean): string {
  const stops = Array.from({ length: 21 }, (_, i) => {
    const [r, g, b, a] = densityColour(i / 20, dark);
    return `rgb(${r} ${g} ${b} / ${a.toFixed(3)}) ${i * 5}%`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

function parseRgb(text: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return [r, g, b];
}
