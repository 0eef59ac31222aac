import { interpolatePuOr } from 'd3-scale-chromatic';

/** Borders of the classes of a change: incidents a day, now to then. Fixed, so that all pictures can be compared. */
export const changeBreaks = [0.5, 0.8, 1.25, 2] as const;

/** Purple for fewer, orange for more (PuOr, ColorBrewer: told apart with colour blindness), pale for about the same. */
export function changeColours(dark: boolean): string[] {
  const positions = dark ? [0.12, 0.26, 0.5, 0.72, 0.84] : [0.1, 0.3, 0.5, 0.7, 0.88];
  return positions.map((position) => (position === 0.5 ? (dark ? '#3a404a' : '#eef0f2') : interpolatePuOr(position)));
}
