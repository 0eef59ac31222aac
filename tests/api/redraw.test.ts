import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTwoCounts } from '../../geodata/incidents/hot-spots/compare-periods';
import type { GridId } from '../../geodata/schema/ids';
import type { Incident } from '../../geodata/schema/incident';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { planContentSchema, planWireSchema } from '../../geodata/schema/plan';
import type { PlanOperation } from '../../geodata/schema/plan';
import { redrawComparisonSchema } from '../../geodata/schema/redraw';
import type { RedrawComparison, RedrawGroup } from '../../geodata/schema/redraw';
import { seededRandom } from '../fixtures/random-plan';
import { BLOCK_HEIGHT, BLOCK_WIDTH, smallPlace, smallPlacePoint as at, SOUTH, WEST } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
/** Three in four of 800 reports lie in the south-western quarter of A1, the others anywhere in the town and around it. */
beforeAll(async () => {
  const town = smallPlace();
  const random = seededRandom(5);
  const more = Array.from({ length: 800 }, (_, i): Incident => {
    const isWest = random() < 0.75;
    const [column, row] = isWest ? [random() * 0.5, random() * 0.5] : [random() * 6 - 0.5, random() * 3 - 0.5];
    return {
      ...town.incidents[i % 24]!,
      id: `more-${i}` as Incident['id'],
      caseNumber: `more-${i}`,
      channelRef: `more-${i}`,
      point: [WEST + Math.round(column * BLOCK_WIDTH), SOUTH + Math.round(row * BLOCK_HEIGHT)],
    };
  });
  server = await createTestApp({ ...town, incidents: [...town.incidents, ...more] });
});
afterAll(() => server.close());

async function request(path: string, body?: unknown): Promise<Response> {
  return server.request(`/places/small${path}`, body === undefined ? {} : { method: 'POST', body });
}
async function got<T>(path: string): Promise<T> {
  const response = await request(path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
async function draft(): Promise<string> {
  const made = await request('/plans', { from: 'general-published', name: { zh: '草案', en: 'Draft' } });
  return planWireSchema.parse(await made.json()).id;
}
async function act(plan: string, operation: PlanOperation, ids: readonly string[]): Promise<void> {
  const { grids } = planContentSchema.parse(await got(`/plans/${plan}`));
  const base = Object.fromEntries(grids.filter(({ id }) => ids.includes(id)).map(({ id, revision }) => [id, revision]));
  const done = await request(`/plans/${plan}/commits`, { operation, base });
  expect(done.status, await done.clone().text()).toBe(200);
}
const redraw = async (plan: string): Promise<RedrawComparison> =>
  redrawComparisonSchema.parse(await got(`/plans/general-published/compare/${plan}/incidents`));
const countsOf = async (plan: string): Promise<Map<string, number>> =>
  new Map(
    (await got<IncidentSummaryWire>(`/incidents/summary?plan=${plan}`)).byGrid.map(({ gridId, count }) => [
      gridId,
      count,
    ]),
  );
const sum = (grids: RedrawGroup['before']): number => grids.reduce((total, { count }) => total + count, 0);

async function expectConserved(plan: string): Promise<RedrawComparison> {
  const found = await redraw(plan);
  const { total } = found;
  for (const side of ['Before', 'After'] as const) {
    expect(total[`inGrids${side}`] + total[`outside${side}`] + total.withoutPoint).toBe(total.incidents);
  }
  const [was, is] = [await countsOf('general-published'), await countsOf(plan)];
  for (const { before, after, freed, gained } of found.groups) {
    expect(sum(before) - freed + gained).toBe(sum(after));
    for (const { gridId, count } of before) expect(count).toBe(was.get(gridId));
    for (const { gridId, count } of after) expect(count).toBe(is.get(gridId));
  }
  return found;
}

describe('what redrawing does to incidents', () => {
  it('is nothing where no land differs', async () => {
    expect((await expectConserved(await draft())).groups).toEqual([]);
  });

  it('shows a split on both sides, and whether the rates of the new grids differ', async () => {
    const plan = await draft();
    const line: [number, number][] = [at(0.5, -0.5), at(0.501, 1.5)];
    await act(plan, { name: 'split', gridId: 'a1' as GridId, line, newIds: ['p', 'q', 'r'] as GridId[] }, ['a1']);
    const { groups, months } = await expectConserved(plan);
    expect(groups.length).toBe(1);
    const [{ before, after }] = groups as [RedrawGroup];
    expect(before.map(({ gridId }) => gridId as string)).toEqual(['a1']);
    expect(after.map(({ gridId }) => gridId as string).sort()).toEqual(['p', 'q']);
    const [high, low] = [...after].sort((a, b) => b.perThousand! - a.perThousand!) as [
      (typeof after)[0],
      (typeof after)[0],
    ];
    expect([high!.test!.finding, low!.test!.finding]).toEqual(['high', 'low']);
    const chance = compareTwoCounts([high!.count, low!.count], [high!.people!, low!.people!]);
    // Both tests are the same one; the larger of two equal values stays as it is.
    expect(high!.test!.adjustedChance).toBeCloseTo(chance, 12);
    expect(high!.test!.otherPerThousand).toBeCloseTo(low!.perThousand!, 9);
    expect(before[0]!.people).toBe(high!.people! + low!.people!);
    expect(before[0]!.posts).toBe(1);
    expect(before[0]!.perWorkerMonth).toBeCloseTo(before[0]!.count / months, 9);
  });

  it('holds a merged grid against the rest of the plan', async () => {
    const plan = await draft();
    await act(plan, { name: 'merge', gridIds: ['a1', 'a2'] as GridId[], newId: 'm' as GridId }, ['a1', 'a2']);
    const { groups } = await expectConserved(plan);
    const [{ before, after }] = groups as [RedrawGroup];
    expect(before.map(({ gridId }) => gridId as string).sort()).toEqual(['a1', 'a2']);
    expect(after[0]!.test).toMatchObject({ against: 'plan', finding: 'high' });
    expect(after[0]!.posts).toBe(2);
  });

  it('tells two places apart, and what leaves the grids', async () => {
    const plan = await draft();
    await act(plan, { name: 'merge', gridIds: ['b3', 'b4'] as GridId[], newId: 'm2' as GridId }, ['b3', 'b4']);
    const [, releasable] = ['a3', 'a4'];
    await act(plan, { name: 'release', gridId: releasable as GridId, newId: 'free' as GridId }, [releasable!]);
    const { groups, total } = await expectConserved(plan);
    expect(groups.length).toBe(2);
    const gone = groups.find(({ after }) => after.length === 0)!;
    expect(gone.before.map(({ gridId }) => gridId as string)).toEqual([releasable]);
    expect(gone.freed).toBe(sum(gone.before));
    expect(total.outsideAfter - total.outsideBefore).toBe(gone.freed);
  });

  it('is refused for a plan that is not there', async () => {
    const response = await request('/plans/general-published/compare/nowhere/incidents');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'plan.not-found']);
  });
});
