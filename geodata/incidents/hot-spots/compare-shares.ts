import { logFactorial } from '../../numerics/log-factorial';

// Outcomes this near in probability count as equally likely, as R's fisher.test has it.
const RELATIVE_TIE = 1 + 1e-7;
/** Terms below this part of the sum change no digit of it. */
const NEGLIGIBLE = 1e-17;

/**
 * Fisher's exact test of two shares, two-sided by likelihood: the probability, if both have the same share behind them, of
 * a table as unlikely as this one or more so, given its margins (Fisher 1935; as in R's `fisher.test`).
 *
 * @returns 1 where either whole is empty, or nothing or everything was counted: then there is nothing to tell apart
 */
export function compareTwoShares(parts: readonly [number, number], wholes: readonly [number, number]): number {
  const [n1, n2] = wholes;
  const counted = parts[0] + parts[1];
  const low = Math.max(0, counted - n2);
  const high = Math.min(n1, counted);
  if (low >= high) return 1;
  const fixed =
    logFactorial(n1) +
    logFactorial(n2) +
    logFactorial(counted) +
    logFactorial(n1 + n2 - counted) -
    logFactorial(n1 + n2);
  const logChance = (k: number): number =>
    fixed - logFactorial(k) - logFactorial(n1 - k) - logFactorial(counted - k) - logFactorial(n2 - counted + k);
  const observed = parts[0];
  const here = logChance(observed);
  const bar = here + Math.log(RELATIVE_TIE);
  const mode = Math.min(high, Math.max(low, Math.floor(((n1 + 1) * (counted + 1)) / (n1 + n2 + 2))));
  if (logChance(mode) <= bar) return 1;
  // Ratio of the chance of k + 1 to that of k.
  const up = (k: number): number => ((n1 - k) * (counted - k)) / ((k + 1) * (n2 - counted + k + 1));
  const sumUpwards = (from: number): number => {
    let sum = 0;
    let term = Math.exp(logChance(from) - here);
    for (let k = from; ; k++) {
      sum += term;
      if (k >= high || term < sum * NEGLIGIBLE) return sum;
      term *= up(k);
    }
  };
  const sumDownwards = (from: number): number => {
    let sum = 0;
    let term = Math.exp(logChance(from) - here);
    for (let k = from; ; k--) {
      sum += term;
      if (k <= low || term < sum * NEGLIGIBLE) return sum;
      term /= up(k - 1);
    }
  };
  let relative: number;
  if (observed > mode) {
    const other = lastTrue(low - 1, mode, (k) => logChance(k) <= bar);
    relative = sumUpwards(observed) + (other >= low ? sumDownwards(other) : 0);
  } else {
    const other = firstTrue(mode, high + 1, (k) => logChance(k) <= bar);
    relative = sumDownwards(observed) + (other <= high ? sumUpwards(other) : 0);
  }
  return Math.min(1, Math.exp(here) * relative);
}

/** The largest k in (`low`, `high`) of a run of trues that begins after `low`; `low` where there is none. */
function lastTrue(low: number, high: number, is: (k: number) => boolean): number {
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (is(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The smallest k in (`low`, `high`) of a run of trues that ends before `high`; `high` where there is none. */
function firstTrue(low: number, high: number, is: (k: number) => boolean): number {
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle;
  }
  return high;
}
