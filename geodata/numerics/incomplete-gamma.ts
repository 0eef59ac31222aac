import { logGamma } from './log-gamma';
import { nonZero } from './non-zero';

const EPSILON = 1e-16;

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P for a > 0, x ≥ 0, each computed where it is small,
 * so that a tail of 1e-200 comes out as such (series and Lentz's continued fraction, Abramowitz & Stegun 6.5.29, 6.5.31).
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0) || !(x >= 0)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; Math.abs(term) > Math.abs(sum) * EPSILON; n++) sum += term *= x / n;
    const lower = Math.min(1, front * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / nonZero(0);
  let d = 1 / b;
  let h = d;
  for (let i = 1, change = 0; Math.abs(change - 1) > EPSILON && i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    change = d * c;
    h *= change;
  }
  const upper = Math.min(1, front * h);
  return { lower: 1 - upper, upper };
}
