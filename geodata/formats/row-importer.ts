import type { SourceRow } from './rows/source-row';

/** Makes something of the rows of a layer, one after the other, whatever file they come from. */
export interface RowImporter<T> {
  /** The columns it needs. */
  columns: string[];
  /** Takes the next row; what is wrong with it goes to the log. */
  take(row: SourceRow): void;
  /** What all of them came to. */
  finish(): T;
}
