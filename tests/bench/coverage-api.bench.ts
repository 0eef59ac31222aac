import http from 'node:http';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningServer } from '../browser/run-server';
import type { Bench } from './bench-case';
import { placeNames, placeWords, servePlace } from './served-place';
import type { PlaceName } from './served-place';

/*
 * What a program waits for that asks the API about coverage: the first time, when a worker measures, and every time after, when
 * the answer lies ready; and what another request waits meanwhile, which tells how long the event loop is ever held.
 */

const RUNS = 500;

interface Question {
  what: string;
  path: string;
}

const questions = (station: string): Question[] => [
  { what: 'coverage', path: 'coverage?kind=service-centre&minutes=15' },
  { what: 'communities, a page', path: 'coverage/levels?kind=service-centre&minutes=15&level=community' },
  { what: 'uncovered, a page', path: 'coverage/uncovered?kind=service-centre&minutes=15' },
  { what: 'service area of a station', path: `coverage/service-areas?station=${station}&minutes=5,10,15` },
  { what: 'service areas of a kind', path: 'coverage/service-areas?kind=service-centre&minutes=5,10,15' },
];

/** Milliseconds and bytes of one answer over a connection that is kept. Throws where the server refused. */
async function ask(agent: http.Agent, server: RunningServer, path: string): Promise<{ took: number; bytes: number }> {
  const start = performance.now();
  const request = http.get(`${server.origin}/api/${path}`, { agent, headers: { 'Accept-Encoding': 'gzip' } });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).byteLength;
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`);
  return { took: performance.now() - start, bytes };
}

/** The longest a request for nothing waits until `isOver`. */
async function longestWait(server: RunningServer, isOver: () => boolean): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let longest = 0;
  while (!isOver()) {
    longest = Math.max(longest, (await ask(agent, server, 'health')).took);
    await delay(2);
  }
  agent.destroy();
  return longest;
}

async function measure(server: RunningServer, place: PlaceName, { what, path }: Question): Promise<string> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const address = `places/${place}/${path}`;
  let isOver = false;
  const waiting = longestWait(server, () => isOver);
  const first = await ask(agent, server, address);
  isOver = true;
  const waited = await waiting;
  const times: number[] = [];
  const start = performance.now();
  for (let run = 0; run < RUNS; run++) times.push((await ask(agent, server, address)).took);
  const aSecond = (RUNS / (performance.now() - start)) * 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(share * (RUNS - 1))]!.toFixed(2);
  const cells = [
    what,
    placeWords[place],
    `${first.took.toFixed(0)} ms`,
    `${waited.toFixed(0)} ms`,
    `${at(0.5)} ms`,
    `${at(0.99)} ms`,
    aSecond.toFixed(0),
    `${(first.bytes / 1024).toFixed(0)} KiB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

async function report(): Promise<string> {
  const lines = [
    `| what | place | first time | longest wait of another request meanwhile | p50 | p99 of ${RUNS} | requests a second, one after another | gzipped |`,
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const place of placeNames) {
    const server = await servePlace(place);
    try {
      const answer = await fetch(`${server.origin}/api/places/${place}/stations`);
      const { features } = (await answer.json()) as { features: { id: string; properties: { kind: string } }[] };
      const station = features.find(({ properties }) => properties.kind === 'service-centre')!.id;
      for (const question of questions(station)) lines.push(await measure(server, place, question));
    } finally {
      await server.stop();
    }
  }
  return lines.join('\n');
}

export default { title: 'Coverage over the API', report } satisfies Bench;
