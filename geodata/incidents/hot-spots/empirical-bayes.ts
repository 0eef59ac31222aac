/** Rates shrunk towards the common one. */
export interface ShrunkRates {
  /** All counts over all people; NaN where there is nobody. */
  readonly common: number;
  /** How much of the rates' spread is real and not chance, as a variance of rates; 0 where chance explains it all. */
  readonly between: number;
  /** Per area, NaN where nobody lives. */
  readonly rates: Float64Array;
}

/**
 * Global empirical Bayes estimates of rates (Marshall 1991, "Mapping disease and mortality rates using empirical Bayes
 * estimators", method of moments): the fewer people an area has, the more of its rate is chance, the nearer it is moved
 * to the common rate.
 */
export function shrinkRates(counts: ArrayLike<number>, people: ArrayLike<number>): ShrunkRates {
  const n = counts.length;
  let cases = 0;
  let all = 0;
  let areas = 0;
  for (let i = 0; i < n; i++) {
    if (!(people[i]! > 0)) continue;
    cases += counts[i]!;
    all += people[i]!;
    areas++;
  }
  const common = cases / all;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    if (people[i]! > 0) spread += people[i]! * (counts[i]! / people[i]! - common) ** 2;
  }
  const between = areas > 0 ? Math.max(0, spread / all - common / (all / areas)) : 0;
  const rates = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const here = people[i]!;
    if (!(here > 0)) rates[i] = NaN;
    else if (between === 0) rates[i] = common;
    else rates[i] = common + (between / (between + common / here)) * (counts[i]! / here - common);
  }
  return { common, between, rates };
}
