import type { WorkerContext } from './worker-context';

/** A computation that may take longer than the main thread may be busy (50 ms). */
export interface Task<I, O> {
  run(context: WorkerContext, input: I): Promise<O>;
}

/**
 * Defines a task. Input and output cross threads, so both are plain data: no functions, no class instances.
 * An expected failure is a `Result` in the output; a throw is a bug and answers 500.
 */
export function defineTask<I, O>(run: (context: WorkerContext, input: I) => Promise<O>): Task<I, O> {
  return { run };
}
