import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlans } from '../../geodata/plan/compare-plans';
import { locateUnits } from '../../geodata/plan/locate-units';
import type { LivingCount, PlanDifference } from '../../geodata/plan/compare-plans';
import { applyChange } from '../../geodata/plan/apply-change';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { mergeGrids } from '../../geodata/plan/merge-grids';
import { splitGrid } from '../../geodata/plan/split-grid';
import { releaseGrid } from '../../geodata/plan/release-grid';
import { assignPoints } from '../../geodata/geometry/assign-points';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { randomLine, randomPlan, seededRandom } from '../fixtures/random-plan';

const side = 4000;
const NOBODY = '';

interface Case {
  before: Grid[];
  after: Grid[];
  columns: { xy: number[]; households: number[]; residents: number[]; elderly: number[]; assumed: number[] };
  ancestry: Map<GridId, readonly GridId[]>;
}

/** A plan, the same after some random acts, and people strewn over the land. */
function randomCase(seed: number): Case {
  const random = seededRandom(seed);
  const plan = randomPlan(random, { side, origin: [0, 0], cuts: 3 + Math.floor(random() * 5), unassignedShare: 0.2 });
  const before = [...plan.all()];
  const ancestry = new Map<GridId, readonly GridId[]>();
  for (let step = 0; step < 6; step++) editAtRandom(random, plan, step, ancestry);
  const count = 150;
  const households = Array.from({ length: count }, () => (random() < 0.1 ? -1 : Math.floor(random() * 40)));
  return {
    before,
    after: [...plan.all()],
    ancestry,
    columns: {
      xy: Array.from({ length: count * 2 }, () => Math.round(-100 + random() * (side + 200))),
      households,
      residents: households.map((n) => (n < 0 ? -1 : n * 3)),
      elderly: households.map(() => -1),
      assumed: households.map(() => 0),
    },
  };
}

function editAtRandom(random: () => number, plan: IndexedPlan, step: number, ancestry: Case['ancestry']): void {
  const grids = [...plan.all()].filter((grid) => grid.kind !== 'unassigned');
  const grid = grids[Math.floor(random() * grids.length)];
  if (!grid) return;
  const newIds = Array.from({ length: 50 }, (_, n) => `s${step}-${n}` as GridId);
  const dice = random();
  const neighbour = plan.near(plan.boxOf(grid.id)!).find((other) => other.id !== grid.id);
  const edit =
    dice < 0.5
      ? splitGrid(plan, { gridId: grid.id, line: randomLine(random, plan, grid, 3), newIds, smallestSquareMetres: 0 })
      : dice < 0.85 && neighbour
        ? mergeGrids(plan, { gridIds: [grid.id, neighbour.id], newId: newIds[0]! })
        : releaseGrid(plan, { gridId: grid.id, newId: newIds[0]! });
  if (!edit.ok) return;
  for (const { id, parents } of edit.value.put) if (parents.length > 0) ancestry.set(id, parents);
  applyChange(plan, edit.value);
}

/** The rules said in so many words and checked pair by pair: slow, and without a thought in common with the program. */
function judge({ before, after, columns }: Case): {
  moved: string[];
  households: number;
  same: Map<string, string>;
  homes: { before: string[]; after: string[] };
} {
  const homeOf = (grids: Grid[]): string[] => {
    const named = grids.filter((grid) => grid.kind !== 'unassigned');
    return [
      ...assignPoints(
        columns.xy,
        named.map((grid) => grid.polygons),
      ),
    ].map((i) => named[i]?.id ?? NOBODY);
  };
  const [was, is] = [homeOf(before), homeOf(after)];
  const ids = (grids: Grid[]): string[] => grids.filter((grid) => grid.kind !== 'unassigned').map((grid) => grid.id);
  const same = new Map(ids(before).flatMap((id) => (ids(after).includes(id) ? [[id, id]] : [])));
  for (;;) {
    let best: { b: string; a: string; weight: [number, number] } | null = null;
    for (const b of ids(before)) {
      for (const a of ids(after)) {
        if (same.has(b) || [...same.values()].includes(a)) continue;
        const shared = was.flatMap((home, unit) => (home === b && is[unit] === a ? [unit] : []));
        if (shared.length === 0) continue;
        const weight: [number, number] = [
          shared.reduce((sum, unit) => sum + Math.max(0, columns.households[unit]!), 0),
          shared.length,
        ];
        if (!best || weight[0] > best.weight[0] || (weight[0] === best.weight[0] && weight[1] > best.weight[1])) {
          best = { b, a, weight };
        }
      }
    }
    if (!best) break;
    same.set(best.b, best.a);
  }
  const moved: string[] = [];
  let households = 0;
  was.forEach((home, unit) => {
    const stays = home === NOBODY ? is[unit] === NOBODY : same.get(home) === is[unit];
    if (stays) return;
    moved.push(`${unit}: ${home} > ${is[unit]}`);
    households += Math.max(0, columns.households[unit]!);
  });
  return { moved, households, same, homes: { before: was, after: is } };
}

