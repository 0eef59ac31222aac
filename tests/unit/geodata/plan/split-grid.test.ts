import { fullTimePosts, unnamedWorkers } from '../../../../geodata/plan/grid-workers';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../../geodata/plan/apply-change';
import { drawGrid } from '../../../../geodata/plan/draw-grid';
import { IndexedPlan } from '../../../../geodata/plan/indexed-plan';
import { mergeGrids } from '../../../../geodata/plan/merge-grids';
import { splitGrid } from '../../../../geodata/plan/split-grid';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { fromLattice } from '../../../../geodata/schema/coordinates';
import type { LngLat, MultiPolygon } from '../../../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../../../geodata/schema/ids';
import type { Grid, GridKind } from '../../../../geodata/schema/plan';

const ids = Array.from({ length: 20 }, (_, n) => `n${n}` as GridId);
const degrees = (...points: [number, number][]): LngLat[] => points.map(([x, y]) => [fromLattice(x), fromLattice(y)]);

function planOf(
  faces: Record<string, MultiPolygon>,
  kinds: Record<string, GridKind> = {},
  other: string[] = [],
): IndexedPlan {
  const grids = Object.entries(faces).map(([id, polygons], n): Grid => ({
    id: id as GridId,
    communityId: (other.includes(id) ? 'c2' : 'c1') as AreaId,
    kind: kinds[id] ?? 'general',
    code: kinds[id] === 'unassigned' ? null : `13102200100100${n + 1}`,
    name: kinds[id] === 'unassigned' ? '' : `第${n + 1}网格`,
    workers: unnamedWorkers('full-time', 1),
    polygons,
    parents: [],
    revision: 0,
  }));
  return new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 2500, sequenceDigits: 3 },
    communities: [
      { id: 'c1' as AreaId, name: '甲社区', codePrefix: '131022001001' },
      { id: 'c2' as AreaId, name: '乙社区', codePrefix: '131022001002' },
    ],
    grids,
  });
}
const square = (x: number, y: number, side: number): number[] => [x, y, x + side, y, x + side, y + side, x, y + side];
const split = (plan: IndexedPlan, id: string, ...line: [number, number][]): ReturnType<typeof splitGrid> =>
  splitGrid(plan, { gridId: id as GridId, line: degrees(...line), newIds: ids, smallestSquareMetres: 0 });

/** Two squares side by side in different communities. */
const pair = (): IndexedPlan => planOf({ a: [[square(0, 0, 1000)]], b: [[square(1000, 0, 1000)]] }, {}, ['b']);

describe('split', () => {
  it('refuses a cut whose rounding would push the rim of the land onto a face across the open', () => {
    const plan = planOf({ a: [[[-1, 36, 0, 36, -1, 37]]], b: [[[0, 36, 1, 35, 3, 34, 0, 40]]] }, {}, ['b']);
    const done = split(plan, 'a', [-1, 36], [0, 37]);
    expect(done).toMatchObject({ ok: false, problem: { code: 'plan.split-too-tight' } });
  });

  it('puts the new vertex into the neighbour of another community', () => {
    const plan = pair();
    const done = split(plan, 'a', [-50, 501], [1100, 499]);
    if (!done.ok) throw new Error(done.problem.code);
    const neighbour = done.value.put.find((grid) => grid.id === 'b')!;
    expect(neighbour.polygons[0]![0]).toHaveLength(10);
    expect(neighbour.revision).toBe(0);
    const parts = done.value.put.filter((grid) => grid.id !== 'b');
    expect(parts.map((part) => part.code).sort()).toEqual(['131022001001002', '131022001001003']);
    expect(parts.reduce((sum, part) => sum + doubledArea(part.polygons), 0)).toBe(2_000_000);
    expect(parts.map((part) => fullTimePosts(part.workers)).sort()).toEqual([0, 1]);
  });

  it('crosses a concave grid several times', () => {
    const comb = [
      0, 0, 900, 0, 900, 800, 700, 800, 700, 200, 500, 200, 500, 800, 300, 800, 300, 200, 100, 200, 100, 800, 0, 800,
    ];
    const plan = planOf({ a: [[comb]] });
    const done = split(plan, 'a', [-50, 500], [950, 500]);
    expect(done.ok && done.value.put).toHaveLength(4);
    expect(done.ok && done.value.put.reduce((sum, one) => sum + doubledArea(one.polygons), 0)).toBe(
      doubledArea([[comb]]),
    );
  });

  it('goes through vertices and along a border', () => {
    const plan = pair();
    expect(split(plan, 'a', [0, 0], [1000, 1000]).ok).toBe(true);
    const along = split(plan, 'a', [0, 0], [0, 600], [500, 600], [500, 1000]);
    expect(along.ok && along.value.put.filter((grid) => grid.id !== 'b')).toHaveLength(2);
  });

  it('cuts out a loop as an island', () => {
    const plan = planOf({ a: [[square(0, 0, 1000)]] });
    const done = split(plan, 'a', [300, 300], [600, 300], [600, 600], [300, 600], [300, 300]);
    expect(done.ok && done.value.put.map((grid) => grid.polygons[0]!.length).sort()).toEqual([1, 2]);
  });

  it('passes a hole: from rim to hole it does not divide, across it does', () => {
    const hole = [400, 400, 400, 600, 600, 600, 600, 400];
    const plan = planOf({ a: [[square(0, 0, 1000), hole]], b: [[[400, 400, 600, 400, 600, 600, 400, 600]]] });
    expect(split(plan, 'a', [-10, 500], [500, 500])).toMatchObject({
      ok: false,
      problem: { code: 'plan.split-incomplete' },
    });
    expect(split(plan, 'a', [-10, 500], [1010, 500])).toMatchObject({ ok: true });
  });

  it('says by name why it does not divide', () => {
    const plan = planOf({ a: [[square(0, 0, 1000)]], free: [[square(1000, 0, 1000)]] }, { free: 'unassigned' });
    const codes = [
      split(plan, 'a', [100, 100], [200, 200]),
      split(plan, 'a', [5000, 5000], [6000, 6000]),
      split(plan, 'free', [900, 500], [2100, 500]),
      split(plan, 'none', [0, 0], [1, 1]),
    ].map((result) => (result.ok ? 'ok' : result.problem.code));
    expect(codes).toEqual(['plan.split-incomplete', 'plan.split-misses', 'plan.split-unassigned', 'grid.not-found']);
  });

  it('joins slivers that a wavering hand leaves along a border', () => {
    const plan = planOf({ a: [[square(0, 0, 20_000)]] });
    const line = degrees(
      [-100, 10_000],
      [10_000, 10_000],
      [20_000, 10_000],
      [19_990, 12_000],
      [20_010, 14_000],
      [19_990, 16_000],
      [21_000, 17_000],
    );
    const done = splitGrid(plan, { gridId: 'a' as GridId, line, newIds: ids });
    expect(done.ok && done.value.put.length).toBe(2);
    expect(done.ok && done.value.notices.map((notice) => notice.code)).toEqual(['plan.slivers-joined']);
  });
});

