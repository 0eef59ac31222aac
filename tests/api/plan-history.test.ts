import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planContentSchema, planWireSchema } from '../../geodata/schema/plan';
import type { PlanContent, PlanOperation, PlanWire } from '../../geodata/schema/plan';
import type { GridId } from '../../geodata/schema/ids';
import {
  gridLineageSchema,
  gridsAsOfSchema,
  movedPageSchema,
  planComparisonSchema,
} from '../../geodata/schema/publication';
import type { GridLineage, MovedPage, PlanComparison } from '../../geodata/schema/publication';
import { smallPlacePoint as at } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import { smallPlace } from '../fixtures/small-place';
import type { TestApp } from '../fixtures/test-app';

/* The test app's clock stands at 2025-07-01. */
let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const imported = 'general-published';

function post(path: string, body: unknown = {}, author = '王工'): Promise<Response> {
  const headers = { 'X-Getu-Author': encodeURIComponent(author) };
  return server.request(`/places/small${path}`, { method: 'POST', body, headers });
}
async function got(path: string): Promise<unknown> {
  const response = await server.request(`/places/small${path}`);
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify([body, ...server.log])).toBe(200);
  return body;
}
const content = async (plan: string): Promise<PlanContent> => planContentSchema.parse(await got(`/plans/${plan}`));
async function draftOf(body: { from?: string; scheme?: string }): Promise<PlanWire> {
  const made = await post('/plans', { ...body, name: { zh: '草案' } });
  const answer: unknown = await made.json();
  expect(made.status, JSON.stringify(answer)).toBe(201);
  return planWireSchema.parse(answer);
}
async function act(plan: string, operation: PlanOperation, ids: readonly string[]): Promise<void> {
  const { grids } = await content(plan);
  const base = Object.fromEntries(grids.filter(({ id }) => ids.includes(id)).map(({ id, revision }) => [id, revision]));
  const done = await post(`/plans/${plan}/commits`, { operation, base });
  expect(done.status, await done.clone().text()).toBe(200);
}
const split = (plan: string, grid: string, column: number, newIds: string[]): Promise<void> =>
  act(
    plan,
    { name: 'split', gridId: grid as GridId, line: [at(column, -0.5), at(column, 2.5)], newIds: newIds as GridId[] },
    [grid],
  );
const merge = (plan: string, gridIds: string[], newId: string): Promise<void> =>
  act(plan, { name: 'merge', gridIds: gridIds as GridId[], newId: newId as GridId }, gridIds);
async function publish(plan: string, effectiveFrom: string): Promise<void> {
  const done = await post(`/plans/${plan}/publish`, { effectiveFrom });
  expect(done.status, await done.clone().text()).toBe(200);
}
async function idsAsOf(day: string | null, scheme = 'general'): Promise<string[]> {
  const read = gridsAsOfSchema.parse(await got(`/schemes/${scheme}/grids${day ? `?asOf=${day}` : ''}`));
  return read.features.flatMap(({ properties: { id, kind } }) => (kind === 'unassigned' ? [] : [id as string])).sort();
}
const lineage = async (grid: string): Promise<GridLineage> =>
  gridLineageSchema.parse(await got(`/schemes/general/grids/${grid}/lineage`));

const first = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3', 'b4'];

describe('the grids of a day', () => {
  it('change on the very day of each publication, and the past never does', async () => {
    const one = await draftOf({ from: imported });
    await split(one.id, 'a1', 0.5, ['p1', 'p2']);
    await publish(one.id, '2025-07-10');
    const two = await draftOf({ from: one.id });
    await merge(two.id, ['p1', 'p2'], 'm');
    await publish(two.id, '2025-08-01');

    const parts = ['p1', 'p2', ...first.slice(1)].sort();
    const merged = ['m', ...first.slice(1)].sort();
    expect(await idsAsOf('1990-01-01')).toEqual(first);
    expect(await idsAsOf('2025-07-09')).toEqual(first);
    expect(await idsAsOf('2025-07-10')).toEqual(parts);
    expect(await idsAsOf('2025-07-31')).toEqual(parts);
    expect(await idsAsOf('2025-08-01')).toEqual(merged);
    expect(await idsAsOf('2099-12-31')).toEqual(merged);
    expect(await idsAsOf(null)).toEqual(first);
    const features = gridsAsOfSchema.parse(await got('/schemes/general/grids?asOf=2025-07-20')).features;
    const valid = (id: string): unknown =>
      features
        .filter(({ properties }) => properties.id === id)
        .map(({ properties: { validFrom, validTo } }) => [validFrom, validTo]);
    expect(valid('p1')).toEqual([['2025-07-10', '2025-08-01']]);
    // Untouched in both: still the version that was imported.
    expect(valid('b4')).toEqual([[null, null]]);
  });

  it('cover the land whole, whatever was published in between', async () => {
    const one = await draftOf({ from: imported });
    await split(one.id, 'a1', 0.5, ['p1', 'p2']);
    await publish(one.id, '2025-07-10');
    const area = async (day: string): Promise<number> =>
      gridsAsOfSchema
        .parse(await got(`/schemes/general/grids?asOf=${day}`))
        .features.reduce((sum, { properties }) => sum + properties.areaSquareMetres, 0);
    expect(Math.abs((await area('2025-07-09')) - (await area('2025-07-10')))).toBeLessThan(10);
    const { grids } = await content(one.id);
    const features = gridsAsOfSchema.parse(await got('/schemes/general/grids?asOf=2025-07-10')).features;
    expect(features.map(({ properties }) => properties.id).sort()).toEqual(grids.map(({ id }) => id).sort());
  });

  it.each(['2025-02-30', 'yesterday', '', "1' OR '1'='1"])('refuses %j for a day', async (day) => {
    const response = await server.request(`/places/small/schemes/general/grids?asOf=${encodeURIComponent(day)}`);
    expect(response.status).toBe(400);
  });

  it('are none before anything was published, and of no scheme that is not there', async () => {
    await post('/schemes', { id: 'police', name: { zh: '警务网格' } });
    const none = await server.request('/places/small/schemes/police/grids?asOf=2025-07-01');
    expect(none.status).toBe(404);
    expect(await none.json()).toMatchObject({ code: 'plan.none-in-force' });
    const nowhere = await server.request('/places/small/schemes/nobody/grids');
    expect(await nowhere.json()).toMatchObject({ code: 'scheme.not-found' });
  });
});

