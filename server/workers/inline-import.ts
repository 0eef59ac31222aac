import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ImportJob, ImportJobOrder, ImportJobStep, ImportOutcomeCounts } from '../services/import-job';
import { runImportJob } from './run-import-job';

/** Runs an import on the calling thread. For tests, which need no second thread. */
export function startInlineImport(order: ImportJobOrder): ImportJob {
  const stepListeners: ((step: ImportJobStep) => void)[] = [];
  const readyListeners: (() => void)[] = [];
  let write = (): void => undefined;
  let stop = (): void => undefined;
  const told = new Promise<void>((resolve) => (write = resolve));
  const stopped = new Promise<Result<ImportOutcomeCounts>>((resolve) => {
    stop = () => resolve(fail('import.thread-lost', { reason: 'stop' }));
  });
  const run = runImportJob(structuredClone(order), {
    onStep: (step) => {
      for (const listen of stepListeners) listen(step);
    },
    askToWrite: async () => {
      for (const listen of readyListeners) listen();
      await told;
    },
  });
  return {
    onStep: (listener) => void stepListeners.push(listener),
    onReady: (listener) => void readyListeners.push(listener),
    write: () => write(),
    stop: async () => stop(),
    ended: Promise.race([run, stopped]),
  };
}