function movedWords({ moved }: PlanDifference, { before, after }: Case): string[] {
  return [...moved.unit].map((unit, i) => {
    const [b, a] = [moved.from[i]!, moved.to[i]!];
    return `${unit}: ${b < 0 ? NOBODY : before[b]!.id} > ${a < 0 ? NOBODY : after[a]!.id}`;
  });
}

/** What lives in a grid, told one unit after the other. */
function countIn({ columns }: Case, homes: readonly string[], id: string): LivingCount {
  const units = homes.flatMap((home, unit) => (home === id ? [unit] : []));
  const sum = (column: number[]): number | null => {
    const known = units.map((unit) => column[unit]!).filter((count) => count >= 0);
    return known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
  };
  return { units: units.length, households: sum(columns.households), residents: sum(columns.residents) };
}

const band = [300, 500] as const;

describe('comparing plans', () => {
  it('moves exactly the households that brute force moves, and balances grid by grid', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const here = randomCase(seed);
        const difference = comparePlans({ ...here, householdBand: band });
        const judged = judge(here);
        expect(movedWords(difference, here)).toEqual(judged.moved);
        expect(difference.movedHouseholds).toBe(judged.households);
        const known = locateUnits(here.columns, here.before);
        expect(comparePlans({ ...here, located: known, householdBand: band })).toEqual(difference);
        for (const row of difference.grids) {
          seen.set(row.fate, (seen.get(row.fate) ?? 0) + 1);
          const twin = row.after === null ? row.id : row.sameAs;
          expect(row.before).toEqual(twin === null ? null : countIn(here, judged.homes.before, twin));
          if (row.after) expect(row.after).toEqual(countIn(here, judged.homes.after, row.id));
          if (row.after === null) continue;
          expect(row.sameAs ?? undefined).toBe([...judged.same].find(([, a]) => a === row.id)?.[0]);
          const change = (row.after.households ?? 0) - (row.before?.households ?? 0);
          expect(row.joined - row.left).toBe(change);
        }
        const kept = here.before.filter((grid) => grid.kind !== 'unassigned').length;
        const bins = difference.histogram.reduce((sum, bin) => sum + bin.before, 0);
        expect(bins).toBeLessThanOrEqual(kept);
      }),
      { numRuns: 150, seed: 20261127 },
    );
    for (const fate of ['unchanged', 'split', 'merged', 'retired'])
      expect(seen.get(fate) ?? 0, fate).toBeGreaterThan(20);
  });

  it('finds nothing between a plan and itself, and turns round', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const here = randomCase(seed);
        const none = comparePlans({ ...here, after: here.before, householdBand: band });
        expect(none.moved.unit).toHaveLength(0);
        expect(none.grids.every(({ fate }) => fate === 'unchanged')).toBe(true);
        const there = comparePlans({ ...here, householdBand: band });
        const back = comparePlans({ ...here, before: here.after, after: here.before, householdBand: band });
        expect(back.histogram.map(({ after }) => after)).toEqual(there.histogram.map(({ before }) => before));
      }),
      { numRuns: 50, seed: 20261128 },
    );
  });

  it('leads from a grid back to its ancestors over grids that are in neither plan', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const here = randomCase(seed);
        const { grids } = comparePlans({ ...here, householdBand: band });
        const earlier = new Set<string>(here.before.map(({ id }) => id));
        const ancestors = (id: GridId): string[] =>
          earlier.has(id) ? [id] : (here.ancestry.get(id) ?? []).flatMap(ancestors);
        for (const { id, from, after } of grids) {
          if (after) expect([...from].sort()).toEqual([...new Set(ancestors(id))].sort());
        }
      }),
      { numRuns: 100, seed: 20261129 },
    );
  });
});
