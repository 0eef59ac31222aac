/** What a sheet says beside its map: the question in words, and the first ten of the mode's ranking. */
export interface SheetFacts {
  /** Plan, period, filter: what was asked. */
  lines: string[];
  /** The part of it that two periods or two places have in common: what is looked at, and the filters. */
  filters?: string[];
  /** How it was worked out, in words for those who were not there. */
  notes?: string[];
  table: { title: string; columns: string[]; rows: string[][] } | null;
}
