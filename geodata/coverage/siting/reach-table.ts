/**
 * Who is reached from where: for each candidate place the demand points within the bound and their times, in rows.
 * Pairs that are not listed lie beyond the bound.
 */
export interface ReachTable {
  readonly candidateCount: number;
  readonly demandCount: number;
  /** Pairs of candidate c are `start[c]` up to `start[c + 1]`. */
  readonly start: Uint32Array;
  readonly demand: Int32Array;
  readonly milliseconds: Int32Array;
}

/** A table of pairs [demand point, milliseconds], a list a candidate. */
export function reachTableOf(
  demandCount: number,
  rows: readonly (readonly (readonly [number, number])[])[],
): ReachTable {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, c) => (start[c + 1] = start[c] + row.length));
  const demand = new Int32Array(start[rows.length]);
  const milliseconds = new Int32Array(demand.length);
  rows.forEach((row, c) =>
    row.forEach(([point, time], i) => {
      demand[start[c] + i] = point;
      milliseconds[start[c] + i] = time;
    }),
  );
  return { candidateCount: rows.length, demandCount, start, demand, milliseconds };
}
