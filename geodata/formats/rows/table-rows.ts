import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { requireColumns } from '../require-columns';
import { fingerprintOf } from './fingerprint';
import { pickColumns } from './source-row';
import type { RowRequest } from './source-row';

/** Rows of cells under a row of names, as tables of any format have them. */
export class TableRows {
  #columns: string[] | null = null;

  constructor(
    private readonly file: string,
    private readonly request: RowRequest,
    private readonly log: LayerLog,
  ) {}

  /** The names of the columns; empty until the header has come. */
  get columns(): readonly string[] {
    return this.#columns ?? [];
  }

  get hasHeader(): boolean {
    return this.#columns !== null;
  }

  isWanted(column: string): boolean {
    return this.request.columns === 'all' || this.request.columns.includes(column);
  }

  /** Takes the row of names. Columns without a name cannot be asked for; a name that stands twice would be a guess. */
  header(cells: readonly string[]): Result<true> {
    const { file } = this;
    const columns = cells.map((cell) => cell.trim());
    if (columns.every((column) => column === '')) return fail('csv.no-header', { file });
    const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i);
    if (twice !== undefined) return fail('csv.column-twice', { file, column: twice });
    this.#columns = columns;
    const named = columns.filter((column) => column !== '');
    return this.request.columns === 'all' ? ok(true) : requireColumns(this.request.columns, named, file);
  }

  /** Takes a row of as many cells as there are columns; `false` where no more is wanted. */
  row(number: number, cells: readonly unknown[]): boolean | void {
    const { columns, fingerprints, take } = this.request;
    this.log.read();
    const names = this.#columns!;
    if (cells.length !== names.length)
      return this.log.refuse('csv.cell-count', number, { expected: names.length, actual: cells.length });
    const record: Record<string, unknown> = {};
    names.forEach((name, i) => {
      if (name !== '') record[name] = cells[i];
    });
    return take({
      number,
      properties: pickColumns(record, columns),
      geometry: null,
      ...(fingerprints ? { fingerprint: fingerprintOf(JSON.stringify(cells)) } : {}),
    });
  }
}
