import { incompleteBeta } from './incomplete-beta';
import { incompleteGamma } from './incomplete-gamma';
import { logGamma } from './log-gamma';

/** P(X ≥ k) for X ~ Poisson(mean). */
export const poissonAtLeast = (k: number, mean: number): number => (k <= 0 ? 1 : incompleteGamma(k, mean).lower);

/** P(X ≤ k) for X ~ Poisson(mean). */
export const poissonAtMost = (k: number, mean: number): number => (k < 0 ? 0 : incompleteGamma(k + 1, mean).upper);

/** P(X ≥ k) for X ~ Binomial(n, share). */
export function binomialAtLeast(k: number, n: number, share: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return incompleteBeta(share, k, n - k + 1);
}

/** P(X ≤ k) for X ~ Binomial(n, share). */
export function binomialAtMost(k: number, n: number, share: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(1 - share, n - k, k + 1);
}

/** ln P(X = k) for X ~ Binomial(n, share) with 0 < share < 1. */
export const logBinomial = (k: number, n: number, share: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(share) + (n - k) * Math.log1p(-share);
