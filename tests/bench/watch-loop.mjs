// Preloaded into a server (`node --import`): tells in the file LOOP_REPORT how long its event loop was held at most.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.LOOP_REPORT;
if (isMainThread && file) {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  // SIGUSR2 begins a new count; starting is not asked about.
  process.on('SIGUSR2', () => delay.reset());
  setInterval(() => writeFileSync(file, String(Math.max(0, delay.max / 1e6 - resolution))), 250).unref();
}
