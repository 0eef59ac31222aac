/**
 * A short code for a value of a source: lower-case letters and digits with hyphens, at most 40 characters. Empty where
 * the value has none.
 */
export function typeCode(value: string): string {
  return value
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