describe('merge', () => {
  it('gives the parts of a split their old name back under a new code', () => {
    const plan = planOf({ a: [[square(0, 0, 1000)]] });
    const done = split(plan, 'a', [-10, 500], [1010, 500]);
    if (!done.ok) throw new Error(done.problem.code);
    applyChange(plan, done.value);
    const merged = mergeGrids(plan, { gridIds: [ids[0]!, ids[1]!], newId: 'm' as GridId });
    expect(merged.ok && merged.value.put[0]).toMatchObject({
      name: '第1网格',
      code: '131022001001004',
      workers: unnamedWorkers('full-time', 1),
    });
  });

  it('refuses a corner, another community, another kind and free land alone', () => {
    const corner = planOf({ a: [[square(0, 0, 100)]], b: [[square(100, 100, 100)]] });
    const kinds = planOf({ a: [[square(0, 0, 100)]], b: [[square(100, 0, 100)]] }, { b: 'dedicated' });
    const free = planOf({ a: [[square(0, 0, 100)]], b: [[square(100, 0, 100)]] }, { a: 'unassigned', b: 'unassigned' });
    const codes = [corner, pair(), kinds, free].map((plan) => {
      const result = mergeGrids(plan, { gridIds: ['a' as GridId, 'b' as GridId], newId: 'm' as GridId });
      return result.ok ? 'ok' : result.problem.code;
    });
    expect(codes).toEqual([
      'plan.merge-apart',
      'plan.merge-communities',
      'plan.merge-kinds',
      'plan.merge-only-unassigned',
    ]);
  });
});

describe('draw', () => {
  const land = (): IndexedPlan =>
    planOf({ a: [[square(0, 0, 1000)]], free: [[square(1000, 0, 1000)]] }, { free: 'unassigned' });
  const draw = (plan: IndexedPlan, ...ring: [number, number][]): ReturnType<typeof drawGrid> =>
    drawGrid(plan, {
      communityId: 'c1' as AreaId,
      ring: degrees(...ring),
      newIds: ids,
      gridName: '',
      smallestSquareMetres: 0,
    });

  it('leaves out what other grids hold, and says so', () => {
    const done = draw(land(), [500, 200], [1500, 200], [1500, 800], [500, 800]);
    if (!done.ok) throw new Error(done.problem.code);
    expect(doubledArea(done.value.put[0]!.polygons)).toBe(2 * 500 * 600);
    expect(done.value.put[0]).toMatchObject({ name: '甲社区第2网格', parents: [] });
    expect(done.value.notices.map((notice) => notice.code)).toEqual(['plan.draw-clipped']);
    expect(done.value.put.find((grid) => grid.id === 'a')!.polygons[0]![0]).toHaveLength(12);
  });

  it('refuses where nothing is free and outlines that cross themselves', () => {
    const taken = draw(land(), [100, 100], [200, 100], [200, 200]);
    expect(taken).toMatchObject({ ok: false, problem: { code: 'plan.draw-no-free-land' } });
    const bow = draw(land(), [1100, 100], [1900, 900], [1900, 100], [1100, 900]);
    expect(bow).toMatchObject({ ok: false, problem: { code: 'plan.draw-crosses-itself' } });
  });
});
