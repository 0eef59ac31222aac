import { applyChange } from '../../geodata/plan/apply-change';
import { checkPlan } from '../../geodata/plan/check-plan';
import { comparePlans } from '../../geodata/plan/compare-plans';
import { locateUnits } from '../../geodata/plan/locate-units';
import type { CompareInput } from '../../geodata/plan/compare-plans';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import { mergeGrids } from '../../geodata/plan/merge-grids';
import { runOperation } from '../../geodata/plan/run-operation';
import { splitGrid } from '../../geodata/plan/split-grid';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid, PlanOperation } from '../../geodata/schema/plan';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase, BenchFigure } from './bench-case';
import { BLOCK_UNITS, blockGrids } from './block-grids';

const newIds = Array.from({ length: 200 }, (_, n) => `new-${n}` as GridId);
const community = 'c' as AreaId;

interface Town {
  plan: IndexedPlan;
  columns: number;
  /** Advances, so that each run edits another grid. */
  turn: number;
}

/** A town of about `count` blocks in one community, its borders over `bends` vertices a side. */
function town(count: number, bends: number): Town {
  const columns = Math.round(Math.sqrt(count));
  const grids = blockGrids({ columns, rows: Math.ceil(count / columns), bends, communityOf: () => community });
  const plan = new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 2500, sequenceDigits: 6 },
    communities: [{ id: community, name: '社区', codePrefix: '131022001001' }],
    grids,
  });
  return { plan, columns, turn: 0 };
}

/** Splits a grid from side to side, puts it on the plan, and takes it back. */
function splitAndUndo(town: Town, gridId: GridId, line: readonly LngLat[]): number {
  const { plan } = town;
  const split = splitGrid(plan, { gridId, line, newIds });
  if (!split.ok) throw new Error(JSON.stringify(split.problem));
  const inverse = invertChange(plan, split.value);
  applyChange(plan, split.value);
  applyChange(plan, inverse);
  return split.value.put.length;
}

/** A line across the middle of a grid, with as many bends as asked. */
function lineAcross(plan: IndexedPlan, grid: Grid, bends: number): LngLat[] {
  const [minX, minY, maxX, maxY] = plan.boxOf(grid.id)!;
  const margin = (maxX - minX) * 0.1;
  return Array.from({ length: bends + 2 }, (_, i) => {
    const x = minX - margin + ((maxX - minX + 2 * margin) * i) / (bends + 1);
    const y = (minY + maxY) / 2 + (i % 2 === 0 ? 0 : (maxY - minY) * 0.1);
    return [fromLattice(Math.round(x)), fromLattice(Math.round(y))];
  });
}

const grids = [246, 2459, 20_000];

const split = (count: number): BenchCase =>
  benchCase({
    group: 'split a grid, apply, undo',
    input: `${count.toLocaleString('en')} grids of 60 vertices`,
    size: count,
    runs: 200,
    prepare: () => town(count, 14),
    run: (here) => {
      here.turn = (here.turn + 37) % here.plan.size;
      const grid = here.plan.get(`g${here.turn}` as GridId)!;
      return splitAndUndo(here, grid.id, lineAcross(here.plan, grid, 1));
    },
  });

const merge = (count: number): BenchCase =>
  benchCase({
    group: 'merge two grids, apply, undo',
    input: `${count.toLocaleString('en')} grids of 60 vertices`,
    size: count,
    runs: 200,
    prepare: () => town(count, 14),
    run: (here) => {
      const grid = here.plan.get(`g${(here.turn = (here.turn + 1) % (here.columns - 1))}` as GridId)!;
      const beside = `g${Number(grid.id.slice(1)) + 1}` as GridId;
      const merged = mergeGrids(here.plan, { gridIds: [grid.id, beside], newId: newIds[0]! });
      if (!merged.ok) throw new Error(JSON.stringify(merged.problem));
      const inverse = invertChange(here.plan, merged.value);
      applyChange(here.plan, merged.value);
      applyChange(here.plan, inverse);
      return merged.value.put.length;
    },
  });

