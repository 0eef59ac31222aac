/**
 * An address as it is compared: digits and letters in one width and case, no spaces, 號 as 号. Two texts that come to the
 * same are one address; empty where there is none. A house number without its 号 stays another text: nothing is guessed.
 */
export function normalAddress(address: string | null): string {
  if (address === null) return '';
  // NFKC (Unicode Standard Annex 15) brings full-width forms to their usual width.
  return address.normalize('NFKC').replace(/\s+/g, '').replaceAll('號', '号').toLowerCase();
}
