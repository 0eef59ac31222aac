import { describe, expect, it } from 'vitest';
import {
  binomialAtLeast,
  binomialAtMost,
  poissonAtLeast,
  poissonAtMost,
} from '../../../../geodata/numerics/count-distributions';
import { logGamma } from '../../../../geodata/numerics/log-gamma';
import { normalTwoSided, NORMAL_95 } from '../../../../geodata/numerics/normal-distribution';

const relative = (value: number, truth: number): number => Math.abs(value / truth - 1);

describe('distributions', () => {
  it('know the factorials and the gamma function at a half', () => {
    let factorial = 1;
    for (let n = 1; n < 100; n++) {
      expect(relative(Math.exp(logGamma(n)), factorial)).toBeLessThan(1e-11);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(0)).toBeNaN();
  });

  it('agree with sums of their terms, in both tails', () => {
    for (const mean of [0.3, 2, 17.5, 240]) {
      let term = Math.exp(-mean);
      let below = 0;
      for (let k = 0; k < 2 * mean + 20; k++) {
        if (below < 0.9) expect(relative(poissonAtMost(k, mean), below + term)).toBeLessThan(1e-10);
        expect(poissonAtLeast(k, mean) + poissonAtMost(k - 1, mean)).toBeCloseTo(1, 12);
        below += term;
        term *= mean / (k + 1);
      }
    }
    for (const [n, p] of [
      [12, 0.3],
      [65, 0.5],
      [400, 0.01],
    ] as const) {
      let term = (1 - p) ** n;
      let below = 0;
      for (let k = 0; k <= n; k++) {
        if (below < 0.9) expect(relative(binomialAtMost(k, n, p), below + term)).toBeLessThan(1e-9);
        expect(binomialAtLeast(k + 1, n, p) + binomialAtMost(k, n, p)).toBeCloseTo(1, 11);
        below += term;
        term *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
    }
  });

  it('keep far tails of the normal curve', () => {
    // Abramowitz & Stegun, table 26.2.
    expect(relative(normalTwoSided(5) / 2, 2.8665157187919391e-7)).toBeLessThan(1e-11);
    expect(relative(normalTwoSided(-10) / 2, 7.6198530241605261e-24)).toBeLessThan(1e-11);
    expect(normalTwoSided(0)).toBe(1);
    expect(normalTwoSided(NORMAL_95)).toBeCloseTo(0.05, 13);
  });
});
