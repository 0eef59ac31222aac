import { Worker } from 'node:worker_threads';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ImportJob, ImportJobOrder, ImportJobStep, ImportOutcomeCounts } from '../services/import-job';
import { findWorkerEntry } from './worker-entry';

/** What the thread of an import says. */
export type ImportThreadMessage =
  { type: 'step'; step: ImportJobStep } | { type: 'ready' } | { type: 'ended'; result: Result<ImportOutcomeCounts> };

/** Runs an import in a thread of its own, so that no analysis waits for it. */
export function startImportThread(order: ImportJobOrder): ImportJob {
  const { file, entry } = findWorkerEntry('import-worker');
  const worker = new Worker(file, { workerData: { order, entry } });
  const stepListeners: ((step: ImportJobStep) => void)[] = [];
  const readyListeners: (() => void)[] = [];
  const ended = new Promise<Result<ImportOutcomeCounts>>((resolve) => {
    worker.on('message', (message: ImportThreadMessage) => {
      if (message.type === 'step') for (const listen of stepListeners) listen(message.step);
      else if (message.type === 'ready') for (const listen of readyListeners) listen();
      else resolve(message.result);
    });
    worker.on('error', (error) =>
      resolve(fail('import.thread-lost', { reason: error instanceof Error ? error.message : String(error) })),
    );
    worker.on('exit', (code) => resolve(fail('import.thread-lost', { reason: String(code) })));
  });
  return {
    onStep: (listener) => void stepListeners.push(listener),
    onReady: (listener) => void readyListeners.push(listener),
    write: () => worker.postMessage('write'),
    async stop() {
      await worker.terminate();
    },
    ended,
  };
}
