import http from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RunningServer } from '../browser/run-server';

/** What a series of requests took. */
export interface Asked {
  count: number;
  /** Milliseconds on the clock, ascending. */
  times: number[];
  /** Milliseconds of the server's processor time for each request, all its threads together; NaN where the system does not tell. */
  processor: number;
  aSecond: number;
  /** Bytes of an answer on average, gzipped. */
  bytes: number;
}

/** The time at a share (0…1) of a series. */
export const at = ({ times }: Asked, share: number): number => times[Math.ceil(share * times.length) - 1] ?? NaN;

/** Asks one path after another over a connection that is kept. Throws where the server refused. */
export async function askAll(server: RunningServer, paths: readonly string[]): Promise<Asked> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let bytes = 0;
  const before = processorMilliseconds(server.pid);
  const start = performance.now();
  for (const path of paths) {
    const began = performance.now();
    const request = http.get(`${server.origin}/api/${path}`, { agent, headers: { 'Accept-Encoding': 'gzip' } });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    for await (const chunk of response) bytes += (chunk as Buffer).byteLength;
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`);
    times.push(performance.now() - began);
  }
  const took = performance.now() - start;
  agent.destroy();
  return {
    count: paths.length,
    times: times.sort((p, q) => p - q),
    processor: (processorMilliseconds(server.pid) - before) / paths.length,
    aSecond: (paths.length / took) * 1000,
    bytes: bytes / paths.length,
  };
}

/** Processor time of a process so far, in ticks of ten milliseconds. Linux only, NaN elsewhere. */
export function processorMilliseconds(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; user and system time are the 14th and 15th fields.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
