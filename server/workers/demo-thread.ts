import { Worker } from 'node:worker_threads';
import type { Result } from '../../geodata/schema/problems';
import { findWorkerEntry } from './worker-entry';

/** What the thread that makes a synthetic place says. */
export type DemoThreadMessage = { type: 'progress'; share: number } | { type: 'ended'; result: Result<string> };

/**
 * Makes a synthetic place in a thread of its own, whose memory is given back with it: a city needs hundreds of
 * megabytes while it is drawn and none afterwards. Rejects where the thread dies.
 */
export function makeDemoInThread(
  dataDir: string,
  placeId: string,
  onProgress: (share: number) => void,
): Promise<Result<string>> {
  const { file, entry } = findWorkerEntry('demo-worker');
  const worker = new Worker(file, { workerData: { dataDir, placeId, entry } });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: DemoThreadMessage) => {
      if (message.type === 'progress') onProgress(message.share);
      else resolve(message.result);
    });
    worker.on('error', (error) => reject(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => reject(new Error(`the thread of the demo ended with ${code}`)));
  });
}
