import type { InspectedColumn } from '../schema/import-inspection';
import { cellText } from './cell-text';
import { guessTimePattern } from './guess-time-pattern';
import { parseLocalTime } from './parse-local-time';

/** Different values that are counted one by one. */
const distinctLimit = 500;
const sampleCount = 6;
/** Values a column's type is told from. */
const typeSampleCount = 60;
/** Rows whose times are read to find the last one. */
const timeRowLimit = 50_000;

/** Takes note of what stands in the columns of a table, row by row. */
export class ColumnInspector {
  readonly #columns = new Map<string, ColumnNotes>();
  #rows = 0;

  take(properties: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(properties)) {
      let column = this.#columns.get(name);
      if (!column) this.#columns.set(name, (column = new ColumnNotes()));
      column.take(cellText(value));
    }
    this.#rows++;
  }

  /** The columns in the order they first came, or as `order` has them. */
  columns(order: readonly string[] = [...this.#columns.keys()]): InspectedColumn[] {
    return order.map((name) => (this.#columns.get(name) ?? new ColumnNotes()).tell(name, this.#rows));
  }
}

class ColumnNotes {
  #seen = 0;
  #filled = 0;
  readonly #counts = new Map<string, number>();
  readonly #first: string[] = [];
  #numeric = true;
  #min = Infinity;
  #max = -Infinity;
  #pattern: string | null | undefined = undefined;
  #latest = -Infinity;

  take(text: string): void {
    this.#seen++;
    if (text === '') return;
    this.#filled++;
    if (this.#first.length < typeSampleCount) this.#first.push(text);
    const count = this.#counts.get(text);
    if (count !== undefined) this.#counts.set(text, count + 1);
    else if (this.#counts.size < distinctLimit) this.#counts.set(text, 1);
    const value = Number(text);
    if (Number.isFinite(value)) {
      if (value < this.#min) this.#min = value;
      if (value > this.#max) this.#max = value;
    } else if (this.#first.length <= typeSampleCount) this.#numeric = false;
    this.#readTime(text);
  }

  #readTime(text: string): void {
    if (this.#seen > timeRowLimit) return;
    if (this.#pattern === undefined && this.#first.length === typeSampleCount) this.#learnPattern();
    if (!this.#pattern) return;
    const at = parseLocalTime(text, this.#pattern, 'UTC')?.at;
    if (at !== undefined && at > this.#latest) this.#latest = at;
  }

  #learnPattern(): void {
    this.#pattern = this.#numeric ? null : (guessTimePattern(this.#first)?.pattern ?? null);
    for (const text of this.#first) this.#readTime(text);
  }

  tell(name: string, rows: number): InspectedColumn {
    if (this.#pattern === undefined) this.#learnPattern();
    const guess = guessTimePattern(this.#first);
    const isNumber = this.#first.length > 0 && this.#numeric;
    // A row of digits is a time only where its header says so: 20250301.
    const isDigitTime = isNumber && /时|日期|date|time/i.test(name) && (guess?.share ?? 0) > 0.9;
    const isTime = isDigitTime || (!isNumber && (guess?.share ?? 0) >= 0.8);
    const type = this.#first.length === 0 ? 'empty' : isTime ? 'time' : isNumber ? 'number' : 'text';
    const all = this.#counts.size < distinctLimit;
    return {
      name,
      type,
      samples: [...new Set(this.#first)].slice(0, sampleCount).map((text) => text.slice(0, 80)),
      emptyShare: rows === 0 ? 1 : (rows - this.#filled) / rows,
      distinct: this.#counts.size,
      values: all
        ? [...this.#counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
        : [],
      min: isNumber ? this.#min : null,
      max: isNumber ? this.#max : null,
      median: isNumber ? medianOf(this.#first.map(Number)) : null,
      latest: this.#latest > -Infinity ? new Date(this.#latest).toISOString().slice(0, 10) : null,
    };
  }
}

/** The middle one of some values; of an even number the upper one. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
