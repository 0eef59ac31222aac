import Papa from 'papaparse';
import { encodeText } from './encode-text';
import type { TextEncoding } from './encode-text';
import type { SheetCell } from './write-xlsx';

/**
 * Rows as CSV: CRLF, in UTF-8 with a byte order mark so that Excel reads it; cells that would run as formulas begin with an
 * apostrophe.
 */
export function writeCsvTable(rows: readonly (readonly SheetCell[])[], encoding: TextEncoding): Uint8Array {
  const cells = rows.map((row) => row.map((cell) => cell ?? ''));
  const text = `${Papa.unparse(cells, { escapeFormulae: true })}\r\n`;
  return encodeText(encoding === 'utf-8' ? `\ufeff${text}` : text, encoding);
}
