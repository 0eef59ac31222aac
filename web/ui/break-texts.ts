/** Borders of classes with as many digits, from 1 on, as keep neighbouring ones apart. */
export function breakTexts(breaks: readonly number[], write: (value: number, digits: number) => string): string[] {
  const texts = (digits: number): string[] => breaks.map((value) => write(value, digits));
  const digits = [1, 2, 3].find((n) => new Set(texts(n)).size === breaks.length) ?? 4;
  return texts(digits);
}
