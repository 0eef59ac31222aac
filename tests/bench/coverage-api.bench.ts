import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { RunningServer } from '../browser/run-server';
import { askAll, at, processorMilliseconds } from './ask-server';
import type { Bench } from './bench-case';
import { placeNames, placeWords, servePlace } from './served-place';
import type { PlaceName } from './served-place';

/*
 * What a program waits for that asks the API about coverage: for what was never asked before, when a worker measures, and
 * again, when the answer lies ready. Requests for nothing in the same run tell how fast the machine is just then, and the
 * longest time the server's event loop was held is told at the end.
 */

const RUNS = 500;
const CUTOFFS = '5,10,15';

interface Series {
  what: string;
  paths: string[];
}

const repeated = (path: string): string[] => Array.from({ length: RUNS }, () => path);

async function seriesOf(server: RunningServer, place: PlaceName): Promise<Series[]> {
  const answer = await fetch(`${server.origin}/api/places/${place}/stations`);
  const { features } = (await answer.json()) as { features: { id: string; properties: { kind: string } }[] };
  const kinds = [...new Set(features.map(({ properties }) => properties.kind))];
  const about = (path: string): string => `places/${place}/coverage${path}`;
  // Each with a time that nobody asked for yet.
  const minutes = Array.from({ length: 20 }, (_, i) => i + 7).filter((m) => m !== 15);
  const everyKind = (path: (kind: string, minutes: number) => string): string[] =>
    minutes.flatMap((m) => kinds.map((kind) => about(path(kind, m))));
  const area = (station: string): string => about(`/service-areas?station=${station}&minutes=${CUTOFFS}`);
  const kindArea = (kind: string): string => about(`/service-areas?kind=${kind}&minutes=${CUTOFFS}`);
  const county = '?kind=service-centre&minutes=15';
  return [
    { what: 'nothing: /api/health', paths: repeated('health') },
    { what: 'county, kind and time never asked', paths: everyKind((kind, m) => `?kind=${kind}&minutes=${m}`) },
    { what: 'county, again', paths: repeated(about(county)) },
    {
      what: 'by grid, kind and time never asked',
      paths: everyKind((kind, m) => `/levels?kind=${kind}&minutes=${m}&level=grid`),
    },
    { what: 'by grid, again', paths: repeated(about(`/levels${county}&level=grid`)) },
    { what: `area of a station, ${CUTOFFS} minutes, each station once`, paths: features.map(({ id }) => area(id)) },
    { what: `area of a station, again`, paths: repeated(area(features[0]!.id)) },
    { what: `areas of all stations of a kind, ${CUTOFFS} minutes, each kind once`, paths: kinds.map(kindArea) },
    { what: 'areas of all stations of a kind, again', paths: repeated(kindArea('service-centre')) },
  ];
}

/** Waits until the server has done what it does ahead: until half a second costs it nearly nothing. */
async function settle(server: RunningServer): Promise<void> {
  for (let spent = Infinity; spent > 30;) {
    const before = processorMilliseconds(server.pid);
    await delay(500);
    spent = processorMilliseconds(server.pid) - before;
  }
}

async function reportPlace(place: PlaceName): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  const loop = join(folder, 'loop');
  const preload = pathToFileURL(join(import.meta.dirname, 'watch-loop.mjs')).href;
  const server = await servePlace(place, { NODE_OPTIONS: `--import=${preload}`, LOOP_REPORT: loop });
  try {
    await askAll(server, [`places/${place}/coverage?kind=service-centre&minutes=15`]);
    await settle(server);
    process.kill(server.pid, 'SIGUSR2');
    const lines: string[] = [];
    for (const { what, paths } of await seriesOf(server, place)) {
      const asked = await askAll(server, paths);
      const cells = [
        what,
        placeWords[place],
        asked.count,
        ...[0.5, 0.95, 0.99].map((share) => `${at(asked, share).toFixed(2)} ms`),
        `${asked.processor.toFixed(2)} ms`,
        asked.aSecond.toFixed(0),
        `${(asked.bytes / 1024).toFixed(0)} KiB`,
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
    await delay(500);
    const held = JSON.parse(readFileSync(loop, 'utf8')) as { clock: number; processor: number };
    const cells = [`${held.clock.toFixed(0)} ms`, `${held.processor.toFixed(1)} ms`];
    return [...lines, `| the event loop held at most | ${placeWords[place]} | | | | ${cells.join(' | ')} | | |`];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function report(): Promise<string> {
  const lines = [
    '| what | place | requests | p50 | p95 | p99 | processor, each | a second, one after another | gzipped |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const place of placeNames) lines.push(...(await reportPlace(place)));
  return lines.join('\n');
}

export default { title: 'Coverage over the API', report } satisfies Bench;
