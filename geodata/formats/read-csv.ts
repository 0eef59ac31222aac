import Papa from 'papaparse';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { decodeText } from './decode-text';
import type { LayerLog } from './import-log';

/** One row of a table: its 1-based line in the file and its cells by column, exactly as written. */
export interface TableRow {
  line: number;
  cells: ReadonlyMap<string, string>;
}

export interface Table {
  columns: readonly string[];
  rows: readonly TableRow[];
}

/**
 * Reads a CSV table whose first row names the columns. A row with a lone quote is refused with its line, and reading
 * goes on at the next line, so that one stray `"` cannot swallow the rest of the file; a row with too many or too few
 * cells is refused too. Problems: unknown or wrong encoding, no header, a column named twice.
 */
export function readCsv(
  bytes: Uint8Array,
  options: { file: string; encoding: string; delimiter?: string | undefined },
  log: LayerLog,
): Result<Table> {
  const { file } = options;
  const text = decodeText(bytes, options.encoding, file);
  if (!text.ok) return text;
  const records = readRecords(text.value, options.delimiter ?? '', log);
  const header = records.shift();
  if (!header || header.cells.every((cell) => cell.trim() === '')) return fail('csv.no-header', { file });
  const columns = header.cells.map((cell) => cell.trim());
  const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i);
  if (twice !== undefined) return fail('csv.column-twice', { file, column: twice });
  const rows: TableRow[] = [];
  for (const { line, cells } of records) {
    log.read();
    if (cells.length !== columns.length) {
      log.refuse('csv.cell-count', line, { expected: columns.length, actual: cells.length });
      continue;
    }
    rows.push({ line, cells: new Map(columns.map((column, i) => [column, cells[i]!])) });
  }
  return ok({ columns, rows });
}

interface CsvRecord {
  line: number;
  cells: string[];
}

function readRecords(text: string, delimiter: string, log: LayerLog): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let from = 0; from < text.length;) {
    const rest = from === 0 ? text : text.slice(from);
    let at = 0;
    let stopped = false;
    Papa.parse<string[]>(rest, {
      // Guessed from the first rows where the spec does not say; the same for what follows a bad row.
      delimiter: delimiter === '' ? guessDelimiter(text) : delimiter,
      step: (row, parser) => {
        if (row.errors.some((fault) => fault.type === 'Quotes')) {
          stopped = true;
          parser.abort();
          return;
        }
        const isEmpty = row.data.length === 1 && row.data[0]!.trim() === '';
        if (!isEmpty) records.push({ line, cells: row.data });
        line += countLineFeeds(rest, at, row.meta.cursor);
        at = row.meta.cursor;
      },
    });
    if (!stopped) break;
    log.read();
    log.refuse('csv.lone-quote', line);
    const next = rest.indexOf('\n', at);
    if (next < 0) break;
    from += next + 1;
    line++;
  }
  return records;
}

function guessDelimiter(text: string): string {
  const end = text.indexOf('\n');
  const header = end < 0 ? text : text.slice(0, end);
  const count = (character: string) => header.split(character).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

function countLineFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
