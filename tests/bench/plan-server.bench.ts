import { readFileSync } from 'node:fs';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { Grid, PlanCommit, PlanContent, PlanWire } from '../../geodata/schema/plan';
import type { RunningServer } from '../browser/run-server';
import type { Bench, BenchFigure } from './bench-case';
import { BLOCK_COUNTY, blockCountyWords, serveBlockCounty } from './served-block-county';

/*
 * What a planner's acts cost the server on the largest plan, through HTTP. Processor time is that of the whole server;
 * it holds on a machine that has other things to do, where the time on the clock does not.
 */

const COMMITS = 300;
const COMPARISONS = 5;
/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const TICK_MILLISECONDS = 10;

interface Taken {
  clock: number;
  /** NaN where there is no /proc. */
  processor: number;
}

/** Processor time of a process so far, ms. */
function processorTime(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  // The name of the command is in brackets and may hold anything; the numbers come after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MILLISECONDS;
}

class Session {
  readonly taken = new Map<string, Taken[]>();

  constructor(private readonly server: RunningServer) {}

  async timed<T>(what: string, act: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const processor = processorTime(this.server.pid);
    const result = await act();
    const taken = { clock: performance.now() - start, processor: processorTime(this.server.pid) - processor };
    this.taken.set(what, [...(this.taken.get(what) ?? []), taken]);
    return result;
  }

  async ask<T>(path: string, body?: unknown): Promise<T> {
    const init: RequestInit =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.server.origin}/api/places/${BLOCK_COUNTY}/plans${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** A cut from west to east through the middle of a grid. */
function splitOf({ id, polygons, revision }: Pick<Grid, 'id' | 'polygons' | 'revision'>, serial: number): PlanCommit {
  const [minX, minY, maxX, maxY] = boundingBox(polygons);
  const margin = (maxX - minX) / 10;
  const at = (x: number, y: number): [number, number] => [fromLattice(Math.round(x)), fromLattice(Math.round(y))];
  const [middle, height] = [(minY + maxY) / 2, maxY - minY];
  const line = [at(minX - margin, middle), at((minX + maxX) / 2, middle + height / 20), at(maxX + margin, middle)];
  const newIds = [0, 1, 2, 3, 4, 5].map((n) => `split-${serial}-${n}` as Grid['id']);
  return { operation: { name: 'split', gridId: id, line, newIds }, base: { [id]: revision } };
}

/** Makes a draft, splits a grid after the other, and compares the draft with what is in force. */
async function workThrough(session: Session): Promise<void> {
  const name = { zh: '草案' };
  const draft = await session.timed('make a draft', () =>
    session.ask<PlanWire>('', { from: 'general-published', name }),
  );
  const { grids } = await session.timed('read a plan', () => session.ask<PlanContent>(`/${draft.id}`));
  const split = (serial: number): Promise<unknown> =>
    session.ask(`/${draft.id}/commits`, splitOf(grids[(serial * 61) % grids.length]!, serial));
  await session.timed('the first commit', () => split(0));
  for (let serial = 1; serial < COMMITS; serial++) await session.timed('commit a split', () => split(serial));
  const compare = (): Promise<unknown> => session.ask(`/general-published/compare/${draft.id}`);
  await session.timed('compare, the first time', compare);
  for (let turn = 0; turn < COMPARISONS; turn++) {
    await split(COMMITS + turn);
    await session.timed('compare, after one more commit', compare);
    await session.timed('compare, asked again', compare);
  }
}

let taken: Promise<Session['taken']> | null = null;
const measured = (): Promise<Session['taken']> =>
  (taken ??= (async () => {
    const server = await serveBlockCounty();
    try {
      const session = new Session(server);
      await workThrough(session);
      return session.taken;
    } finally {
      await server.stop();
    }
  })());

const figure = (what: string, words: string, of: (taken: readonly Taken[]) => number): BenchFigure => ({
  group: what,
  input: words,
  unit: 'ms',
  measure: async () => of((await measured()).get(what) ?? []),
});
const clock =
  (share: number) =>
  (all: readonly Taken[]): number => {
    const sorted = all.map((one) => one.clock).sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
  };
const processor = (all: readonly Taken[]): number =>
  all.reduce((sum, one) => sum + one.processor, 0) / Math.max(1, all.length);

export default {
  title: `Planning, served: ${blockCountyWords}`,
  figures: [
    ...['make a draft', 'read a plan', 'the first commit', 'compare, the first time'].flatMap((what) => [
      figure(what, 'on the clock', clock(1)),
      figure(what, 'processor time', processor),
    ]),
    figure('commit a split', `${COMMITS - 1} of them: p50`, clock(0.5)),
    figure('commit a split', `${COMMITS - 1} of them: p95`, clock(0.95)),
    figure('commit a split', `${COMMITS - 1} of them: processor time, mean`, processor),
    ...['compare, after one more commit', 'compare, asked again'].flatMap((what) => [
      figure(what, 'on the clock, the fastest', clock(0)),
      figure(what, 'on the clock, p50', clock(0.5)),
      figure(what, 'processor time, mean', processor),
    ]),
  ],
} satisfies Bench;
