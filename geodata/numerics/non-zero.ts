const TINY = 1e-300;

/** The value, or a tiny one where it is as good as 0: keeps Lentz's continued fractions from dividing by nothing. */
export const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
