import Papa from 'papaparse';
import { gridColumns } from './grid-columns';
import type { GridCell } from './grid-columns';
import type { GridRecord } from './grid-record';
import { encodeText } from './encode-text';
import type { TextEncoding } from './encode-text';
import { writeXlsx } from './write-xlsx';

/**
 * The attributes of grids as CSV: CRLF, in UTF-8 with a byte order mark so that Excel reads it; cells that would run as
 * formulas begin with an apostrophe. Codes of fifteen digits stay texts: Excel keeps fifteen digits, no more.
 */
export function writeGridCsv(grids: readonly GridRecord[], encoding: TextEncoding, language: 'zh' | 'en'): Uint8Array {
  const columns = gridColumns(language);
  const rows = [columns.map(({ name }) => name), ...grids.map((grid) => columns.map(({ cell }) => cell(grid) ?? ''))];
  const text = `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
  return encodeText(encoding === 'utf-8' ? `\ufeff${text}` : text, encoding);
}

/** The same as an Excel workbook of one sheet. */
export function writeGridXlsx(grids: readonly GridRecord[], title: string, language: 'zh' | 'en'): Uint8Array {
  const columns = gridColumns(language);
  const rows: GridCell[][] = [
    columns.map(({ name }) => name),
    ...grids.map((grid) => columns.map(({ cell }) => cell(grid))),
  ];
  return writeXlsx(rows, title);
}
