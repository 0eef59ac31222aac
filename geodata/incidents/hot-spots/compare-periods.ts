import { binomialAtLeast, binomialAtMost, logBinomial } from '../../numerics/count-distributions';

// Outcomes this near in probability count as equally likely, as R's binom.test has it.
const RELATIVE_TIE = 1 + 1e-7;

/**
 * Probability of so uneven a split, or one even less likely, of the cases of two periods, if the rate is the same in both:
 * the exact conditional binomial test (Przyborowski and Wilenski 1940), two-sided by likelihood as in R's `poisson.test`.
 *
 * @param exposures what cases are in proportion to: days, or people times days
 * @returns 1 where there are no cases; NaN where a period has no exposure
 */
export function compareTwoCounts(counts: readonly [number, number], exposures: readonly [number, number]): number {
  const [a, b] = counts;
  const n = a + b;
  const share = exposures[0] / (exposures[0] + exposures[1]);
  if (!(share > 0 && share < 1)) return NaN;
  if (n === 0) return 1;
  const here = logBinomial(a, n, share);
  const bar = here + Math.log(RELATIVE_TIE);
  const mode = Math.floor((n + 1) * share);
  // Nothing is likelier: the mode, or its equal beside it.
  if (logBinomial(mode, n, share) <= bar) return 1;
  if (a > mode) {
    // The other tail: the largest k below the mode that is no likelier.
    let low = -1;
    let high = mode;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (logBinomial(middle, n, share) <= bar) low = middle;
      else high = middle;
    }
    return Math.min(1, binomialAtLeast(a, n, share) + binomialAtMost(low, n, share));
  }
  let low = mode;
  let high = n + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logBinomial(middle, n, share) <= bar) high = middle;
    else low = middle;
  }
  return Math.min(1, binomialAtMost(a, n, share) + binomialAtLeast(high, n, share));
}
