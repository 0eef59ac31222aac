import { fullTimePosts, unnamedWorkers } from '../../geodata/plan/grid-workers';
import type { GridWorker, WorkerKind } from '../../geodata/schema/grid-worker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toLattice } from '../../geodata/schema/coordinates';
import { guideLinesSchema } from '../../geodata/schema/guide-line';
import type { AreaId, GridId, WorkerId } from '../../geodata/schema/ids';
import { commitAnswerSchema, planContentSchema } from '../../geodata/schema/plan';
import type { CommitAnswer, PlanChangeWire, PlanContent, PlanOperation } from '../../geodata/schema/plan';
import { smallPlacePoint as at } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
let path: string;
beforeEach(async () => {
  server = await createTestApp();
  const { plans } = (await (await server.request('/places/small/plans')).json()) as { plans: { id: string }[] };
  const body = { from: plans[0]!.id, name: { zh: '边界' } };
  const made = await server.request('/places/small/plans', { method: 'POST', body });
  path = `/places/small/plans/${((await made.json()) as { id: string }).id}`;
});
afterEach(() => server.close());

const content = async (): Promise<PlanContent> => planContentSchema.parse(await (await server.request(path)).json());
const commit = (operation: PlanOperation, base: Record<string, number> = {}): Promise<Response> =>
  server.request(`${path}/commits`, { method: 'POST', body: { operation, base } });
async function done(operation: PlanOperation, base: Record<string, number>): Promise<CommitAnswer> {
  const response = await commit(operation, base);
  expect(response.status, await response.clone().text()).toBe(200);
  return commitAnswerSchema.parse(await response.json());
}
async function refused(operation: PlanOperation, base: Record<string, number> = {}): Promise<unknown> {
  const response = await commit(operation, base);
  expect(response.status).toBeGreaterThanOrEqual(400);
  return ((await response.json()) as { code: string }).code;
}
const lattice = (column: number, row: number): number[] => at(column, row).map(toLattice);
const block = (west: number, south: number, east: number, north: number): number[][][] => [
  [[...lattice(west, south), ...lattice(east, south), ...lattice(east, north), ...lattice(west, north)]],
];
const gridId = (id: string): GridId => id as GridId;

describe('a shared border', () => {
  it('gets a vertex in both grids, which moves and goes for both', async () => {
    const insert = {
      name: 'insert-vertex' as const,
      edge: [at(1, 0), at(1, 1)] as [[number, number], [number, number]],
    };
    const bent = await done({ ...insert, at: at(0.8, 0.5) }, { a1: 0, a2: 0 });
    expect(bent.put.map(({ id }) => id).sort()).toEqual(['a1', 'a2']);
    expect(bent.note).toEqual({ act: 'move', subject: 'A1网格、A2网格' });
    const moved = await done({ name: 'move-vertex', at: at(0.8, 0.5), to: at(0.7, 0.4) }, { a1: 1, a2: 1 });
    for (const { polygons } of moved.put) expect(polygons[0]![0]!.join()).toContain(lattice(0.7, 0.4).join());
    const straight = await done({ name: 'move-vertex', at: at(0.7, 0.4), to: null }, { a1: 2, a2: 2 });
    for (const { polygons } of straight.put) expect(polygons[0]![0]).toHaveLength(8);
  });

  it('is a conflict where one of the two grids is newer', async () => {
    await done({ name: 'rename', gridId: gridId('a1'), gridName: '改名' }, { a1: 0 });
    const insert = {
      name: 'insert-vertex' as const,
      edge: [at(1, 0), at(1, 1)] as [[number, number], [number, number]],
    };
    expect(await refused({ ...insert, at: at(0.8, 0.5) }, { a1: 0, a2: 0 })).toBe('plan.conflict');
  });

  it('says why it cannot be bent so, and changes nothing', async () => {
    const base = { a1: 0, a2: 0, a3: 0, a4: 0 };
    // Where two communities meet, on the rim, at a junction, across another border, where nothing is.
    expect(await refused({ name: 'move-vertex', at: at(2, 1), to: at(1.9, 1) }, base)).toBe('plan.vertex-locked');
    expect(await refused({ name: 'move-vertex', at: at(0, 0), to: at(0.1, 0.1) }, base)).toBe('plan.vertex-locked');
    expect(await refused({ name: 'move-vertex', at: at(1, 1), to: null }, base)).toBe('plan.vertex-junction');
    expect(await refused({ name: 'move-vertex', at: at(1, 1), to: at(1.5, -0.5) }, base)).toBe('plan.vertex-crosses');
    expect(await refused({ name: 'move-vertex', at: at(1, 1), to: at(1, 1) }, base)).toBe('plan.vertex-stays');
    expect(await refused({ name: 'move-vertex', at: at(0.5, 0.5), to: at(0.4, 0.4) }, base)).toBe(
      'plan.vertex-not-found',
    );
    const rim = [at(0, 0), at(1, 0)] as [[number, number], [number, number]];
    expect(await refused({ name: 'insert-vertex', edge: rim, at: at(0.5, 0.1) }, base)).toBe('plan.vertex-locked');
    expect((await content()).plan.revision).toBe(0);
  });

  it('is redrawn by a line: what it cuts off changes sides', async () => {
    const line = [at(1, 0.2), at(1.3, 0.5), at(1, 0.8)];
    const redrawn = await done({ name: 'reshape', gridId: gridId('a1'), line }, { a1: 0, a2: 0 });
    expect(redrawn.put.map(({ id }) => id).sort()).toEqual(['a1', 'a2']);
    expect(redrawn.put.find(({ id }) => id === 'a1')!.polygons[0]![0]!.join()).toContain(lattice(1.3, 0.5).join());
    // The border of the community is nobody's to move, and a line in the middle of a grid cuts nothing.
    const locked = [at(2, 0.2), at(2.3, 0.5), at(2, 0.8)];
    expect(await refused({ name: 'reshape', gridId: gridId('a2'), line: locked }, { a2: 1 })).toBe(
      'plan.reshape-misses',
    );
    const inside = [at(0.2, 0.2), at(0.4, 0.4)];
    expect(await refused({ name: 'reshape', gridId: gridId('a1'), line: inside }, { a1: 1 })).toBe(
      'plan.reshape-misses',
    );
  });
});

