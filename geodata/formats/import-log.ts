import type { ImportNote, ImportReport } from '../schema/dataset';
import type { ProblemCode, ProblemParams } from '../schema/problems';

/** Notes of one code that are kept in full for one file and layer; above that only their number is. */
export const notesPerCode = 50;

/** What happened to the rows or features of one file while they fed one layer. */
export interface LayerLog {
  /** Rows or features seen. */
  read(count?: number): void;
  /** Rows or features that ended in the dataset. */
  kept(count?: number): void;
  /** Left out, with the reason. `line` is the 1-based line or feature number; null for the file as a whole. */
  refuse(code: ProblemCode, line: number | null, params?: ProblemParams): void;
  /** Taken in after a correction. */
  repair(code: ProblemCode, line: number | null, params?: ProblemParams): void;
  /** Taken in as it came, with something a reader should know. */
  remark(code: ProblemCode, line: number | null, params?: ProblemParams): void;
  /** Many features left out for one reason, counted but not listed one by one. */
  refuseMany(code: ProblemCode, count: number, params?: ProblemParams): void;
}

/** Collects what one import did, file by file. */
export class ImportLog {
  readonly #files: ImportReport['files'] = [];
  readonly #notes: ImportNote[] = [];
  readonly #noteCounts: Record<string, number> = {};

  /** Opens the log of one file feeding one layer. */
  layer(file: string, layer: string): LayerLog {
    const entry = { file, layer, read: 0, kept: 0, refused: 0, repaired: 0, noteCounts: {} as Record<string, number> };
    this.#files.push(entry);
    const count = (code: ProblemCode, times: number) => {
      this.#noteCounts[code] = (this.#noteCounts[code] ?? 0) + times;
      entry.noteCounts[code] = (entry.noteCounts[code] ?? 0) + times;
    };
    const note = (
      kind: ImportNote['kind'],
      code: ProblemCode,
      line: number | null,
      params: ProblemParams = {},
      times = 1,
    ) => {
      const before = entry.noteCounts[code] ?? 0;
      count(code, times);
      if (before < notesPerCode || times > 1) this.#notes.push({ code, params, file, layer, line, kind });
    };
    return {
      read: (count = 1) => void (entry.read += count),
      kept: (count = 1) => void (entry.kept += count),
      refuse: (code, line, params) => {
        entry.refused++;
        note('refused', code, line, params);
      },
      repair: (code, line, params) => {
        entry.repaired++;
        note('repaired', code, line, params);
      },
      remark: (code, line, params) => note('kept', code, line, params),
      refuseMany: (code, count, params) => {
        if (count === 0) return;
        entry.refused += count;
        note('refused', code, null, { count, ...params }, count);
      },
    };
  }

  /** The report as it is stored and shown. */
  report(specName: string): ImportReport {
    return {
      specName,
      files: this.#files.map((entry) => ({ ...entry, noteCounts: { ...entry.noteCounts } })),
      notes: [...this.#notes],
      noteCounts: { ...this.#noteCounts },
    };
  }
}

/** For looking at a file, which makes no report. */
export const silentLog: LayerLog = {
  read: () => undefined,
  kept: () => undefined,
  refuse: () => undefined,
  repair: () => undefined,
  remark: () => undefined,
  refuseMany: () => undefined,
};
