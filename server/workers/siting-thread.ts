import { Worker } from 'node:worker_threads';
import type { SitingProgress } from '../../geodata/coverage/siting/choose-sites';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PreparedSiting } from '../services/prepare-siting';
import type { PackedSiting, SitingJob } from '../services/siting-job';
import { findWorkerEntry } from './worker-entry';

/** What the thread of a siting job says. */
export type SitingThreadMessage =
  { type: 'progress'; progress: SitingProgress } | { type: 'ended'; result: Result<PackedSiting> };

/** Solves a siting question in a thread of its own, so that it can be cut off and no analysis waits for it. */
export function startSitingThread(prepared: PreparedSiting): SitingJob {
  const { file, entry } = findWorkerEntry('siting-worker');
  // The exact solver hears no message while it works, so the wish to end is a shared number.
  const finish = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file, { workerData: { prepared, finish, entry } });
  const listeners: ((progress: SitingProgress) => void)[] = [];
  const ended = new Promise<Result<PackedSiting>>((resolve) => {
    worker.on('message', (message: SitingThreadMessage) => {
      if (message.type === 'progress') for (const listen of listeners) listen(message.progress);
      else resolve(message.result);
    });
    worker.on('error', (error) =>
      resolve(fail('siting.thread-lost', { reason: error instanceof Error ? error.message : String(error) })),
    );
    worker.on('exit', (code) => resolve(fail('siting.thread-lost', { reason: String(code) })));
  });
  return {
    onProgress: (listener) => void listeners.push(listener),
    finish: () => void Atomics.store(finish, 0, 1),
    async stop() {
      await worker.terminate();
    },
    ended,
  };
}
