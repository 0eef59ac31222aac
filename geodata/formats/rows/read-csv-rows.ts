import { fail, ok } from '../../schema/problems';
import type { Problem, Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { CsvRecords } from './csv-records';
import { openBytes, readingProblem } from './open-bytes';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';
import { TableRows } from './table-rows';
import { TextStream } from './text-stream';

export interface CsvSource {
  file: string;
  encoding: string;
  oddLineEncoding?: string | undefined;
  /** Guessed from the header where it is not said. */
  delimiter?: string | undefined;
  /** The line with the names of the columns; what stands above it is passed over. Default: the first that is not empty. */
  headerRow?: number | undefined;
}

/**
 * Reads a CSV table, plain or gzipped, piece by piece. A row with a lone quote is refused with its line and reading
 * goes on at the next; a row with too many or too few cells is refused too. Problems: unknown or wrong encoding, no
 * header, a column named twice or missing.
 */
export async function readCsvRows(
  source: CsvSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file, headerRow = 1 } = source;
  const bytes = await openBytes(files, file);
  if (!bytes.ok) return bytes;
  const text = new TextStream(source, log);
  const records = new CsvRecords(source.delimiter);
  const table = new TableRows(file, request, log);
  let problem: Problem | null = null;
  const push = (piece: string, last: boolean): boolean =>
    records.push(piece, last, ({ line, cells, fault }) => {
      if (line < headerRow) return;
      if (fault && table.hasHeader) {
        log.read();
        return log.refuse('csv.lone-quote', line);
      }
      if (table.hasHeader) return table.row(line, cells);
      const header = table.header(cells);
      if (!header.ok) problem = header.problem;
      records.expectedCells = cells.length;
      return header.ok;
    });
  const done = (): Result<SourceFacts> =>
    problem
      ? { ok: false, problem }
      : ok({
          columns: table.columns.filter((column) => column !== ''),
          crs: null,
          encoding: text.encoding,
          delimiter: records.delimiter,
        });
  try {
    for await (const chunk of bytes.value) {
      const piece = text.push(chunk);
      if (!piece.ok) return piece;
      if (!push(piece.value, false)) return done();
    }
  } catch (error) {
    return readingProblem(error, file);
  }
  const rest = text.push(new Uint8Array(0), true);
  if (!rest.ok) return rest;
  if (push(rest.value, true) && !table.hasHeader) return fail('csv.no-header', { file });
  return done();
}
