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
  checker.take({
    kind: 'open',
    turn: 1,
    content: { rules: plan.rules, communities: [...plan.communities.values()], grids: [...plan.all()] },
    borders: [],
    columns: null,
  });
  const whole = (): unknown => checkPlan(plan, { communities: new Map(), tally: null });
  expect(checker.check()).toEqual(whole());
  const grid = [...plan.all()].find(({ kind }) => kind === 'general')!;
  const done = runOperation(plan, { name: 'release', gridId: grid.id, newId: 'land' as GridId });
  if (!done.ok) throw new Error(done.problem.code);
  applyChange(plan, done.value);
  checker.take({ kind: 'change', turn: 2, put: done.value.put, delete: done.value.delete });
  expect(checker.check()).toEqual(whole());
  checker.take({ kind: 'close', turn: 3 });
  expect(checker.check()).toBeNull();
});
