/** One column of a `UiTable`. */
export interface TableColumn<Row> {
  key: string;
  title: string;
  /** Title in the CSV, where there is room for all of it. */
  fileTitle?: string;
  /** Long form of the title, e.g. what the denominator is. */
  hint?: string;
  /** A CSS grid track; an even share when left out. */
  width?: string;
  /** Right-aligned; first sorted downwards. */
  numeric?: boolean;
  text(row: Row): string;
  /** What the column is sorted by; null sorts last either way. */
  sortValue(row: Row): string | number | null;
  /** Rows with a smaller number come first, whichever way the column is turned. */
  first?(row: Row): number;
  /** Shown on hover instead of the text, e.g. n/d of a share. */
  tip?(row: Row): string;
  /** What stands in the CSV, where it differs from the text (plain numbers). */
  csv?(row: Row): string | number;
  /** Red: overdue or breaking a rule. */
  danger?(row: Row): boolean;
}
