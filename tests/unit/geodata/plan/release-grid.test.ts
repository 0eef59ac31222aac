import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../../geodata/plan/apply-change';
import { checkPlan } from '../../../../geodata/plan/check-plan';
import { drawGrid } from '../../../../geodata/plan/draw-grid';
import { invertChange } from '../../../../geodata/plan/invert-change';
import { releaseGrid } from '../../../../geodata/plan/release-grid';
import { runOperation } from '../../../../geodata/plan/run-operation';
import { fromLattice } from '../../../../geodata/schema/coordinates';
import type { GridId } from '../../../../geodata/schema/ids';
import type { IndexedPlan } from '../../../../geodata/plan/indexed-plan';
import { randomPlan, seededRandom } from '../../../fixtures/random-plan';

const newId = 'land' as GridId;
const anyPlan = (): IndexedPlan =>
  randomPlan(seededRandom(5), { side: 1000, origin: [0, 0], cuts: 4, unassignedShare: 0 });
const bytes = (plan: IndexedPlan): string => JSON.stringify([...plan.all()].sort((a, b) => (a.id < b.id ? -1 : 1)));
const findings = (plan: IndexedPlan): string[] =>
  checkPlan(plan, { communities: new Map(), tally: null }).map(({ code }) => code);

describe('release', () => {
  it('makes the land of a grid free to draw on, and is taken back to the same bytes', () => {
    const plan = anyPlan();
    const [grid] = [...plan.all()];
    const before = bytes(plan);
    const done = runOperation(plan, { name: 'release', gridId: grid!.id, newId });
    if (!done.ok) throw new Error(done.problem.code);
    const inverse = invertChange(plan, done.value);
    applyChange(plan, done.value);
    expect(plan.get(newId)).toMatchObject({ kind: 'unassigned', code: null, workers: [], parents: [grid!.id] });
    expect(plan.get(newId)!.polygons).toEqual(grid!.polygons);
    expect(findings(plan)).toEqual(['check.unassigned']);

    const ring = [
      [-1, -1],
      [1001, -1],
      [1001, 1001],
      [-1, 1001],
    ].map(([x, y]): [number, number] => [fromLattice(x!), fromLattice(y!)]);
    const drawn = drawGrid(plan, {
      communityId: grid!.communityId,
      ring,
      newIds: ['drawn' as GridId],
      gridName: '',
      smallestSquareMetres: 0,
    });
    expect(drawn.ok && drawn.value.put[0]!.polygons).toEqual(grid!.polygons);

    const undone = runOperation(plan, {
      name: 'replace',
      act: 'undo',
      subject: '',
      put: inverse.put.map((one) => structuredClone(one) as never),
      delete: [...inverse.delete],
    });
    if (!undone.ok) throw new Error(undone.problem.code);
    applyChange(plan, undone.value);
    expect(bytes(plan)).toBe(before);
  });

  it('refuses free land, and an id that is taken', () => {
    const plan = anyPlan();
    const [grid, other] = [...plan.all()];
    expect(releaseGrid(plan, { gridId: grid!.id, newId: other!.id })).toMatchObject({
      problem: { code: 'plan.id-taken' },
    });
    const done = releaseGrid(plan, { gridId: grid!.id, newId });
    if (!done.ok) throw new Error(done.problem.code);
    applyChange(plan, done.value);
    expect(releaseGrid(plan, { gridId: newId, newId: 'x' as GridId })).toMatchObject({
      problem: { code: 'grid.not-found' },
    });
  });
});

describe('checks of workers', () => {
  it('warn of a grid without one, and say once where no grid has any', () => {
    const plan = anyPlan();
    const [first, ...rest] = [...plan.all()];
    plan.put({ ...first!, workers: [] });
    expect(checkPlan(plan, { communities: new Map(), tally: null })).toMatchObject([
      { code: 'check.no-worker', severity: 'warning', gridId: first!.id },
    ]);
    for (const grid of rest) plan.put({ ...grid, workers: [] });
    expect(findings(plan)).toEqual(['check.workers-unknown']);
  });
});
