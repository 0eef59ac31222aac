import { logGamma } from './log-gamma';

const KEPT = 4096;
let table: Float64Array | null = null;

/** ln n! of a whole number; small ones are looked up, because a test of thousands of tables asks for the same few. */
export function logFactorial(n: number): number {
  if (n >= KEPT) return logGamma(n + 1);
  table ??= Float64Array.from({ length: KEPT }, (_, k) => logGamma(k + 1));
  return n < 2 ? 0 : table[n]!;
}
