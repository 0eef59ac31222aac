import { fullTimePosts } from '../../geodata/plan/grid-workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../geodata/plan/apply-change';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import type { PlannedChange } from '../../geodata/plan/planned-change';
import { redrawGrids } from '../../geodata/plan/redraw-grids';
import { replaceGrids } from '../../geodata/plan/replace-grids';
import { compareLand } from '../../geodata/plan/same-land';
import { runOperation } from '../../geodata/plan/run-operation';
import { splitGrid } from '../../geodata/plan/split-grid';
import { findCrossing } from '../../geodata/geometry/find-crossing';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { doubledArea } from '../../geodata/geometry/ring-area';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { randomOperation } from '../fixtures/random-operation';
import { communityId, randomLine, randomPlan, seededRandom, wholeLand } from '../fixtures/random-plan';
import { judgeCoverage } from '../fixtures/judge-coverage';

const full = process.env['PROVE'] === 'full';

/** Cases are told in runs of 500, so that the time limit is one run's and the number of cases is not bound by it. */
const runs = full ? [1, 2, 3, 4, 5, 6] : [1];
const casesInRun = full ? 500 : 100;
/** A run of the full proof may share the machine with others. */
const timeLimit = full ? 600_000 : undefined;

/**
 * Seeds that failed once. 1077697998: a cut ended on the rim of the land, rounding pushed the rim by one unit onto the
 * border of a face across the open, and nobody owned the other side to notice. 1081308243: two borders met in a
 * rounded vertex, and comparing the land took the wrong way on. The others: land in two pieces at first.
 */
const onceFailed: [number][] = [[1077697998], [1081275245], [-2065234280], [-1859348605], [1081308243]];

/** Tiny lattices make rounding bite at every vertex; the county-sized one is what planners have. */
const sizes = [
  { name: 'a lattice of 40 units', side: 40, origin: [0, 0] as const },
  { name: 'a lattice of 1,000 units', side: 1000, origin: [-500, 7] as const },
  { name: 'a county', side: 4_000_000, origin: [1_163_000_000, 394_300_000] as const },
];

function snapshot(plan: IndexedPlan): string {
  return JSON.stringify([...plan.all()].sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function shapes(plan: IndexedPlan, community?: AreaId): MultiPolygon[] {
  return (community ? plan.inCommunity(community) : [...plan.all()]).map((grid) => grid.polygons);
}

/** Rings of each piece of the land: a toy lattice may round the first land into two pieces that touch at a corner. */
const ringCounts = (plan: IndexedPlan): number[] => wholeLand(plan).map((polygon) => polygon.length);

/** Exact: every edge inside the land has its partner, no edge is run twice, areas add up, the land keeps its pieces. */
function expectExactCoverage(plan: IndexedPlan, rings: readonly number[]): void {
  const faces = shapes(plan);
  expect(compareLand(faces, faces)).not.toBeNull();
  const land = wholeLand(plan);
  expect(ringCounts(plan)).toEqual(rings);
  const sum = faces.reduce((total, face) => total + doubledArea(face), 0);
  expect(sum).toBe(doubledArea(land));
  for (const face of faces) expect(findCrossing(face)).toBeNull();
}

describe.each(sizes)('random edits on $name', ({ side, origin }) => {
  it.each(runs)(
    'leave no gap, no overlap, every community on its land, and undo to the same bytes, run %i',
    (run) => {
      let accepted = 0;
      const acts = new Map<string, number>();
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side, origin, cuts: 3 + Math.floor(random() * 6), unassignedShare: 0.25 });
          const rings = ringCounts(plan);
          expectExactCoverage(plan, rings);
          const undo: { inverse: PlannedChange; before: string }[] = [];
          for (let step = 0; step < 12; step++) {
            const operation = randomOperation(random, plan, `s${step}`, true);
            const edit = operation && runOperation(plan, operation);
            if (!edit?.ok) continue;
            accepted++;
            const change = edit.value;
            acts.set(change.note.act, (acts.get(change.note.act) ?? 0) + 1);
            const before = snapshot(plan);
            const landBefore = [0, 1, 2, 3].map((n) => shapes(plan, communityId(n)));
            undo.push({ inverse: { ...invertChange(plan, change), notices: [] }, before });
            applyChange(plan, change);
            expectExactCoverage(plan, rings);
            landBefore.forEach((land, n) => expect(compareLand(land, shapes(plan, communityId(n)))).not.toBeNull());
          }
          expect(judgeCoverage(shapes(plan), wholeLand(plan))).toBe('');
          for (const { inverse, before } of undo.reverse()) {
            const redo = invertChange(plan, inverse);
            const after = snapshot(plan);
            const replaced = replaceGrids(plan, { act: 'undo', subject: '', put: inverse.put, delete: inverse.delete });
            expect(replaced.ok && replaced.value.put).toEqual(inverse.put);
            applyChange(plan, inverse);
            expect(snapshot(plan)).toBe(before);
            applyChange(plan, redo);
            expect(snapshot(plan)).toBe(after);
            applyChange(plan, inverse);
          }
        }),
        { numRuns: casesInRun, seed: 20260304 + run, examples: onceFailed },
      );
      expect(accepted).toBeGreaterThan(100);
      for (const act of ['split', 'merge', 'draw', 'move', 'reshape', 'assign']) {
        expect(acts.get(act) ?? 0, act).toBeGreaterThan(4);
      }
    },
    timeLimit,
  );
});

