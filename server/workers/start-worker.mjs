// Entry of a compute thread when the server runs from its TypeScript sources (tests, `npm run dev`): a worker does not
// inherit the loader of the main thread, so it registers its own and then imports the real entry.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
