import { unparse } from 'papaparse';

/**
 * Rows as CSV: CRLF, with a byte order mark so that Excel reads UTF-8, and with cells that would run as
 * formulas made harmless.
 */
export function toCsv(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return csvTitles(titles) + csvRows(rows);
}

/** The first line of a CSV file that is written in parts. */
export const csvTitles = (titles: readonly string[]): string => `\ufeff${csvRows([titles])}`;

/** Lines to go on with; none for no rows. */
export function csvRows(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0
    ? ''
    : `${unparse(
        rows.map((row) => [...row]),
        { escapeFormulae: true },
      )}\r\n`;
}

/** Hands a text file to the person. */
export function downloadText(fileName: string, mediaType: string, text: string): void {
  downloadParts(fileName, mediaType, [text]);
}

/** The same of a text in parts, which are never put together in memory. */
export function downloadParts(fileName: string, mediaType: string, parts: readonly string[]): void {
  downloadBlob(fileName, new Blob([...parts], { type: mediaType }));
}

/** Hands any file to the person. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
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
