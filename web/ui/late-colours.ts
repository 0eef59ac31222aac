import type { Rgb } from './coverage-colours';

/** How a point of a light looks: filled, or as a ring. */
export interface LateLook {
  colour: Rgb;
  isRing: boolean;
}

/*
 * The lights of a limit. Red is the console's red for what is overdue; green and yellow are Okabe and Ito's, a step lighter
 * or darker on each ground, and what is over is a ring in a brown-grey, so that size and shape say it without the colour.
 */
const light: Readonly<Record<string, LateLook>> = {
  green: { colour: [0, 140, 102], isRing: false },
  yellow: { colour: [233, 174, 0], isRing: false },
  red: { colour: [192, 39, 29], isRing: false },
  'closed-late': { colour: [120, 98, 88], isRing: true },
  'closed-in-time': { colour: [150, 158, 170], isRing: true },
};
const dark: Readonly<Record<string, LateLook>> = {
  green: { colour: [54, 190, 148], isRing: false },
  yellow: { colour: [245, 203, 74], isRing: false },
  red: { colour: [255, 99, 86], isRing: false },
  'closed-late': { colour: [190, 167, 155], isRing: true },
  'closed-in-time': { colour: [112, 121, 134], isRing: true },
};

/** The look of a light of `dueLights`; null for those that are never drawn. */
export const lateLook = (of: string, isDark: boolean): LateLook | null => (isDark ? dark : light)[of] ?? null;

/** Fixed sizes: least days late of each step, and the radius in pixels from there on. */
export const lateSizes: readonly { days: number; radius: number }[] = [
  { days: 0, radius: 4 },
  { days: 1, radius: 5.5 },
  { days: 7, radius: 7.5 },
  { days: 30, radius: 10 },
];

/** Radius in pixels of a point so many days late. */
export function lateRadius(daysLate: number): number {
  let radius = lateSizes[0]!.radius;
  for (const step of lateSizes) if (daysLate >= step.days) radius = step.radius;
  return radius;
}
