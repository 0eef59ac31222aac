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
