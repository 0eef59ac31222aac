import { incompleteGamma } from './incomplete-gamma';

/** P(|Z| > |z|). */
export const normalTwoSided = (z: number): number => incompleteGamma(0.5, (z * z) / 2).upper;

/** z with P(|Z| ≤ z) = 0.95. */
export const NORMAL_95 = 1.959963984540054;
