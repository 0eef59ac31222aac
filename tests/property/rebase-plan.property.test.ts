import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChange } from '../../geodata/plan/apply-change';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { mergeGrids } from '../../geodata/plan/merge-grids';
import { rebasePlan } from '../../geodata/plan/rebase-plan';
import { compareLand } from '../../geodata/plan/same-land';
import { splitGrid } from '../../geodata/plan/split-grid';
import { doubledArea } from '../../geodata/geometry/ring-area';
import { findCrossing } from '../../geodata/geometry/find-crossing';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { randomLine, randomPlan, seededRandom, wholeLand } from '../fixtures/random-plan';

const copyOf = (plan: IndexedPlan): IndexedPlan =>
  new IndexedPlan({ rules: plan.rules, communities: [...plan.communities.values()], grids: [...plan.all()] });

/** Some acts on grids of one half of the plan only, so that two planners keep out of each other's grids. */
function edit(random: () => number, plan: IndexedPlan, half: ReadonlySet<GridId>, prefix: string): void {
  const mine = (grid: Grid): boolean => half.has(grid.id) || grid.id.startsWith(prefix);
  for (let step = 0; step < 5; step++) {
    const grids = [...plan.all()].filter(mine);
    const grid = grids[Math.floor(random() * grids.length)];
    if (!grid) return;
    const newIds = Array.from({ length: 50 }, (_, n) => `${prefix}${step}-${n}` as GridId);
    const neighbour = grids.find((other) => other.id !== grid.id && other.communityId === grid.communityId);
    const made =
      random() < 0.7 || !neighbour
        ? splitGrid(plan, { gridId: grid.id, line: randomLine(random, plan, grid, 3), newIds, smallestSquareMetres: 0 })
        : mergeGrids(plan, { gridIds: [grid.id, neighbour.id], newId: newIds[0]! });
    if (made.ok) applyChange(plan, made.value);
  }
}

it('taking over what was published leaves no gap and no overlap, and keeps what both made', () => {
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seededRandom(seed);
      const base = randomPlan(random, {
        side: 4_000_000,
        origin: [1_163_000_000, 394_300_000],
        cuts: 5,
        unassignedShare: 0,
      });
      const ids = [...base.all()].map(({ id }) => id);
      const half = new Set(ids.filter((_, i) => i % 2 === 0));
      const [draft, published] = [copyOf(base), copyOf(base)];
      edit(random, draft, half, 'mine');
      edit(random, published, new Set(ids.filter((id) => !half.has(id))), 'theirs');
      const before = JSON.stringify([...draft.all()].sort((a, b) => (a.id < b.id ? -1 : 1)));
      const change = rebasePlan(draft, { base: [...base.all()], published: [...published.all()], subject: '' });
      expect(JSON.stringify([...draft.all()].sort((a, b) => (a.id < b.id ? -1 : 1)))).toBe(before);
      if (!change.ok) {
        refused++;
        return;
      }
      taken++;
      applyChange(draft, change.value);
      const faces = [...draft.all()].map(({ polygons }) => polygons);
      expect(compareLand(faces, faces)).not.toBeNull();
      expect(faces.reduce((sum, face) => sum + doubledArea(face), 0)).toBe(doubledArea(wholeLand(draft)));
      for (const face of faces) expect(findCrossing(face)).toBeNull();
      for (const { id } of published.all()) if (id.startsWith('theirs')) expect(draft.has(id)).toBe(true);
      for (const id of ids) if (!published.has(id)) expect(draft.has(id)).toBe(false);
    }),
    { numRuns: 150, seed: 20261127 },
  );
  expect(taken, `refused ${refused}`).toBeGreaterThan(75);
});
