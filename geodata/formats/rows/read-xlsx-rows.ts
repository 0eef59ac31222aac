import { fail, ok } from '../../schema/problems';
import type { Problem, Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { MergedCells } from './merged-cells';
import { readWholeBytes } from './read-whole-bytes';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';
import { TableRows } from './table-rows';
import { TextStream } from './text-stream';
import { cellAddress, cellValue } from './xlsx-cell';
import { readWorkbook, readXml } from './xlsx-workbook';
import type { Workbook } from './xlsx-workbook';
import { isZip, ZipArchive } from './zip-archive';

export interface XlsxSource {
  file: string;
  sheet?: string | undefined;
  headerRow?: number | undefined;
}

/** Columns Excel has at most. */
const columnLimit = 16_384;

type Cell = string | number | null;

/**
 * Reads a sheet of an .xlsx workbook row by row. Of formulas the value counts that was saved with them; one without is
 * empty and reported, and so is an error such as #N/A. Problems: an old .xls, no workbook, no such sheet.
 */
export async function readXlsxRows(
  source: XlsxSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  const bytes = await readWholeBytes(files, file);
  if (!bytes.ok) return bytes;
  if (isOldOffice(bytes.value)) return fail('xlsx.old-xls', { file });
  if (!isZip(bytes.value)) return fail('xlsx.not-workbook', { file });
  const zip = ZipArchive.open(bytes.value, file);
  if (!zip.ok) return zip;
  const book = readWorkbook(zip.value, file);
  if (!book.ok) return book;
  const parts = [...book.value.sheets.keys()];
  const name = source.sheet ?? (parts.length === 1 ? parts[0] : undefined);
  const part = name === undefined ? undefined : book.value.sheets.get(name);
  if (part === undefined) return fail('xlsx.which-sheet', { file, sheet: source.sheet ?? '', sheets: parts });
  const merged = findMerged(zip.value, part, file);
  if (!merged.ok) return merged;
  const reader = new SheetReader(source, book.value, merged.value, request, log);
  const read = readXml(zip.value, part, file, reader);
  if (!read.ok) return read;
  const finished = reader.finish();
  return finished.ok ? ok({ columns: finished.value, crs: null, encoding: null, parts }) : finished;
}

/** The signature of OLE2 files: .xls, and workbooks with a password. */
function isOldOffice(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
}

function findMerged(zip: ZipArchive, part: string, file: string): Result<MergedCells> {
  const merged = new MergedCells();
  const text = new TextStream({ file, encoding: 'utf-8' });
  const done = zip.unpack(part, (piece) => {
    const read = text.push(piece);
    if (!read.ok) return false;
    merged.watch(read.value);
    return true;
  });
  return done.ok ? ok(merged) : done;
}

class SheetReader {
  readonly #table: TableRows;
  #problem: Problem | null = null;
  #stopped = false;
  #row = -1;
  #cells: Cell[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #collects = false;
  #hasFormula = false;
  #hasValue = false;
  /** Cells of the row under way that something is wrong with, told once the row is known to count. */
  #faults: { column: number; error: string | null }[] = [];
  #filled = 0;

  constructor(
    private readonly source: XlsxSource,
    private readonly book: Workbook,
    private readonly merged: MergedCells,
    request: RowRequest,
    private readonly log: LayerLog,
  ) {
    this.#table = new TableRows(source.file, request, log);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']) - 1;
      this.#cells = [];
      this.#faults = [];
      this.#column = -1;
    } else if (name === 'c') {
      const address = cellAddress(attributes['r'] ?? '');
      this.#column = Math.min(columnLimit, address ? address.column : this.#column + 1);
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#text = '';
      this.#hasFormula = false;
      this.#hasValue = false;
    } else if (name === 'f') this.#hasFormula = true;
    else if (name === 'v' || name === 't') {
      this.#collects = true;
      this.#hasValue = true;
    }
  }

  text(text: string): void {
    if (this.#collects) this.#text += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#collects = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  isDone(): boolean {
    return this.#stopped;
  }

  finish(): Result<string[]> {
    if (this.#problem) return { ok: false, problem: this.#problem };
    if (!this.#table.hasHeader) return fail('csv.no-header', { file: this.source.file });
    if (this.#filled > 0) this.log.remark('xlsx.merged-filled', null, { count: this.#filled });
    return ok(this.#table.columns.filter((column) => column !== ''));
  }

  #endCell(): void {
    const value = cellValue({ type: this.#type, style: this.#style, text: this.#text }, this.book);
    while (this.#cells.length < this.#column) this.#cells.push(null);
    const isMissing = this.#hasFormula && (!this.#hasValue || (this.#text === '' && this.#type !== 'str'));
    if (isMissing) this.#faults.push({ column: this.#column, error: null });
    else if (typeof value === 'object' && value !== null)
      this.#faults.push({ column: this.#column, error: value.error });
    this.#cells[this.#column] = typeof value === 'object' ? null : value;
  }

  #endRow(): void {
    if (this.#stopped) return;
    const { filled, numbers } = this.merged.fill(this.#row, this.#cells);
    const number = this.#row + 1;
    if (number < (this.source.headerRow ?? 1)) return;
    const cells = this.#cells;
    if (!this.#table.hasHeader) {
      if (cells.every((cell) => cell === null)) return;
      const header = this.#table.header(cells.map((cell) => String(cell ?? '')));
      if (header.ok) return;
      this.#problem = header.problem;
      this.#stopped = true;
      return;
    }
    const { columns } = this.#table;
    const row = columns.map((_, i) => cells[i] ?? null);
    for (const { column, error } of this.#faults) {
      const name = columns[column] ?? '';
      if (name === '' || !this.#table.isWanted(name)) continue;
      if (error === null) this.log.repair('xlsx.formula-without-value', number, { column: name });
      else this.log.repair('xlsx.error-cell', number, { column: name, value: error });
    }
    if (row.every((cell) => cell === null) && this.#faults.length === 0) return;
    this.#filled += filled;
    if (numbers > 0) this.log.remark('xlsx.merged-number', number);
    if (this.#table.row(number, row) === false) this.#stopped = true;
  }
}
