import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportJobOrder } from '../services/import-job';
import type { ImportThreadMessage } from './import-thread';
import { runImportJob } from './run-import-job';

/* Entry of the thread of one import. */

const { order } = workerData as { order: ImportJobOrder };
const port = parentPort;
if (!port) throw new Error('import-worker runs as a worker thread only');
const send = (message: ImportThreadMessage): void => port.postMessage(message);

const result = await runImportJob(order, {
  onStep: (step) => send({ type: 'step', step }),
  askToWrite: async () => {
    const told = once(port, 'message');
    send({ type: 'ready' });
    await told;
  },
});
send({ type: 'ended', result });
port.close();
