/** What an import is busy with, in the order it comes. */
export const importPhases = [
  'reading',
  'base-units',
  'streets',
  'areas',
  'basemap',
  'elevation',
  'stations',
  'incidents',
  'plans',
  'saving',
] as const;
export type ImportPhase = (typeof importPhases)[number];

/** How far an import has come. */
export interface ImportProgress {
  phase: ImportPhase;
  /** As named in the spec; null where the phase is about no single file. */
  file: string | null;
  done: number;
  total: number;
  unit: 'bytes' | 'rows' | 'layers';
  /** To the end of this phase, at the pace so far; null where that cannot be told yet. */
  secondsLeft: number | null;
}

/** Told of progress a few times a second. What it returns is awaited: there the caller lets others in, or stops. */
export type ImportProgressListener = (progress: ImportProgress) => void | Promise<void>;

/** Milliseconds between two reports of one phase. */
const betweenReports = 100;
/** A pace measured over less than this says nothing. */
const paceNeedsMilliseconds = 400;

/** Turns counts into progress: not more often than anybody can read, with the time that is left. */
export class ImportProgressMeter {
  #phase: ImportPhase | null = null;
  #file: string | null = null;
  #startedAt = 0;
  #reportedAt = -Infinity;

  /** `clock` gives milliseconds from any start; without it no time left is given and every count is passed on. */
  constructor(
    readonly listener: ImportProgressListener | undefined,
    readonly clock: (() => number) | undefined,
  ) {}

  /** The first and the last count of a phase are always passed on. */
  async report(
    phase: ImportPhase,
    file: string | null,
    done: number,
    total: number,
    unit: ImportProgress['unit'],
  ): Promise<void> {
    if (!this.listener) return;
    const now = this.clock?.() ?? 0;
    const isNew = phase !== this.#phase || file !== this.#file;
    if (isNew) {
      this.#phase = phase;
      this.#file = file;
      this.#startedAt = now;
    }
    if (this.clock && !isNew && done < total && now - this.#reportedAt < betweenReports) return;
    this.#reportedAt = now;
    const spent = now - this.#startedAt;
    const canTell = this.clock !== undefined && done > 0 && (done >= total || spent >= paceNeedsMilliseconds);
    const secondsLeft = canTell ? (spent / done) * Math.max(0, total - done) * 1e-3 : null;
    await this.listener({ phase, file, done, total, unit, secondsLeft });
  }
}
