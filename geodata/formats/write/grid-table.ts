import { gridColumns } from './grid-columns';
import type { GridRecord } from './grid-record';
import type { TextEncoding } from './encode-text';
import { writeCsvTable } from './write-csv';
import { writeXlsx } from './write-xlsx';
import type { SheetCell } from './write-xlsx';

function tableOf(grids: readonly GridRecord[], language: 'zh' | 'en'): SheetCell[][] {
  const columns = gridColumns(language);
  return [columns.map(({ name }) => name), ...grids.map((grid) => columns.map(({ cell }) => cell(grid)))];
}

/** The attributes of grids as CSV. Codes of fifteen digits stay texts: Excel keeps fifteen digits, no more. */
export function writeGridCsv(grids: readonly GridRecord[], encoding: TextEncoding, language: 'zh' | 'en'): Uint8Array {
  return writeCsvTable(tableOf(grids, language), encoding);
}

/** The same as an Excel workbook of one sheet. */
export function writeGridXlsx(grids: readonly GridRecord[], title: string, language: 'zh' | 'en'): Uint8Array {
  return writeXlsx(tableOf(grids, language), title);
}
