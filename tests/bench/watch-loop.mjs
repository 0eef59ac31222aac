// Preloaded into a server (`node --import`): tells in the file LOOP_REPORT how long its event loop was held at most, in milliseconds
// on the clock and of the processor. Where other programs want the processor too, only the second is the server's own doing.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.LOOP_REPORT;
const TICK = 5;

/** Nanoseconds that the main thread has run so far; Linux only. */
const ranSoFar = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]);

if (isMainThread && file && process.platform === 'linux') {
  let longest = { clock: 0, processor: 0 };
  let last = { clock: performance.now(), ran: ranSoFar() };
  setInterval(() => {
    const here = { clock: performance.now(), ran: ranSoFar() };
    longest.clock = Math.max(longest.clock, here.clock - last.clock - TICK);
    longest.processor = Math.max(longest.processor, (here.ran - last.ran) / 1e6);
    last = here;
  }, TICK).unref();
  // Begins a new count: starting is not asked about.
  process.on('SIGUSR2', () => (longest = { clock: 0, processor: 0 }));
  setInterval(() => writeFileSync(file, JSON.stringify(longest)), 250).unref();
}