const degenerate = (bends: number, cuts: number, input: string): BenchCase =>
  benchCase({
    group: 'split a grid, apply, undo',
    input: `degenerate: ${input}`,
    size: null,
    runs: 30,
    prepare: () => town(9, bends),
    run: (here) => {
      const grid = here.plan.get('g4' as GridId)!;
      return splitAndUndo(here, grid.id, lineAcross(here.plan, grid, cuts));
    },
  });

const check = (count: number): BenchCase =>
  benchCase({
    group: 'check a plan',
    input: `${count.toLocaleString('en')} grids of 60 vertices`,
    size: count,
    runs: count > 5000 ? 3 : 10,
    prepare: () => town(count, 14),
    run: ({ plan }) => checkPlan(plan, { communities: new Map(), tally: null }),
  });

/** Edits as a planner makes them, a tenth of them taken back at once; each is timed from the act to the plan it leaves. */
function timeEdits(edits: number): number[] {
  // A ring of 20 vertices, shared: 20,000 grids have about 180,000 different ones.
  const { plan } = town(20_000, 4);
  const random = seededRandom(11);
  const ids = [...plan.all()].map(({ id }) => id);
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const at = Math.floor(random() * ids.length);
    const grid = plan.get(ids[at]!);
    if (!grid) {
      // Gone by an edit before: its place goes to the last one.
      const last = ids.pop()!;
      if (at < ids.length) ids[at] = last;
      continue;
    }
    const operation = editOf(plan, grid, random(), edit);
    if (!operation) continue;
    const began = performance.now();
    const planned = runOperation(plan, operation);
    if (!planned.ok) continue;
    const inverse = invertChange(plan, planned.value);
    applyChange(plan, planned.value);
    times.push(performance.now() - began);
    // Half are taken back, so that the plan keeps its size; of the others the new grids are edited on.
    if (random() < 0.5) {
      const again = performance.now();
      applyChange(plan, inverse);
      times.push(performance.now() - again);
      continue;
    }
    for (const { id } of planned.value.put) if (id.startsWith('e')) ids.push(id);
  }
  return times.sort((a, b) => a - b);
}

function editOf(plan: IndexedPlan, grid: Grid, dice: number, edit: number): PlanOperation | null {
  const ring = grid.polygons[0]![0]!;
  const vertex = (i: number): [number, number] => {
    const k = (i * 2) % ring.length;
    return [fromLattice(ring[k]!), fromLattice(ring[k + 1]!)];
  };
  const [x, y] = vertex(2);
  if (dice < 0.3) return { name: 'move-vertex', at: [x, y], to: [x + 2e-5, y + 1e-5] };
  if (dice < 0.4) return { name: 'insert-vertex', edge: [vertex(0), vertex(1)], at: middleOf(vertex(0), vertex(1)) };
  if (dice < 0.7) {
    const line = lineAcross(plan, grid, 1).map(([lng, lat]): [number, number] => [lng, lat]);
    return { name: 'split', gridId: grid.id, line, newIds: [0, 1, 2].map((n) => `e${edit}-${n}` as GridId) };
  }
  const beside = plan.near(plan.boxOf(grid.id)!).find(({ id }) => id !== grid.id);
  if (dice < 0.9) {
    return beside ? { name: 'merge', gridIds: [grid.id, beside.id], newId: `e${edit}-m` as GridId } : null;
  }
  const [minX, minY, maxX, maxY] = plan.boxOf(grid.id)!;
  const [left, right] = [maxX - (maxX - minX) / 4, maxX + (maxX - minX) / 4].map(Math.round) as [number, number];
  const [low, high] = [minY + (maxY - minY) / 3, minY + (maxY - minY) / 2].map(Math.round) as [number, number];
  return { name: 'assign', gridId: grid.id, land: [[[left, low, right, low, right, high, left, high]]] };
}

const middleOf = (a: readonly [number, number], b: readonly [number, number]): [number, number] => [
  (a[0] + b[0]) / 2,
  (a[1] + b[1]) / 2,
];

