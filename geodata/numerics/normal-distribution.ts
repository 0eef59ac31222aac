import { incompleteGamma } from './incomplete-gamma';

/** P(Z > z) of the standard normal distribution, with the relative accuracy of its tail. */
export function normalAbove(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z >= 0 ? upper / 2 : 0.5 + lower / 2;
}

/** P(|Z| > |z|). */
export const normalTwoSided = (z: number): number => incompleteGamma(0.5, (z * z) / 2).upper;

/** z with P(|Z| ≤ z) = 0.95. */
export const NORMAL_95 = 1.959963984540054;
