import type { TaskInput, TaskName, TaskOutput } from './tasks';

/** Runs tasks away from the main thread. */
export interface Compute {
  /** Rejects where the task throws, which is a bug; expected failures are in the output. */
  call<K extends TaskName>(name: K, input: TaskInput<K>): Promise<TaskOutput<K>>;
  close(): Promise<void>;
}
