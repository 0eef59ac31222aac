import { WorkbookWriter } from './workbook-writer';

/** A value of a sheet; null leaves the cell out. */
export type SheetCell = string | number | null;

/** Rows as an Excel workbook (ECMA-376) of one sheet: texts as texts, so nothing can run, numbers as numbers. */
export function writeXlsx(rows: readonly (readonly SheetCell[])[], title: string): Uint8Array {
  const book = new WorkbookWriter();
  book.sheet({ name: title });
  for (const row of rows) book.row(row);
  return book.finish();
}
