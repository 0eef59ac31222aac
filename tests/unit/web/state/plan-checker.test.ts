import { expect, it } from 'vitest';
import { applyChange } from '../../../../geodata/plan/apply-change';
import { checkPlan } from '../../../../geodata/plan/check-plan';
import { runOperation } from '../../../../geodata/plan/run-operation';
import type { GridId } from '../../../../geodata/schema/ids';
import { PlanChecker } from '../../../../web/state/plan-checker';
import { randomPlan, seededRandom } from '../../../fixtures/random-plan';

it('follows the changes of a plan and finds what a check of the whole plan finds', () => {
  const plan = randomPlan(seededRandom(5), { side: 1000, origin: [0, 0], cuts: 4, unassignedShare: 0.2 });
  const checker = new PlanChecker();
  expect(checker.check()).toBeNull();
  const grids = [...plan.all()];
  const content = { rules: plan.rules, communities: [...plan.communities.values()] };
  // A plan that is left while it is handed over leaves nothing behind.
  checker.take({ kind: 'faces', turn: 1, grids: grids.slice(1) });
  checker.take({ kind: 'faces', turn: 2, grids: grids.slice(0, 2) });
  checker.take({ kind: 'faces', turn: 2, grids: grids.slice(2) });
  expect(checker.check()).toBeNull();
  checker.take({ kind: 'borders', turn: 2, borders: [] });
  checker.take({ kind: 'open', turn: 2, content, columns: null });
  const whole = (): unknown => checkPlan(plan, { communities: new Map(), tally: null });
  expect(checker.check()).toEqual(whole());
  const grid = [...plan.all()].find(({ kind }) => kind === 'general')!;
  const done = runOperation(plan, { name: 'release', gridId: grid.id, newId: 'land' as GridId });
  if (!done.ok) throw new Error(done.problem.code);
  applyChange(plan, done.value);
  checker.take({ kind: 'change', turn: 3, put: done.value.put, delete: done.value.delete });
  expect(checker.check()).toEqual(whole());
  checker.take({ kind: 'close', turn: 4 });
  expect(checker.check()).toBeNull();
});
