/** Length of the pieces texts are compared by. */
const GRAM = 3;

/** A text as it is compared: one width, one case, no spaces and no punctuation. */
export function normalText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('號', '号')
    .replace(/[\s\p{P}]+/gu, '');
}

/**
 * The different pieces of three characters of a normal text, as numbers, ascending; a shorter text is one piece, an empty
 * one has none. Three UTF-16 units fill 48 bits, so that equal numbers are equal pieces.
 */
export function textGrams(normal: string): Float64Array {
  if (normal === '') return new Float64Array();
  const grams = new Set<number>();
  const unit = (i: number): number => (i < normal.length ? normal.charCodeAt(i) : 0);
  for (let i = 0; i === 0 || i + GRAM <= normal.length; i++) {
    grams.add((unit(i) * 0x10000 + unit(i + 1)) * 0x10000 + unit(i + 2));
  }
  return Float64Array.from(grams).sort();
}

/** Share of the pieces of either that both have (Jaccard 1901), 0…1; 0 where one has none. Both ascending. */
export function gramLikeness(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) both++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return both / (a.length + b.length - both);
}
