import type { Compute } from './compute';
import { runTask } from './run-task';
import { createWorkerContext } from './worker-context';
import type { TaskInput, TaskName, TaskOutput } from './tasks';

/**
 * Runs tasks on the calling thread, copying input and output as a worker would. For tests, which need no
 * second thread, and for the command line.
 */
export function createInlineCompute(dataDir: string): Compute {
  const context = createWorkerContext(dataDir);
  return {
    async call<K extends TaskName>(name: K, input: TaskInput<K>): Promise<TaskOutput<K>> {
      return structuredClone(await runTask(context, name, structuredClone(input)));
    },
    async close() {
      context.close();
    },
  };
}