describe('the lineage of a grid', () => {
  it('leads through a split and a merge, with act, who and when', async () => {
    const one = await draftOf({ from: imported });
    await split(one.id, 'a1', 0.5, ['p1', 'p2']);
    await publish(one.id, '2025-07-10');
    const two = await draftOf({ from: one.id });
    // Over a grid that was never published: p1 falls apart, and a part of it joins a2.
    await split(two.id, 'p2', 0.75, ['q1', 'q2']);
    const { grids } = await content(two.id);
    const beside = grids
      .filter(({ id }) => id === 'q1' || id === 'q2')
      .sort((a, b) => Math.max(...b.polygons[0]![0]!) - Math.max(...a.polygons[0]![0]!))[0]!;
    await merge(two.id, [beside.id, 'a2'], 'm');
    await publish(two.id, '2025-08-01');

    const old = await lineage('a1');
    expect(old.versions).toMatchObject([{ act: 'import', validFrom: null, validTo: '2025-07-10', by: null }]);
    expect(old.children).toMatchObject([
      { gridId: 'p1', act: 'split', parents: ['a1'], validFrom: '2025-07-10', by: '王工' },
      { gridId: 'p2', act: 'split', parents: ['a1'], validFrom: '2025-07-10', validTo: '2025-08-01' },
    ]);
    expect(old.parents).toEqual([]);
    const merged = await lineage('m');
    expect(merged.versions).toMatchObject([{ act: 'merged', validFrom: '2025-08-01', validTo: null, planId: two.id }]);
    expect(merged.parents.map(({ gridId }) => gridId).sort()).toEqual(['a2', 'p2']);
    expect(merged.parents.every(({ validTo }) => validTo === '2025-08-01')).toBe(true);
    expect(new Date(merged.versions[0]!.at!).toISOString()).toBe('2025-07-01T04:00:00.000Z');
  });

  it('tells a new name from a new shape', async () => {
    const draft = await draftOf({ from: imported });
    await act(draft.id, { name: 'rename', gridId: 'a4' as GridId, gridName: '河西网格' }, ['a4']);
    await publish(draft.id, '2025-07-10');
    expect((await lineage('a4')).versions).toMatchObject([
      { name: 'A4网格', act: 'import', validTo: '2025-07-10' },
      { name: '河西网格', act: 'unchanged', validFrom: '2025-07-10', validTo: null },
    ]);
    const lost = await server.request('/places/small/schemes/general/grids/nobody/lineage');
    expect(lost.status).toBe(404);
  });
});

