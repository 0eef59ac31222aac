import { parentPort, workerData } from 'node:worker_threads';
import { makeDemo } from '../services/make-demo';
import type { DemoThreadMessage } from './demo-thread';

/* Entry of the thread that makes one synthetic place and ends. */

const { dataDir, placeId } = workerData as { dataDir: string; placeId: string };
const port = parentPort;
if (!port) throw new Error('demo-worker runs as a worker thread only');
const send = (message: DemoThreadMessage): void => port.postMessage(message);

const result = await makeDemo(dataDir, placeId, (share) => send({ type: 'progress', share }));
send({ type: 'ended', result });
port.close();
