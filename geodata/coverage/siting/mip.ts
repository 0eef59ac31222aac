/** A linear programme with whole-number columns, in rows; the shape every solver takes. */
export interface MipModel {
  readonly sense: 'maximise' | 'minimise';
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1 for columns that take whole numbers only. */
  readonly isWhole: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of row r are `rowStart[r]` up to `rowStart[r + 1]`. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly factor: Float64Array;
}

export interface MipAnswer {
  /** `stopped`: out of time or told to stop; `values` is then the best found, null for none. */
  status: 'optimal' | 'infeasible' | 'stopped';
  values: Float64Array | null;
  /** Proven: no solution is better than this. */
  bound: number;
}

/** Solves to proven optimality, or as far as it comes. The server gives HiGHS; tests may give their own. */
export type MipSolver = (
  model: MipModel,
  limits: { seconds: number; isStopped: () => boolean; onBound: (bound: number) => void; start: Float64Array | null },
) => MipAnswer;

/** Builds a model row by row. */
export function createMipBuilder(sense: MipModel['sense']) {
  const columns: { cost: number; lower: number; upper: number; whole: boolean }[] = [];
  const rows: { lower: number; upper: number }[] = [];
  const rowStart: number[] = [0];
  const column: number[] = [];
  const factor: number[] = [];
  return {
    /** @returns its index */
    addColumn(cost: number, upper: number, whole: boolean): number {
      return columns.push({ cost, lower: 0, upper, whole }) - 1;
    },
    addRow(lower: number, upper: number, entries: Iterable<readonly [column: number, factor: number]>): void {
      rows.push({ lower, upper });
      for (const [c, f] of entries) {
        column.push(c);
        factor.push(f);
      }
      rowStart.push(column.length);
    },
    build: (): MipModel => ({
      sense,
      cost: Float64Array.from(columns, ({ cost }) => cost),
      columnLower: Float64Array.from(columns, ({ lower }) => lower),
      columnUpper: Float64Array.from(columns, ({ upper }) => upper),
      isWhole: Uint8Array.from(columns, ({ whole }) => (whole ? 1 : 0)),
      rowLower: Float64Array.from(rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      rowStart: Int32Array.from(rowStart),
      column: Int32Array.from(column),
      factor: Float64Array.from(factor),
    }),
  };
}
