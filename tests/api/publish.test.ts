import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planContentSchema, planWireSchema } from '../../geodata/schema/plan';
import type { PlanContent, PlanOperation, PlanWire } from '../../geodata/schema/plan';
import type { GridId } from '../../geodata/schema/ids';
import { publicationPreviewSchema, publicationSchema } from '../../geodata/schema/publication';
import type { Publication, PublicationPreview } from '../../geodata/schema/publication';
import { clockedApp } from '../fixtures/clocked-app';
import { seededRandom } from '../fixtures/random-plan';
import { smallPlacePoint as at } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

/** 2025-07-01 by the place's clock, at noon: the clock of the test app, turned by hand. */
const FIRST = Date.UTC(2025, 6, 1, 4);
const DAY = 86_400_000;

let server: TestApp;
let app: ReturnType<typeof clockedApp>;
let now: number;
beforeEach(async () => {
  server = await createTestApp();
  now = FIRST;
  app = clockedApp(server, () => now);
});
afterEach(() => server.close());

const imported = 'general-published';

async function request(path: string, body?: unknown, author = ''): Promise<Response> {
  return app.request(`/api/places/small${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'Content-Type': 'application/json', 'X-Getu-Author': encodeURIComponent(author) },
  });
}
async function got<T>(path: string): Promise<T> {
  const response = await request(path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const content = async (plan: string): Promise<PlanContent> => planContentSchema.parse(await got(`/plans/${plan}`));
const plansNow = async (): Promise<PlanWire[]> => (await got<{ plans: PlanWire[] }>('/plans')).plans;

async function makeDraft(from: string | null = imported, scheme?: string): Promise<string> {
  const made = await request('/plans', { from: from ?? undefined, scheme, name: { zh: '草案', en: 'Draft' } });
  expect(made.status).toBe(201);
  return planWireSchema.parse(await made.json()).id;
}

let serial = 0;
const newIds = (): GridId[] => Array.from({ length: 10 }, () => `n${++serial}` as GridId);

async function act(plan: string, operation: PlanOperation, ids: readonly string[]): Promise<Response> {
  const { grids } = await content(plan);
  const base = Object.fromEntries(grids.filter(({ id }) => ids.includes(id)).map(({ id, revision }) => [id, revision]));
  return request(`/plans/${plan}/commits`, { operation, base });
}
/** Splits a grid of the first two columns of blocks along a column; the new grids' ids, largest first. */
async function split(plan: string, grid: string, column: number): Promise<GridId[]> {
  const ids = newIds();
  const line = [at(column, -0.5), at(column + 0.001, 2.5)];
  const done = await act(plan, { name: 'split', gridId: grid as GridId, line, newIds: ids }, [grid]);
  expect(done.status).toBe(200);
  return ids.slice(0, 2);
}
async function merge(plan: string, grids: readonly string[]): Promise<GridId> {
  const [newId] = newIds() as [GridId];
  const done = await act(plan, { name: 'merge', gridIds: grids as GridId[], newId }, grids);
  expect(done.status).toBe(200);
  return newId;
}
const publish = (plan: string, effectiveFrom: string, more: object = {}, author = ''): Promise<Response> =>
  request(`/plans/${plan}/publish`, { effectiveFrom, ...more }, author);
async function published(response: Response): Promise<Publication> {
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify([body, ...server.log])).toBe(200);
  return publicationSchema.parse(body);
}
const preview = async (plan: string): Promise<PublicationPreview> =>
  publicationPreviewSchema.parse(await got(`/plans/${plan}/publication`));
const codesOf = async (plan: string): Promise<Map<string, string>> =>
  new Map((await content(plan)).grids.flatMap(({ id, code }) => (code === null ? [] : [[id as string, code]])));

describe('publishing a draft', () => {
  it('puts it in force from its day, ends the one before, and leaves both as they are', async () => {
    const draft = await makeDraft();
    const [left, right] = await split(draft, 'a1', 0.5);
    const before = await preview(draft);
    expect(before).toMatchObject({ earliest: '2025-07-01', against: { id: imported }, outdated: null });
    expect(before.totals).toMatchObject({
      gridsBefore: 8,
      gridsAfter: 9,
      fates: { split: 2, unchanged: 7, retired: 0 },
    });

    const answer = await published(await publish(draft, '2025-07-01', { revision: 1 }, '王工'));
    expect(answer.plan).toMatchObject({
      status: 'published',
      standing: 'in-force',
      effectiveFrom: '2025-07-01',
      effectiveTo: null,
      publishedBy: '王工',
    });
    expect(answer.warnings.map(({ severity }) => severity)).not.toContain('error');
    const plans = await plansNow();
    expect(plans[0]).toMatchObject({ id: draft, standing: 'in-force' });
    expect(plans.find(({ id }) => id === imported)).toMatchObject({ standing: 'past', effectiveTo: '2025-07-01' });
    const codes = await codesOf(draft);
    expect([codes.get(left!)!.slice(-3), codes.get(right!)!.slice(-3)].sort()).toEqual(['005', '006']);
    for (const [id, code] of await codesOf(imported)) if (id !== 'a1') expect(codes.get(id)).toBe(code);

    const edit = await act(draft, { name: 'rename', gridId: 'a2' as GridId, gridName: '新名' }, ['a2']);
    expect(await edit.json()).toMatchObject({ code: 'plan.not-a-draft' });
    expect(await (await publish(draft, '2025-08-01')).json()).toMatchObject({ code: 'plan.not-a-draft' });
  });

  it('is what every answer counts by that names no plan, from its day on and not before', async () => {
    const draft = await makeDraft();
    await split(draft, 'a1', 0.5);
    await published(await publish(draft, '2025-07-03'));
    const counted = async (): Promise<(string | undefined)[]> => {
      type Answer = { plan: { id: string } | null };
      return [
        (await got<Answer>('/incidents/summary')).plan?.id,
        (await got<Answer>('/coverage?kind=clinic&minutes=15')).plan?.id,
        (await got<Answer>('/overview')).plan?.id,
        (await plansNow())[0]?.id,
      ];
    };
    expect(await counted()).toEqual([imported, imported, imported, imported]);
    // A minute before midnight in Shanghai, and midnight.
    now = Date.UTC(2025, 6, 2, 15, 59);
    expect(await counted()).toEqual([imported, imported, imported, imported]);
    now = Date.UTC(2025, 6, 2, 16, 0);
    expect(await counted()).toEqual([draft, draft, draft, draft]);
    expect((await content(draft)).plan.standing).toBe('in-force');
    expect((await content(imported)).plan).toMatchObject({ standing: 'past', effectiveTo: '2025-07-03' });
  });

  it('says how codes of the draft have become others', async () => {
    const [one, other] = [await makeDraft(), await makeDraft()];
    const [first] = await split(one, 'a1', 0.5);
    const [second] = await split(other, 'b1', 2.5);
    const [third] = await split(other, 'a2', 1.5);
    await published(await publish(one, '2025-07-01'));
    expect((await request(`/plans/${other}/rebase`, {})).status).toBe(200);
    const answer = await published(await publish(other, '2025-07-02'));
    // a1's parts took 005 and 006 of community A, which the other draft had in mind too.
    const changed = new Map(answer.codes.map(({ gridId, before, after }) => [gridId as string, [before, after]]));
    expect(changed.get(third!)?.map((code) => code?.slice(-3))).toEqual(['005', expect.stringMatching(/00[78]/)]);
    expect(changed.has(second!)).toBe(false);
    expect(changed.has(first!)).toBe(false);
  });
});

describe('publishing is refused', () => {
  it('where a check finds an error, with how many of which kind', async () => {
    const draft = await makeDraft();
    // Two grids of a community that touch in a corner only, made one behind the program's back.
    const store = (await server.places.get('small'))!;
    await store.write([
      {
        sql: `UPDATE grid SET polygons = (SELECT polygons FROM grid AS other WHERE other.plan_id = ? AND other.id = 'a1')
               WHERE plan_id = ? AND id = 'a2'`,
        args: [draft, draft],
      },
    ]);
    const response = await publish(draft, '2025-07-01');
    expect(response.status).toBe(409);
    const problem = (await response.json()) as { code: string; detail: string; params: { count: number } };
    expect(problem.code).toBe('plan.publish-blocked');
    expect(problem.detail).toMatch(/重叠 1/);
    expect(problem.params.count).toBeGreaterThanOrEqual(1);
    const english = await request(`/plans/${draft}/publish?lang=en`, { effectiveFrom: '2025-07-01' });
    expect(((await english.json()) as { detail: string }).detail).toMatch(/overlaps 1/);
    expect((await content(draft)).plan.status).toBe('draft');
  });

  it('before today, and on the day of the last publication or before it', async () => {
    const [one, other] = [await makeDraft(), await makeDraft()];
    const early = await publish(one, '2025-06-30');
    expect(early.status).toBe(422);
    expect(await early.json()).toMatchObject({
      code: 'plan.publish-too-early',
      params: { date: '2025-06-30', earliest: '2025-07-01' },
    });
    await published(await publish(one, '2025-07-10'));
    expect((await preview(other)).earliest).toBe('2025-07-11');
    expect(await (await publish(other, '2025-07-10', { replaces: one })).json()).toMatchObject({
      code: 'plan.publish-too-early',
      params: { earliest: '2025-07-11' },
    });
  });

  it('where the draft has changed since it was looked at', async () => {
    const draft = await makeDraft();
    await split(draft, 'a1', 0.5);
    const response = await publish(draft, '2025-07-01', { revision: 0 });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'plan.revision-moved' });
  });

  it('without a single grid', async () => {
    const scheme = await request('/schemes', { id: 'police', name: { zh: '警务网格' } });
    expect(scheme.status).toBe(201);
    const draft = await makeDraft(null, 'police');
    expect(await (await publish(draft, '2025-07-01')).json()).toMatchObject({ code: 'plan.publish-empty' });
  });

  it('where something was published since, until that is taken over', async () => {
    const [one, other] = [await makeDraft(), await makeDraft()];
    const [part] = await split(one, 'a1', 0.5);
    // Neighbours: each cut puts a vertex on the border they share, in its own draft.
    await split(other, 'a3', 0.4);
    await published(await publish(one, '2025-07-01'));
    expect((await preview(other)).outdated).toMatchObject({ conflicts: [] });
    const refused = await publish(other, '2025-07-02');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'plan.publish-outdated', params: { count: 3 } });

    const rebased = await request(`/plans/${other}/rebase`, {});
    expect(rebased.status).toBe(200);
    const ids = (await content(other)).grids.map(({ id }) => id);
    expect(ids).toContain(part);
    expect(ids).not.toContain('a1');
    expect((await preview(other)).outdated).toBeNull();
    expect((await preview(other)).totals).toMatchObject({ gridsBefore: 9, gridsAfter: 10 });
    await published(await publish(other, '2025-07-02'));
  });

  it('where both changed the same grid, which nobody can put together but people', async () => {
    const [one, other] = [await makeDraft(), await makeDraft()];
    await split(one, 'a1', 0.5);
    await split(other, 'a1', 0.3);
    await published(await publish(one, '2025-07-01'));
    expect((await preview(other)).outdated).toMatchObject({ conflicts: ['A1网格'] });
    const rebase = await request(`/plans/${other}/rebase`, {});
    expect(rebase.status).toBe(409);
    expect(await rebase.json()).toMatchObject({ code: 'plan.rebase-conflict', params: { grids: 'A1网格' } });
    expect(await (await publish(other, '2025-07-02')).json()).toMatchObject({ code: 'plan.publish-outdated' });
    expect(await (await publish(other, '2025-07-02', { replaces: imported })).json()).toMatchObject({
      code: 'plan.publish-outdated',
    });
    // Whoever says what they replace has seen it.
    await published(await publish(other, '2025-07-02', { replaces: one }));
  });

  const hostile: [string, unknown, number][] = [
    ['no day', {}, 400],
    ['a day that does not exist', { effectiveFrom: '2025-02-30' }, 400],
    ['a time', { effectiveFrom: '2025-07-01T00:00:00Z' }, 400],
    ['a word', { effectiveFrom: 'tomorrow' }, 400],
    ['SQL', { effectiveFrom: "2025-07-01'; DROP TABLE grid; --" }, 400],
    ['a revision that is none', { effectiveFrom: '2025-07-01', revision: -1 }, 400],
    ['an id that is none', { effectiveFrom: '2025-07-01', replaces: '../x' }, 400],
    ['a list', [], 400],
  ];
  it.each(hostile)('for %s', async (_, body, status) => {
    const draft = await makeDraft();
    const response = await request(`/plans/${draft}/publish`, body);
    expect(response.status).toBe(status);
    expect((await content(draft)).plan.status).toBe('draft');
  });

  it('for a plan that is not there', async () => {
    for (const path of ['/plans/nobody/publish', '/plans/nobody/rebase', '/plans/nobody/withdraw']) {
      const response = await request(path, { effectiveFrom: '2025-07-01' });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'plan.not-found' });
    }
    expect((await request('/plans/nobody/publication')).status).toBe(404);
  });

  it('once where two publish at the same time', async () => {
    const [one, other] = [await makeDraft(), await makeDraft()];
    await split(one, 'a1', 0.5);
    await split(other, 'b1', 2.5);
    const answers = await Promise.all([publish(one, '2025-07-01'), publish(other, '2025-07-01')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });
});

describe('a publication still to come', () => {
  it('can be withdrawn, and is a draft again that can be published on another day', async () => {
    const draft = await makeDraft();
    const parts = await split(draft, 'a1', 0.5);
    await published(await publish(draft, '2099-01-01'));
    expect((await plansNow()).find(({ id }) => id === imported)).toMatchObject({
      standing: 'in-force',
      effectiveTo: '2099-01-01',
    });
    const given = await codesOf(draft);
    const withdrawn = await request(`/plans/${draft}/withdraw`, {});
    expect(withdrawn.status).toBe(200);
    expect(await withdrawn.json()).toMatchObject({ status: 'draft', standing: 'draft', effectiveFrom: null });
    expect((await plansNow()).find(({ id }) => id === imported)).toMatchObject({ effectiveTo: null });
    await merge(draft, parts);
    await published(await publish(draft, '2025-07-01'));
    const used = new Set(parts.map((id) => given.get(id)));
    for (const [id, code] of await codesOf(draft))
      if (!id.startsWith('a') && !id.startsWith('b')) expect(used.has(code)).toBe(false);
    const begun = await request(`/plans/${draft}/withdraw`, {});
    expect(await begun.json()).toMatchObject({ code: 'plan.not-scheduled' });
  });

  it('cannot be withdrawn from under another that is to follow it', async () => {
    const one = await makeDraft();
    await published(await publish(one, '2025-08-01'));
    const other = await makeDraft(one);
    await published(await publish(other, '2025-09-01'));
    expect(await (await request(`/plans/${one}/withdraw`, {})).json()).toMatchObject({
      code: 'plan.withdraw-not-last',
    });
    expect((await request(`/plans/${other}/withdraw`, {})).status).toBe(200);
    expect((await request(`/plans/${one}/withdraw`, {})).status).toBe(200);
  });
});

describe('codes', () => {
  it.each([1, 2, 3])('are never given to two grids however often is published, run %i', async (seed) => {
    const random = seededRandom(seed);
    const owners = new Map<string, string>();
    const everInForce = await codesOf(imported);
    let current = imported;
    for (let round = 0; round < 5; round++) {
      const draft = await makeDraft(current);
      for (let step = 0; step < 3; step++) {
        const grids = (await content(draft)).grids.filter(({ kind }) => kind !== 'unassigned');
        const grid = grids[Math.floor(random() * grids.length)]!;
        const xs = grid.polygons[0]![0]!.filter((_, i) => i % 2 === 0);
        const [west] = at(0, 0);
        const [east] = at(1, 0);
        const column = (((Math.min(...xs) + Math.max(...xs)) / 2) * 1e-7 - west) / (east - west);
        if (random() < 0.6) await split(draft, grid.id, column + (random() - 0.5) * 0.01);
        else {
          const beside = grids.find((other) => other.id !== grid.id && other.communityId === grid.communityId);
          const [newId] = newIds() as [GridId];
          if (!beside) continue;
          await act(draft, { name: 'merge', gridIds: [grid.id, beside.id], newId }, [grid.id, beside.id]);
        }
      }
      // Now and then a publication is taken back, and its numbers stay given out.
      if (random() < 0.4) {
        await published(await publish(draft, '2090-01-01'));
        for (const [id, code] of await codesOf(draft)) if (!everInForce.has(id)) owners.set(code, `withdrawn ${id}`);
        expect((await request(`/plans/${draft}/withdraw`, {})).status).toBe(200);
      }
      now += DAY;
      await published(await publish(draft, new Date(now).toISOString().slice(0, 10)));
      const codes = await codesOf(draft);
      expect(codes.size).toBe((await content(draft)).plan.gridCount);
      expect(new Set(codes.values()).size).toBe(codes.size);
      for (const [id, code] of codes) {
        expect(code).toMatch(/^131022001\d{6}$/);
        expect(owners.get(code) ?? id).toBe(id);
        expect(everInForce.get(id) ?? code).toBe(code);
        owners.set(code, id);
        everInForce.set(id, code);
      }
      current = draft;
    }
    expect(owners.size).toBeGreaterThan(12);
  });
});
