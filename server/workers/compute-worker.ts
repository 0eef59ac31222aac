import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker-message';
import { runTask } from './run-task';
import { createWorkerContext } from './worker-context';

/* Entry of a compute thread: takes requests one after another, as they come. */

const { dataDir } = workerData as { dataDir: string };
const port = parentPort;
if (!port) throw new Error('compute-worker runs as a worker thread only');

const context = createWorkerContext(dataDir);
const send = (reply: WorkerReply): void => port.postMessage(reply);

port.on('message', (request: WorkerRequest) => {
  if (request.type === 'close') {
    context.close();
    // Closing a database is asynchronous only in form: one turn of the loop later it is done.
    setImmediate(() => process.exit(0));
    return;
  }
  runTask(context, request.name, request.input).then(
    (output) => send({ id: request.id, ok: true, output }),
    (error: unknown) =>
      send({
        id: request.id,
        ok: false,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
