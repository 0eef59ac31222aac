import { unparse } from 'papaparse';

/**
 * Rows as CSV: CRLF, with a byte order mark so that Excel reads UTF-8, and with cells that would run as
 * formulas made harmless.
 */
export function toCsv(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = unparse({ fields: [...titles], data: rows.map((row) => [...row]) }, { escapeFormulae: true });
  return `\ufeff${text}\r\n`;
}

/** Hands a text file to the person. */
export function downloadText(fileName: string, mediaType: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers still read the address after click() returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function downloadCsv(
  fileName: string,
  titles: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  downloadText(fileName, 'text/csv;charset=utf-8', toCsv(titles, rows));
}
