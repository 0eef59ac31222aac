import { poissonAtLeast, poissonAtMost } from '../numerics/count-distributions';

/** Cases per 1,000 households or residents, with what it was divided by. */
export interface Rate {
  /** `too-few`: fewer of them than the profile asks for; `unknown`: not counted at all. */
  kind: 'rate' | 'too-few' | 'unknown';
  numerator: number;
  /** Null where unknown. */
  denominator: number | null;
  /** Null unless `kind` is `rate`. */
  perThousand: number | null;
}

/** The rate of a grid; below `tooFew` one case more or less would move it from last to first, so there is none. */
export function ratePerThousand(count: number, people: number | null, tooFew: number): Rate {
  const kind = people === null ? 'unknown' : people < Math.max(1, tooFew) ? 'too-few' : 'rate';
  return {
    kind,
    numerator: count,
    denominator: people,
    perThousand: kind === 'rate' ? (count / people!) * 1000 : null,
  };
}

/** How a grid's count compares with what its people would have at the rate of all grids together. */
export interface Comparison {
  expected: number;
  /** count / expected. */
  ratio: number;
  /**
   * Probability of a count at least as far on that side by chance alone, at the common rate (exact Poisson, one-sided).
   * Null where there are too few cases to judge: fewer than `JUDGED_FROM`, both expected and counted.
   */
  chance: number | null;
}

/** One case in a hamlet is improbable and means nothing. */
export const JUDGED_FROM = 5;

/** Null where nothing is expected, so that nothing can be compared. */
export function compareWithExpected(count: number, expected: number): Comparison | null {
  if (!(expected > 0)) return null;
  const ratio = count / expected;
  if (Math.max(count, expected) < JUDGED_FROM) return { expected, ratio, chance: null };
  const chance = count >= expected ? poissonAtLeast(count, expected) : poissonAtMost(count, expected);
  return { expected, ratio, chance };
}
