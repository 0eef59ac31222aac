import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  origin: string;
  pid: number;
  /** Milliseconds from the start of the process to the first answer of /api/health. */
  startMilliseconds: number;
  /** Ends it as Ctrl-C does; resolves to its exit status. */
  stop(): Promise<number | null>;
}

/**
 * Starts the built product on a free port with its data in `dataDir` and waits until it answers.
 * Throws with what it said if it ends or is still silent after `limit` milliseconds.
 */
export async function runServer(
  dataDir: string,
  limit = 90_000,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');

  while (!(await answers(`${origin}/api/health`))) {
    const isLate = performance.now() - start > limit;
    if (isLate) child.kill('SIGKILL');
    if (isLate || child.exitCode !== null) throw new Error(`the server did not start:\n${said}`);
    await delay(25);
  }
  return {
    origin,
    pid: child.pid ?? 0,
    startMilliseconds: performance.now() - start,
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
      return child.exitCode;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