describe('several schemes over the same land', () => {
  it('live side by side: empty or from a plan of another, numbered and published each for itself', async () => {
    const made = await post('/schemes', { name: { zh: '警务网格', en: 'Police grids' } });
    expect(made.status).toBe(201);
    const { id: scheme } = (await made.json()) as { id: string };
    expect(await got('/schemes')).toMatchObject({ schemes: [{ id: 'general' }, { id: scheme }] });

    const empty = await draftOf({ scheme });
    const land = await content(empty.id);
    expect(land.grids.map(({ kind }) => kind)).toEqual(['unassigned', 'unassigned']);
    expect(empty).toMatchObject({ schemeId: scheme, basedOn: null, gridCount: 0 });

    const copy = await draftOf({ from: imported, scheme });
    expect((await content(copy.id)).grids.every(({ code }) => code === null)).toBe(true);
    await merge(copy.id, ['a1', 'a2', 'a3', 'a4'], 'west');
    await publish(copy.id, '2025-07-01');
    const codes = (await content(copy.id)).grids.flatMap(({ id, code }) => (code ? [[id, code.slice(-6)]] : []));
    // West to east, then north to south, community by community, from 1.
    expect(Object.fromEntries(codes)).toEqual({
      west: '001001',
      b3: '002001',
      b1: '002002',
      b4: '002003',
      b2: '002004',
    });
    expect(await idsAsOf(null, scheme)).toEqual(['b1', 'b2', 'b3', 'b4', 'west']);
    expect(await idsAsOf(null)).toEqual(first);
    const { plans } = (await got('/plans')) as { plans: PlanWire[] };
    expect(plans.filter(({ standing }) => standing === 'in-force').map(({ id }) => id)).toEqual([imported, copy.id]);
    // What was made first stays what everything is counted by.
    expect(((await got('/incidents/summary')) as { plan: { id: string } }).plan.id).toBe(imported);
  });

  it('refuse what cannot be', async () => {
    expect(await (await post('/schemes', { id: 'general', name: { zh: '又一个' } })).json()).toMatchObject({
      code: 'scheme.id-taken',
    });
    expect(await (await post('/schemes', { name: { zh: '综合网格' } })).json()).toMatchObject({
      code: 'scheme.name-taken',
    });
    for (const body of [
      { name: { zh: ' ' } },
      { id: '../x', name: { zh: '甲' } },
      {},
      { name: { zh: 'x'.repeat(101) } },
    ]) {
      expect((await post('/schemes', body)).status).toBe(400);
    }
    expect(await (await post('/plans', { name: { zh: '甲' } })).json()).toMatchObject({ code: 'request.one-of' });
    expect(await (await post('/plans', { scheme: 'nobody', name: { zh: '甲' } })).json()).toMatchObject({
      code: 'scheme.not-found',
    });
  });
});

describe('comparing plans', () => {
  it('says who moves, in columns and page by page', async () => {
    const draft = await draftOf({ from: imported });
    await split(draft.id, 'a1', 0.5, ['p1', 'p2']);
    const compared: PlanComparison = planComparisonSchema.parse(await got(`/plans/${imported}/compare/${draft.id}`));
    expect(compared.totals).toMatchObject({ gridsBefore: 8, gridsAfter: 9, fates: { split: 2, unchanged: 7 } });
    expect(compared.totals.householdsBefore).toBe(compared.totals.householdsAfter);
    const pages: MovedPage['units'] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: MovedPage = movedPageSchema.parse(
        await got(`/plans/${imported}/compare/${draft.id}/moved?limit=1${cursor && `&cursor=${cursor}`}`),
      );
      expect(page.total).toBe(compared.totals.movedUnits);
      pages.push(...page.units);
      cursor = page.nextCursor;
    }
    expect(pages).toHaveLength(compared.totals.movedUnits);
    expect(pages.reduce((sum, { households }) => sum + (households ?? 0), 0)).toBe(compared.totals.movedHouseholds);
    expect(pages.every(({ fromGrid, address }) => fromGrid === 'a1' && address !== null)).toBe(true);
    const [moved] = pages;
    const units = (await got('/base-units')) as { ids: string[] };
    expect(compared.moved.unit.map((unit) => units.ids[unit])).toEqual(pages.map(({ id }) => id));
    expect(compared.names[compared.moved.to[0]!]!.id).toBe(moved!.toGrid);
    const one = movedPageSchema.parse(await got(`/plans/${imported}/compare/${draft.id}/moved?grid=${moved!.toGrid}`));
    expect(one.total).toBe(pages.length);
    expect(movedPageSchema.parse(await got(`/plans/${imported}/compare/${draft.id}/moved?grid=b4`)).total).toBe(0);
  });

  it('is made anew when a draft changes, and known again when it does not', async () => {
    const draft = await draftOf({ from: imported });
    const path = `/places/small/plans/${imported}/compare/${draft.id}`;
    const before = await server.request(path);
    const tag = before.headers.get('ETag')!;
    expect((await server.request(path, { headers: { 'If-None-Match': tag } })).status).toBe(304);
    await split(draft.id, 'a1', 0.5, ['p1', 'p2']);
    const after = await server.request(path, { headers: { 'If-None-Match': tag } });
    expect(after.status).toBe(200);
    expect(planComparisonSchema.parse(await after.json()).totals.gridsAfter).toBe(9);
    expect((await server.request(`/places/small/plans/${imported}/compare/nobody`)).status).toBe(404);
  });
});

describe('importing again', () => {
  it('keeps what was published, and what it followed', async () => {
    const one = await draftOf({ from: imported });
    await split(one.id, 'a1', 0.5, ['p1', 'p2']);
    await publish(one.id, '2025-07-01');
    await post('/schemes', { id: 'police', name: { zh: '警务网格' } });
    await load(server.dataDir, smallPlace());
    expect(await idsAsOf('2025-06-30')).toEqual(first);
    expect(await idsAsOf('2025-07-01')).toEqual(['p1', 'p2', ...first.slice(1)].sort());
    expect((await lineage('p1')).parents).toMatchObject([{ gridId: 'a1' }]);
    expect(await got('/schemes')).toMatchObject({ schemes: [{ id: 'general' }, { id: 'police' }] });
  });
});