let editTimes: number[] | null = null;
const editQuantile = (name: string, share: number): BenchFigure => ({
  group: 'an edit of 100,000, or its undo',
  input: `20,000 grids, 180,000 vertices: ${name}`,
  unit: 'ms',
  measure() {
    editTimes ??= timeEdits(100_000);
    return Promise.resolve(editTimes[Math.min(editTimes.length - 1, Math.floor(editTimes.length * share))]!);
  },
});

/** So many households in buildings of ten, strewn over the town. */
function people(town: Town, households: number): CompareInput['columns'] {
  const random = seededRandom(11);
  const count = households / 10;
  const width = town.columns * BLOCK_UNITS;
  const height = Math.ceil(town.plan.size / town.columns) * BLOCK_UNITS;
  const constant = (value: number): Int32Array => new Int32Array(count).fill(value);
  return {
    xy: Int32Array.from({ length: count * 2 }, (_, i) => Math.floor(random() * (i % 2 === 0 ? width : height))),
    households: constant(10),
    residents: constant(28),
    elderly: constant(6),
    assumed: constant(0),
  };
}

/** The town, and the town after every so-manieth grid was split and another pair merged. */
function twoPlans(count: number, households: number, every: number): CompareInput {
  const here = town(count, 14);
  const before = [...here.plan.all()];
  const columns = people(here, households);
  let serial = 0;
  const fresh = (): GridId[] => Array.from({ length: 20 }, () => `made-${serial++}` as GridId);
  for (let n = 0; n + 2 < count; n += every) {
    const grid = here.plan.get(`g${n}` as GridId)!;
    const cut = splitGrid(here.plan, { gridId: grid.id, line: lineAcross(here.plan, grid, 1), newIds: fresh() });
    if (cut.ok) applyChange(here.plan, cut.value);
    const joined = mergeGrids(here.plan, {
      gridIds: [`g${n + 1}` as GridId, `g${n + 2}` as GridId],
      newId: fresh()[0]!,
    });
    if (joined.ok) applyChange(here.plan, joined.value);
  }
  // Two plans read from a database share no object.
  return { before, after: structuredClone([...here.plan.all()]), columns, householdBand: [300, 500] };
}

const compare = (
  count: number,
  households: number,
  words: string,
  prepare: (input: CompareInput) => CompareInput,
  size: number | null = null,
): BenchCase =>
  benchCase({
    group: 'compare two plans',
    input: `${count.toLocaleString('en')} grids, ${households.toLocaleString('en')} households in buildings of ten; ${words}`,
    size,
    runs: count > 5000 ? 10 : 20,
    prepare: () => prepare(twoPlans(count, households, 10)),
    run: comparePlans,
  });

/** As the server has it: where the buildings of the earlier plan are is kept from one question to the next. */
const known = (input: CompareInput): CompareInput => ({ ...input, located: locateUnits(input.columns, input.before) });
const renamed = (input: CompareInput): CompareInput =>
  known({ ...input, after: input.after.map((grid) => ({ ...grid, id: `other-${grid.id}` as GridId })) });

export default {
  title: 'Planning',
  figures: [editQuantile('p50', 0.5), editQuantile('p99', 0.99), editQuantile('p99.9', 0.999)],
  cases: [
    ...grids.map(split),
    degenerate(2500, 1, 'a grid of 10,000 vertices'),
    degenerate(14, 150, 'a line of 150 bends'),
    ...grids.map(merge),
    ...grids.map(check),
    compare(246, 10_000, 'a tenth split, a tenth merged', known, 246),
    compare(2459, 100_000, 'a tenth split, a tenth merged', known, 2459),
    compare(20_000, 1_000_000, 'a tenth split, a tenth merged', known, 20_000),
    compare(20_000, 1_000_000, 'the same, buildings looked up first', (input) => input),
    compare(20_000, 1_000_000, 'degenerate: not one id in common', renamed),
  ],
} satisfies Bench;