describe('land', () => {
  it('goes to a grid from its neighbours and from free land, but never out of the community', async () => {
    const given = await done(
      { name: 'assign', gridId: gridId('a1'), land: block(0.5, 0.5, 1.4, 1.2) },
      { a1: 0, a2: 0, a3: 0, a4: 0 },
    );
    expect(given.put.map(({ id }) => id).sort()).toEqual(['a1', 'a2', 'a3', 'a4']);
    const free = await done({ name: 'assign', gridId: gridId('b2'), land: block(3.5, 0.2, 4.5, 0.8) }, { b2: 0 });
    expect(free.put.map(({ id }) => id).sort()).toEqual(['b-free', 'b2']);
    expect(await refused({ name: 'assign', gridId: gridId('b1'), land: block(1.2, 0.2, 1.8, 0.8) }, { b1: 0 })).toBe(
      'plan.assign-nothing',
    );
  });

  it('is not taken from a grid to the last metre, nor with a crossed outline', async () => {
    const all = block(0.9, -0.1, 2.1, 1.1);
    expect(await refused({ name: 'assign', gridId: gridId('a1'), land: all }, { a1: 0, a2: 0 })).toBe(
      'plan.assign-empties',
    );
    const bow = [[[...lattice(0.5, 0.5), ...lattice(1.5, 0.8), ...lattice(1.5, 0.5), ...lattice(0.5, 0.8)]]];
    expect(await refused({ name: 'assign', gridId: gridId('a1'), land: bow }, { a1: 0 })).toBe('plan.land-malformed');
  });
});

describe('a proposal', () => {
  const communityId = 'community-a' as AreaId;
  const halves = [
    { id: gridId('a1'), polygons: block(0, 0, 2, 1) },
    { id: gridId('new-1'), polygons: block(0, 1, 2, 2) },
  ];

  it('lays a community anew where it tiles the same land, keeping ids, codes and workers', async () => {
    const before = await content();
    const workers = (grids: PlanContent['grids']): number =>
      grids.reduce((sum, grid) => sum + fullTimePosts(grid.workers), 0);
    const redraw = { name: 'redraw' as const, act: 'balance' as const, communityId };
    const laid = await done(
      { ...redraw, faces: halves, delete: [gridId('a2'), gridId('a3'), gridId('a4')] },
      { a1: 0, a2: 0, a3: 0, a4: 0 },
    );
    expect(laid.note.act).toBe('balance');
    const after = await content();
    const [kept, made] = halves.map(({ id }) => after.grids.find((grid) => grid.id === id)!);
    expect(kept).toMatchObject({ code: before.grids.find(({ id }) => id === 'a1')!.code, name: 'A1网格' });
    expect(made!.code).toMatch(/^131022001001\d{3}$/);
    expect([...made!.parents].sort()).toEqual(['a2', 'a3', 'a4']);
    expect(workers(after.grids)).toBe(workers(before.grids));
  });

  it('that does not is refused, as is one of grids that others have changed', async () => {
    const redraw = { name: 'redraw' as const, act: 'partition' as const, communityId };
    const all = { a1: 0, a2: 0, a3: 0, a4: 0 };
    expect(await refused({ ...redraw, faces: halves, delete: [gridId('a2'), gridId('a3')] }, all)).toBe(
      'plan.redraw-outdated',
    );
    await done({ name: 'rename', gridId: gridId('a2'), gridName: '改名' }, { a2: 0 });
    expect(await refused({ ...redraw, faces: halves, delete: [gridId('a2'), gridId('a3'), gridId('a4')] }, all)).toBe(
      'plan.conflict',
    );
  });
});

