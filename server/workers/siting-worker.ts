import { parentPort, workerData } from 'node:worker_threads';
import type { PreparedSiting } from '../services/prepare-siting';
import { runSitingJob } from './run-siting-job';
import { loadHighsSolver } from './highs-solver';
import type { SitingThreadMessage } from './siting-thread';

/* Entry of the thread of one siting job. */

const { prepared, finish } = workerData as { prepared: PreparedSiting; finish: Int32Array };
const port = parentPort;
if (!port) throw new Error('siting-worker runs as a worker thread only');
const send = (message: SitingThreadMessage): void => port.postMessage(message);
/** Nobody reads faster. */
const millisecondsBetweenReports = 100;

let reportedAt = -Infinity;
const result = await runSitingJob(prepared, await loadHighsSolver(), {
  onProgress: (progress) => {
    const now = performance.now();
    if (now - reportedAt < millisecondsBetweenReports) return;
    reportedAt = now;
    send({ type: 'progress', progress });
  },
  isStopped: () => Atomics.load(finish, 0) === 1,
});
send({ type: 'ended', result });
port.close();
