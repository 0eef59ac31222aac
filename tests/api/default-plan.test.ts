import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CoverageAnswer } from '../../geodata/schema/coverage';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import type { PlanWire } from '../../geodata/schema/plan';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  const dataset = smallPlace();
  // No published plan, and the older draft is the first by id.
  test = await createTestApp({
    ...dataset,
    plans: dataset.plans.map((plan) => ({ ...plan, plan: { ...plan.plan, status: 'draft' } })),
  });
});
afterAll(() => test.close());

const get = async <T>(path: string): Promise<T> => (await (await test.request(`/places/small${path}`)).json()) as T;

it('counts by one and the same plan in every answer that was asked for none', async () => {
  const { plans } = await get<{ plans: PlanWire[] }>('/plans');
  const made = await test.request('/places/small/plans', {
    method: 'POST',
    body: { from: plans[0]!.id, name: { zh: '新草稿' } },
  });
  const draft = (await made.json()) as PlanWire;
  const [first, ...others] = (await get<{ plans: PlanWire[] }>('/plans')).plans;
  expect(others).toHaveLength(1);
  expect([first!.id, others[0]!.id].sort()).toEqual([plans[0]!.id, draft.id].sort());

  const shown = first!.id;
  expect((await get<IncidentSummaryWire>('/incidents/summary')).plan?.id).toBe(shown);
  expect((await get<CoverageAnswer>('/coverage?kind=clinic&minutes=15')).plan?.id).toBe(shown);
  for (const { id } of [first!, ...others]) {
    expect((await get<IncidentSummaryWire>(`/incidents/summary?plan=${id}`)).plan?.id).toBe(id);
  }
});