describe('workers', () => {
  const person = (id: string, name: string, kind: WorkerKind = 'full-time', posts = 1): GridWorker => ({
    id: id as WorkerId,
    name,
    kind,
    posts,
  });

  it('are named, kept in the order of kinds, and put back by undoing', async () => {
    const workers = [person('w2', '李四', 'part-time'), person('w1', '张三', 'full-time', 0.5)];
    const staffed = await done({ name: 'staff', gridId: gridId('a1'), workers }, { a1: 0 });
    expect(staffed.put[0]!.workers).toEqual([workers[1], workers[0]]);
    expect(staffed.note).toEqual({ act: 'staff', subject: 'A1网格' });
    const stored = (await content()).grids.find(({ id }) => id === 'a1')!;
    expect(stored.workers).toEqual([workers[1], workers[0]]);
    const { changes } = (await (await server.request(`${path}/changes`)).json()) as { changes: PlanChangeWire[] };
    const back = changes.at(-1)!.inverse.put;
    await done({ name: 'replace', act: 'undo', subject: 'A1网格', put: back, delete: [] }, { a1: stored.revision });
    expect((await content()).grids.find(({ id }) => id === 'a1')!.workers).toEqual(unnamedWorkers('full-time', 1));
  });

  it('are one person in every grid that shares them', async () => {
    await done({ name: 'staff', gridId: gridId('a1'), workers: [person('w1', '张三', 'full-time', 0.5)] }, { a1: 0 });
    await done({ name: 'staff', gridId: gridId('a2'), workers: [person('w1', '张三', 'full-time', 0.5)] }, { a2: 0 });
    const revisions = new Map((await content()).grids.map(({ id, revision }) => [id as string, revision]));
    const renamed = await done(
      { name: 'staff', gridId: gridId('a1'), workers: [person('w1', '张珊', 'full-time', 0.5)] },
      { a1: revisions.get('a1')!, a2: revisions.get('a2')! },
    );
    expect(renamed.put.map(({ id }) => id).sort()).toEqual(['a1', 'a2']);
    const now = new Map(
      (await content()).grids.map(({ id, revision, workers }) => [id as string, { revision, workers }]),
    );
    expect(now.get('a2')!.workers[0]!.name).toBe('张珊');
    const merged = await done(
      { name: 'merge', gridIds: [gridId('a1'), gridId('a2')], newId: gridId('m') },
      { a1: now.get('a1')!.revision, a2: now.get('a2')!.revision },
    );
    expect(merged.put.find(({ id }) => id === 'm')!.workers).toEqual([person('w1', '张珊')]);
  });

  it.each([
    ['twice the same', [person('w1', '张三'), person('w1', '李四')]],
    ['more than a whole person', [person('w1', '张三', 'mobile', 1.5)]],
    ['no posts', [person('w1', '张三', 'mobile', 0)]],
    ['a name with brackets', [person('w1', '张三(0.5)')]],
    ['a formula for a name', [person('w1', '=1+1')]],
    ['posts without a name under another id', [person('w1', '')]],
    ['a person under the id of posts', [person('mobile', '张三', 'mobile')]],
  ])('are refused with %s', async (_what, workers) => {
    expect((await commit({ name: 'staff', gridId: gridId('a1'), workers }, { a1: 0 })).status).toBe(400);
  });
});

describe('guide lines', () => {
  it('are the streets, walls and buildings of an area, and 404 of one that is not', async () => {
    const answer = await server.request('/places/small/areas/community-a/guide-lines');
    const { guides } = guideLinesSchema.parse(await answer.json());
    const kinds = new Set(guides.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['building', 'compound', 'street']));
    expect(
      guides
        .filter(({ kind }) => kind === 'building')
        .every(({ line }) => line.slice(0, 2).join() === line.slice(-2).join()),
    ).toBe(true);
    const again = await server.request('/places/small/areas/community-a/guide-lines', {
      headers: { 'If-None-Match': answer.headers.get('ETag')! },
    });
    expect(again.status).toBe(304);
    expect((await server.request('/places/small/areas/nowhere/guide-lines')).status).toBe(404);
  });
});
