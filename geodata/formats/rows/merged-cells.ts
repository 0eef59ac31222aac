import { cellAddress } from './xlsx-cell';

type Range = [top: number, left: number, bottom: number, right: number];

/** Finds `<mergeCell ref="A1:B3"/>` in the text of a sheet, which has them after the cells they concern. */
export class MergedCells {
  readonly #byRow = new Map<number, Range[]>();
  readonly #values = new Map<Range, string | number | null>();
  #tail = '';

  /** Looks through the next text of the sheet. */
  watch(text: string): void {
    const all = this.#tail + text;
    for (const [, ref] of all.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"/g)) this.#add(ref!);
    // Long enough for one element that was cut in two; what was whole is not found again.
    const last = all.lastIndexOf('<');
    this.#tail = last < 0 || all.indexOf('>', last) >= 0 ? '' : all.slice(last, last + 200);
  }

  #add(ref: string): void {
    const [from, to] = ref.split(':').map((address) => cellAddress(address));
    if (!from || !to || (from.row === to.row && from.column === to.column)) return;
    // A merge over the rest of a sheet is a title or a margin: more rows than this repeat nothing.
    const range: Range = [from.row, from.column, Math.min(to.row, from.row + 100_000), to.column];
    for (let row = range[0]; row <= range[2]; row++) {
      const known = this.#byRow.get(row);
      if (known) known.push(range);
      else this.#byRow.set(row, [range]);
    }
  }

  /**
   * Completes a row: a text that was merged over several rows stands in each of them. A number does not, because a count
   * for five buildings is not one for each. What was filled in and what was not is told.
   */
  fill(row: number, cells: (string | number | null)[]): { filled: number; numbers: number } {
    let filled = 0;
    let numbers = 0;
    for (const range of this.#byRow.get(row) ?? []) {
      const [top, left] = range;
      if (row === top) {
        this.#values.set(range, cells[left] ?? null);
        continue;
      }
      const value = this.#values.get(range) ?? null;
      if (value === null || (cells[left] ?? null) !== null) continue;
      if (typeof value === 'number') numbers++;
      else {
        cells[left] = value;
        filled++;
      }
      if (row === range[2]) this.#values.delete(range);
    }
    return { filled, numbers };
  }
}
