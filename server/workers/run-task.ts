import { tasks } from './tasks';
import type { TaskInput, TaskName, TaskOutput } from './tasks';
import type { Task } from './task';
import type { WorkerContext } from './worker-context';

/** Runs one task by name on this thread. */
export function runTask<K extends TaskName>(
  context: WorkerContext,
  name: K,
  input: TaskInput<K>,
): Promise<TaskOutput<K>> {
  // The table maps each name to the task with that name's input and output; TypeScript cannot follow that through `K`.
  const task = tasks[name] as unknown as Task<TaskInput<K>, TaskOutput<K>>;
  return task.run(context, input);
}