describe('replace', () => {
  it.each(runs)(
    'refuses faces that do not tile the same land, run %i',
    (run) => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side: 1000, origin: [0, 0], cuts: 5, unassignedShare: 0 });
          const all = [...plan.all()];
          const grid = all[Math.floor(random() * all.length)]!;
          const ring = [...grid.polygons[0]![0]!];
          ring[0] = ring[0]! + 3 + Math.floor(random() * 50);
          const put: Grid[] = [{ ...grid, polygons: [[ring, ...grid.polygons[0]!.slice(1)]] }];
          const moved = replaceGrids(plan, { act: 'undo', subject: '', put, delete: [] });
          expect(moved.ok).toBe(false);
          const dropped = replaceGrids(plan, { act: 'undo', subject: '', put: [], delete: [grid.id] });
          expect(dropped.ok).toBe(false);
          const doubled = replaceGrids(plan, {
            act: 'undo',
            subject: '',
            put: [{ ...grid, id: 'twin' as GridId }],
            delete: [],
          });
          expect(doubled.ok).toBe(false);
        }),
        { numRuns: casesInRun, seed: 6 + run },
      );
    },
    timeLimit,
  );
});

describe('redraw', () => {
  it.each(runs)(
    'lays grids anew on exactly their land, and takes no other faces, run %i',
    (run) => {
      let accepted = 0;
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side: 4000, origin: [0, 0], cuts: 6, unassignedShare: 0.1 });
          const rings = ringCounts(plan);
          const all = [...plan.all()].filter((grid) => grid.kind !== 'unassigned');
          const grid = all[Math.floor(random() * all.length)]!;
          const line = randomLine(random, plan, grid, 3);
          const newIds = Array.from({ length: 50 }, (_, n) => `n${n}` as GridId);
          const split = splitGrid(plan, { gridId: grid.id, line, newIds, smallestSquareMetres: 0 });
          if (!split.ok) return;
          const faces = split.value.put
            .filter(({ id }) => id.startsWith('n'))
            .map(({ id, polygons }) => ({ id, polygons }));
          const { communityId: community } = grid;
          const workers = (): number => [...plan.all()].reduce((sum, one) => sum + fullTimePosts(one.workers), 0);
          const before = workers();
          const done = redrawGrids(plan, { act: 'partition', communityId: community, faces, delete: [grid.id] });
          if (!done.ok) throw new Error(done.problem.code);
          accepted++;
          const short = { act: 'partition' as const, communityId: community, faces: faces.slice(1), delete: [grid.id] };
          expect(redrawGrids(plan, short).ok).toBe(false);
          applyChange(plan, done.value);
          expectExactCoverage(plan, rings);
          expect(workers()).toBe(before);
          const codes = faces.map(({ id }) => plan.get(id)!.code);
          expect(new Set(codes).size).toBe(faces.length);
          // Kept under its id, a grid keeps all but its land.
          const [kept, ...rest] = faces.map(({ id }) => plan.get(id)!);
          const merged = { id: kept!.id, polygons: dissolveFaces([kept!, ...rest].map(({ polygons }) => polygons)) };
          const gone = rest.map(({ id }) => id);
          const balanced = redrawGrids(plan, { act: 'balance', communityId: community, faces: [merged], delete: gone });
          if (!balanced.ok) throw new Error(balanced.problem.code);
          applyChange(plan, balanced.value);
          expectExactCoverage(plan, rings);
          expect(plan.get(kept!.id)).toMatchObject({ code: kept!.code, name: kept!.name });
          expect(workers()).toBe(before);
        }),
        { numRuns: casesInRun, seed: 11 + run },
      );
      expect(accepted).toBeGreaterThan(20);
    },
    timeLimit,
  );
});
