import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkerNames, writeWorkerNames } from '../../geodata/formats/worker-names';
import { applyChange } from '../../geodata/plan/apply-change';
import { compareWorkers, countPosts, hasSameWorkers, joinWorkers, orderWorkers } from '../../geodata/plan/grid-workers';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import { runOperation } from '../../geodata/plan/run-operation';
import { staffGrid } from '../../geodata/plan/staff-grid';
import { WORKER_NAME_LENGTH, gridWorkersSchema, workerKinds } from '../../geodata/schema/grid-worker';
import type { GridWorker } from '../../geodata/schema/grid-worker';
import type { WorkerId } from '../../geodata/schema/ids';
import { randomOperation } from '../fixtures/random-operation';
import { randomPlan, seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const numRuns = full ? 1000 : 120;

const names = fc.stringMatching(/^[一-鿿A-Za-zÀ-ÖØ-ö][一-鿿A-Za-zÀ-ÖØ-ö0-9 ·.'’-]{0,11}$/).map((name) => name.trim());
const posts = fc.constantFrom(1, 1, 1, 0.5, 0.25, 0.333);
/** Lists as a grid may have them: every id once, posts without a name under the id of their kind. */
const workerLists = fc
  .tuple(
    fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 0, max: 30 }), name: names, kind: fc.constantFrom(...workerKinds), posts }),
      { selector: ({ id }) => id, maxLength: 12 },
    ),
    fc.uniqueArray(fc.record({ kind: fc.constantFrom(...workerKinds), posts: fc.constantFrom(0.5, 1, 2.25, 40) }), {
      selector: ({ kind }) => kind,
    }),
  )
  .map(([people, unnamed]) =>
    orderWorkers([
      ...people.map((one): GridWorker => ({ ...one, id: `w${one.id}` as WorkerId })),
      ...unnamed.map((one): GridWorker => ({ ...one, id: one.kind as string as WorkerId, name: '' })),
    ]),
  );

/** Posts of every id over a plan; of a person one at most, as a merge counts them. */
function everybody(plan: IndexedPlan): Record<string, number> {
  const sum = new Map<string, number>();
  for (const { workers } of plan.all())
    for (const { id, posts: part } of workers) sum.set(id, (sum.get(id) ?? 0) + part);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return Object.fromEntries([...sum].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, part]) => [id, round(part)]));
}

describe('workers', () => {
  it('are never lost and never doubled, whatever is split, merged, moved, drawn or assigned, and come back by undoing', () => {
    let merges = 0;
    let splits = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side: 4000, origin: [0, 0], cuts: 6, unassignedShare: 0.1 });
        const before = everybody(plan);
        for (let step = 0; step < 12; step++) {
          const operation = randomOperation(random, plan, `s${step}`);
          if (!operation) continue;
          const planned = runOperation(plan, operation);
          if (!planned.ok) continue;
          const was = [...plan.all()].map(({ id, workers }) => [id, workers] as const).sort();
          const inverse = invertChange(plan, planned.value);
          applyChange(plan, planned.value);
          expect(everybody(plan), operation.name).toEqual(before);
          for (const { kind, workers } of plan.all()) {
            expect(gridWorkersSchema.safeParse(workers).success).toBe(true);
            expect(workers).toEqual(orderWorkers(workers));
            if (kind === 'unassigned') expect(workers).toEqual([]);
          }
          if (operation.name === 'merge') merges++;
          if (operation.name === 'split') splits++;
          if (random() < 0.5) continue;
          applyChange(plan, inverse);
          expect([...plan.all()].map(({ id, workers }) => [id, workers] as const).sort()).toEqual(was);
        }
      }),
      { numRuns, seed: 5 },
    );
    expect(Math.min(merges, splits)).toBeGreaterThan(20);
  });

  it('that grids share have one name and one kind in all of them after either is corrected', () => {
    fc.assert(
      fc.property(fc.integer(), workerLists, (seed, list) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side: 4000, origin: [0, 0], cuts: 4, unassignedShare: 0 });
        const all = [...plan.all()];
        const [grid, other] = [all[0]!, all.at(-1)!];
        for (const { id } of [other, grid]) {
          const renamed = list.map((worker) => (worker.name === '' ? worker : { ...worker, name: `${worker.name}x` }));
          const done = staffGrid(plan, { gridId: id, workers: id === grid.id ? renamed : list });
          if (!done.ok) throw new Error(done.problem.code);
          applyChange(plan, done.value);
        }
        const told = new Map<string, string>();
        for (const { workers } of plan.all())
          for (const { id, name, kind } of workers) {
            if (name === '') continue;
            expect(told.get(id) ?? `${kind} ${name}`).toBe(`${kind} ${name}`);
            told.set(id, `${kind} ${name}`);
          }
      }),
      { numRuns, seed: 6 },
    );
  });

  it('of joined lists are each there once, and joining again changes nothing', () => {
    fc.assert(
      fc.property(workerLists, workerLists, (one, other) => {
        const joined = joinWorkers([one, other]);
        expect(gridWorkersSchema.safeParse(joined).success).toBe(true);
        expect(new Set(joined.map(({ id }) => id))).toEqual(new Set([...one, ...other].map(({ id }) => id)));
        expect(hasSameWorkers(joinWorkers([joined]), joined)).toBe(true);
        expect(hasSameWorkers(joinWorkers([joined, []]), joined)).toBe(true);
        expect(compareWorkers(joined, joined)).toEqual({ came: [], went: [] });
      }),
      { numRuns, seed: 7 },
    );
  });

  it('come and go by name: who came and who went makes the later list of the earlier one', () => {
    const person = (name: string): GridWorker => ({ id: 'w1' as WorkerId, name, kind: 'full-time', posts: 1 });
    const told = (list: readonly GridWorker[]): string[] =>
      list.flatMap(({ name, kind }) => (name === '' ? [] : [`${kind} ${name}`])).sort();
    fc.assert(
      fc.property(workerLists, workerLists, (before, after) => {
        const { came, went } = compareWorkers(before, after);
        const rest = told(before);
        for (const one of told(went)) rest.splice(rest.indexOf(one), 1);
        expect([...rest, ...told(came)].sort()).toEqual(told(after));
      }),
      // A name that another begins with is another name.
      { numRuns, seed: 8, examples: [[[person('Li Wei')], [person('Li')]]] },
    );
  });

  it('written into a file are read back as they were, in both languages', () => {
    fc.assert(
      fc.property(workerLists, fc.constantFrom('zh' as const, 'en' as const), (list, language) => {
        expect(list.every(({ name }) => name.length <= WORKER_NAME_LENGTH)).toBe(true);
        for (const kind of workerKinds) {
          const text = writeWorkerNames(list, kind, language);
          const read = readWorkerNames(text, countPosts(list)[kind], kind);
          expect(read.refused).toEqual([]);
          expect(read.workers).toEqual(list.filter((one) => one.kind === kind).map(({ id: _id, ...one }) => one));
        }
      }),
      { numRuns, seed: 9 },
    );
  });
});
