/** One line of the table: the same work, timed several times over one prepared input. */
export interface BenchCase<Input = unknown> {
  /** What is measured, in words: "split a grid". Cases of one group are compared by size. */
  group: string;
  /** The input, in words: "1,000 vertices", "degenerate: every point in one place". */
  input: string;
  /** How large the input is, in what the group counts; null for degenerate inputs, which are compared to nothing. */
  size: number | null;
  /** How many megabytes (1e6 bytes) the input is, where bytes are what is worked off. */
  megabytes?: number;
  /** How often it is timed, after one run that is not. Default: 20. */
  runs?: number;
  /** Makes the input; not timed. Seeded, so that every run of the table measures the same. */
  prepare(): Input | Promise<Input>;
  /** What is timed. Its result is kept until the time is taken, so that nothing is optimised away. */
  run(input: Input): unknown;
  /** Gives back what `prepare` took: a server, a folder. Not timed. */
  dispose?(input: Input): void | Promise<void>;
}

/** A figure that is not a time: memory, bytes. It is measured once. */
export interface BenchFigure {
  group: string;
  input: string;
  unit: 'MiB' | 'KiB' | 'ms';
  measure(): Promise<number>;
}

/** What a `*.bench.ts` exports as `default`. */
export interface Bench {
  title: string;
  cases?: readonly BenchCase[];
  figures?: readonly BenchFigure[];
  /** What no time tells, such as how good an answer is: Markdown to print below the table. */
  report?(): Promise<string>;
}

/** Keeps the input of a case typed inside, so that cases of different inputs share one list. */
export function benchCase<Input>(definition: BenchCase<Input>): BenchCase {
  return {
    ...definition,
    run: (input) => definition.run(input as Input),
    dispose: async (input) => definition.dispose?.(input as Input),
  };
}

/** A stream of numbers in 0…1, the same for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
