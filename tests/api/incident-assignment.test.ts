import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../geodata/incidents/local-days';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { toLattice } from '../../geodata/schema/coordinates';
import type { GridId } from '../../geodata/schema/ids';
import { incidentDetailSchema, incidentPageSchema, incidentSummarySchema } from '../../geodata/schema/incident-summary';
import type {
  EmergingIncidents,
  IncidentCluster,
  IncidentDetail,
  IncidentPage,
  IncidentSummaryWire,
} from '../../geodata/schema/incident-summary';
import type { Grid } from '../../geodata/schema/plan';
import { busyTown, openDatedTown } from '../fixtures/dated-town';
import type { DatedTown } from '../fixtures/dated-town';
import { smallPlacePoint as at } from '../fixtures/small-place';

/*
 * The imported plan is in force until 2025-03-11. From the 12th A1 is split down its middle, from the 20th B1 and B2 are one
 * grid. A scheme of its own, of one grid over A, begins on the 15th.
 */
const imported = 'general-published';
const [SPLIT, MERGED, HEALTH] = ['2025-03-12', '2025-03-20', '2025-03-15'];

let town: DatedTown;
let [left, right, joined, health] = ['', '', '', ''];
let [splitPlan, mergedPlan, healthPlan] = ['', '', ''];

const got = <T>(path: string): Promise<T> => town.got<T>(path);
const gridsOf = (plan: string): Promise<Grid[]> => town.gridsOf(plan);

beforeAll(async () => {
  town = await openDatedTown(busyTown(), Date.UTC(2025, 2, 10, 4));
  const { draft, act, publish, request, turn } = town;
  splitPlan = await draft({ from: imported });
  const line: [number, number][] = [at(0.5, -0.5), at(0.501, 1.5)];
  [left, right] = ['west', 'east'];
  await act(splitPlan, { name: 'split', gridId: 'a1' as GridId, line, newIds: [left, right, 'spare'] as GridId[] }, [
    'a1',
  ]);
  await publish(splitPlan, SPLIT);
  turn(Date.UTC(2025, 2, 13, 4));
  mergedPlan = await draft({ from: splitPlan });
  joined = 'joined';
  await act(mergedPlan, { name: 'merge', gridIds: ['b1', 'b2'] as GridId[], newId: joined as GridId }, ['b1', 'b2']);
  await publish(mergedPlan, MERGED);
  const scheme = await request('/schemes', { name: { zh: '健康网格', en: 'Health' } });
  expect(scheme.status, await scheme.clone().text()).toBe(201);
  const { id } = (await scheme.json()) as { id: string };
  healthPlan = await draft({ from: imported, scheme: id });
  health = 'health';
  const four = ['a1', 'a2', 'a3', 'a4'];
  await act(healthPlan, { name: 'merge', gridIds: four as GridId[], newId: health as GridId }, four);
  await publish(healthPlan, HEALTH);
  turn(Date.UTC(2025, 6, 1, 4));
});
afterAll(() => town.close());

const summary = async (query = ''): Promise<IncidentSummaryWire> =>
  incidentSummarySchema.parse(await got(`/incidents/summary?${query}`));
const rows = async (query = ''): Promise<IncidentPage> =>
  incidentPageSchema.parse(await got(`/incidents?limit=1000&${query}`));
const one = async (id: string, query = ''): Promise<IncidentDetail> =>
  incidentDetailSchema.parse(await got(`/incidents/${id}?${query}`));
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** The judge: for each day the plan the test published, and every face asked one by one. */
async function judge(
  plans: readonly [from: string, plan: string][],
): Promise<(row: IncidentPage['rows'][number]) => string | null> {
  const faces = new Map(await Promise.all(plans.map(async ([, id]) => [id, await gridsOf(id)] as const)));
  return ({ reportedAt, lng, lat }) => {
    const day = localDate(Date.parse(reportedAt), 'Asia/Shanghai');
    const plan = plans.filter(([from]) => from <= day).at(-1);
    if (!plan || lng === null || lat === null) return null;
    const held = faces
      .get(plan[1])!
      .filter(
        ({ kind, polygons }) => kind !== 'unassigned' && containsPoint([toLattice(lng), toLattice(lat)], polygons),
      );
    expect(held.length).toBeLessThanOrEqual(1);
    return held[0]?.id ?? null;
  };
}
const general = () =>
  judge([
    ['', imported],
    [SPLIT, splitPlan],
    [MERGED, mergedPlan],
  ]);

describe('incidents by the grids of then', () => {
  it('are in the grid in force on the day of the report; by the grids of now in that of one plan', async () => {
    const [then, today] = [await general(), await judge([['', mergedPlan]])];
    const [byThen, byNow] = [await rows('counted=then'), await rows('counted=now')];
    expect(byThen.rows.map(({ id }) => id)).toEqual(byNow.rows.map(({ id }) => id));
    expect(byThen.rows.length).toBe(byThen.total);
    for (const row of byThen.rows) expect(row.gridId).toBe(then(row));
    for (const row of byNow.rows) expect(row.gridId).toBe(today(row));
    const seen = new Set(byThen.rows.map(({ gridId }) => gridId as string));
    for (const id of ['a1', left, right, 'b1', joined]) expect(seen).toContain(id);
  });

  it.each(['', 'from=2025-03-01&to=2025-03-11', 'from=2025-03-10&to=2025-03-25', 'from=2025-03-21', 'state=open'])(
    'count what is listed, and conserve (%s)',
    async (filter) => {
      const found = await summary(`${filter}&counted=then`);
      expect(found.counted).toBe('then');
      expect(found.versions).toBe(3);
      for (const { gridId, count } of found.byGrid) {
        expect((await rows(`${filter}&counted=then&grid=${gridId}`)).total).toBe(count);
      }
      const { near, far, beforePlan } = found.outside;
      expect(near + far + beforePlan).toBe(found.outsideGrids);
      expect(sum(found.byGrid.map(({ count }) => count)) + found.outsideGrids + found.withoutPoint).toBe(found.total);
      const located = async (which: string) => (await rows(`${filter}&counted=then&located=${which}`)).total;
      expect(await located('near-grid')).toBe(near);
      expect(await located('far-from-grids')).toBe(far);
      expect(await located('before-plan')).toBe(beforePlan);
      expect(await located('outside-grids')).toBe(found.outsideGrids);
      expect(await located('without-point')).toBe(found.withoutPoint);
    },
  );

  it('list the grids of the end of the period first, then those gone, each with its days', async () => {
    const { byGrid, plan } = await summary('from=2025-03-10&to=2025-03-25&counted=then');
    expect(plan?.id).toBe(mergedPlan);
    const stateOf = (id: string) => byGrid.find(({ gridId }) => gridId === id)?.inForce;
    expect(stateOf(joined)).toEqual({ from: MERGED, to: null, isGone: false });
    expect(stateOf(left)).toEqual({ from: SPLIT, to: null, isGone: false });
    expect(stateOf('a1')).toEqual({ from: null, to: SPLIT, isGone: true });
    expect(stateOf('b2')).toEqual({ from: null, to: MERGED, isGone: true });
    expect(stateOf('a2')).toEqual({ from: null, to: null, isGone: false });
    const gone = byGrid.map(({ inForce }) => inForce!.isGone);
    expect(gone).toEqual([...gone].sort());
    const early = await summary('from=2025-03-01&to=2025-03-11&counted=then');
    expect(early.plan?.id).toBe(imported);
    expect(early.byGrid.map(({ gridId }) => gridId as string).sort()).toEqual([
      'a1',
      'a2',
      'a3',
      'a4',
      'b1',
      'b2',
      'b3',
      'b4',
    ]);
    // The days are those of the grid, not of the plan that was in force in the period.
    const days = early.byGrid.map(({ gridId, inForce }) => [gridId, inForce]);
    expect(Object.fromEntries(days)).toMatchObject({
      a1: { from: null, to: SPLIT, isGone: false },
      a2: { from: null, to: null, isGone: false },
      b1: { from: null, to: MERGED, isGone: false },
    });
  });

  it('divide by households for the days a grid was in force: all together are those of the place', async () => {
    const [then, today] = [
      await summary('from=2025-03-10&to=2025-03-25&counted=then'),
      await summary('plan=' + imported),
    ];
    const all = (found: IncidentSummaryWire) => sum(found.byGrid.map(({ households }) => households ?? 0));
    expect(all(then)).toBeCloseTo(all(today), 6);
    // Two of sixteen days.
    const whole = today.byGrid.find(({ gridId }) => gridId === 'a1')!.households!;
    const short = then.byGrid.find(({ gridId }) => gridId === 'a1')!;
    expect(short.households).toBeCloseTo((whole * 2) / 16, 9);
    if (short.perThousand !== null) expect(short.perThousand).toBeCloseTo((short.count / short.households!) * 1000, 9);
  });

  it('compare with another period only grids whose land stayed the same', async () => {
    const { byGrid } = await summary('from=2025-03-16&to=2025-03-25&against=previous&counted=then');
    const changeOf = (id: string) => byGrid.find(({ gridId }) => gridId === id)!.change;
    for (const id of [left, joined, 'b1']) expect(changeOf(id)).toBeNull();
    for (const id of ['a2', 'b3']) expect(changeOf(id)).not.toBeNull();
  });

  it('follow only grids whose land stayed the same from step to step', async () => {
    const query = 'from=2025-03-10&to=2025-03-25&steps=4';
    const [then, today] = await Promise.all(
      ['then', 'now'].map((counted) => got<EmergingIncidents>(`/incidents/emerging?${query}&counted=${counted}`)),
    );
    const steady = ['a2', 'a3', 'a4', 'b3', 'b4'];
    const moved = then!.byGrid.filter(({ gridId }) => !steady.includes(gridId));
    expect(moved.length).toBe(6);
    for (const { kind, found } of moved) expect([kind, ...new Set(found)]).toEqual([null, 'usual']);
    expect(today!.byGrid.map(({ gridId }) => gridId as string)).toContain(joined);
    const cluster = await got<IncidentCluster>(`/incidents/cluster?${query}&counted=then`);
    for (const id of cluster.cluster?.gridIds ?? []) expect(steady).toContain(id);
  });

  it('know no then for areas of a level', async () => {
    const found = await summary('level=community&counted=then');
    expect(found.counted).toBe('now');
    expect(found.areas).toBe('areas');
  });
});

describe('one incident', () => {
  it('has its grid in every scheme, of then and of now', async () => {
    const { rows: all } = await rows('sort=oldest');
    const [then, today] = [await general(), await judge([['', mergedPlan]])];
    const [healthThen, healthNow] = [await judge([[HEALTH, healthPlan]]), await judge([['', healthPlan]])];
    for (const row of all.filter((_, i) => i % 9 === 0 || row0(all, i))) {
      const found = await one(row.id, 'counted=then');
      expect(found.gridId).toBe(then(row));
      if (row.lng === null) {
        expect(found.assignments).toEqual([]);
        continue;
      }
      const [first, second] = found.assignments;
      expect(found.assignments.length).toBe(2);
      expect([first!.then?.gridId ?? null, first!.now?.gridId ?? null]).toEqual([then(row), today(row)]);
      expect([second!.then?.gridId ?? null, second!.now?.gridId ?? null]).toEqual([healthThen(row), healthNow(row)]);
      const day = localDate(Date.parse(row.reportedAt), 'Asia/Shanghai');
      expect(second!.then === null).toBe(day < HEALTH!);
      expect([first!.versions, second!.versions]).toEqual([3, 1]);
    }
  });

  it('near a border names the neighbour; shares of all grids and of no grid make one', async () => {
    const { rows: all } = await rows('sort=oldest');
    let flagged = 0;
    for (const row of all.slice(0, 60)) {
      const found = await one(row.id);
      const sigma = row.accuracyMetres === null ? 10 : row.accuracyMetres / 1.515;
      expect(found.sigmaMetres).toBeCloseTo(sigma, 9);
      const held = found.assignments[0]?.now;
      if (!held?.gridId) continue;
      expect(held.share).toBeGreaterThan(0.2);
      expect(held.isNearBorder).toBe(held.share! < 0.9);
      // A straight border: the share hangs on the distance alone.
      if (held.borderMetres! > 4 * sigma) expect(held.share).toBeCloseTo(1, 3);
      if (!held.isNearBorder) continue;
      flagged++;
      expect(held.borderMetres).toBeLessThan(2.15 * sigma);
      expect(held.share! + (held.neighbour?.share ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
    expect(flagged).toBeGreaterThan(0);
  });
});

const row0 = (all: readonly IncidentPage['rows'][number][], i: number): boolean => all[i]!.lng === null;

describe('what lies in no grid', () => {
  it('names the grid within 100 m, counted for none; far ones name none', async () => {
    const { rows: outside, total } = await rows('located=outside-grids');
    expect(total).toBeGreaterThan(50);
    const seen = { near: 0, far: 0 };
    for (const row of outside) {
      expect(row.gridId).toBeNull();
      if (row.outside!.reason === 'before-plan') throw new Error('a plan was always in force');
      seen[row.outside!.reason]++;
      if (row.outside!.reason === 'near') expect(row.outside!.nearest!.metres).toBeLessThanOrEqual(100);
      else expect(row.outside!.nearest).toBeNull();
    }
    expect(Math.min(seen.near, seen.far)).toBeGreaterThan(5);
    const near = outside.find(({ outside: why }) => why!.reason === 'near')!;
    const held = (await one(near.id)).assignments[0]!.now!;
    expect([held.gridId, held.share, held.nearestName]).toEqual([null, null, near.outside!.nearest!.name]);
    expect(held.borderMetres).toBe(near.outside!.nearest!.metres);
    const inside = await rows('located=without-point');
    for (const row of inside.rows) expect(row.outside).toBeNull();
  });
});

describe('what is not sure of its grid', () => {
  const sureOf = async (query: string): Promise<void> => {
    const { rows: all } = await rows(`sort=oldest&${query}`);
    const { unsure } = await summary(query);
    const listed = await rows(`located=unsure&sort=sureness&${query}`);
    const held = await Promise.all(
      all.map(async (row) => {
        const { assignments } = await one(row.id);
        const [first] = assignments;
        return query.includes('then') ? first?.then : first?.now;
      }),
    );
    // Each by itself, as its card says.
    const near = all.filter((_, i) => held[i]?.isNearBorder);
    expect(near.length).toBeGreaterThan(50);
    expect(listed.rows.map(({ id }) => id).sort()).toEqual(near.map(({ id }) => id).sort());
    expect([listed.total, unsure]).toEqual([near.length, near.length]);
    for (const row of all) {
      const at = held[all.indexOf(row)];
      if (at?.isNearBorder) expect(row.gridShare).toBeCloseTo(at.share!, 5);
      else expect(row.gridShare).toBeNull();
    }
    const shares = listed.rows.map(({ gridShare }) => gridShare!);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(listed.rows.some(({ accuracyMetres }) => accuracyMetres !== null)).toBe(true);
  };

  it.each(['counted=now', 'counted=then', 'counted=then&from=2025-03-10&to=2025-03-21', 'state=open'])(
    'is counted and listed, the least sure first (%s)',
    sureOf,
  );

  it('says so where the places are known worse: more are unsure, and far from more borders', async () => {
    const { rows: found } = await rows('located=unsure');
    const rough = found.filter(({ accuracyMetres }) => accuracyMetres !== null && accuracyMetres > 30);
    const { rows: all } = await rows('');
    const share = (part: number, whole: number): number => part / whole;
    const roughOnes = all.filter(({ accuracyMetres }) => accuracyMetres !== null && accuracyMetres > 30);
    const usual = all.filter(({ accuracyMetres }) => accuracyMetres === null);
    expect(share(rough.length, roughOnes.length)).toBeGreaterThan(
      1.3 * share(found.filter(({ accuracyMetres }) => accuracyMetres === null).length, usual.length),
    );
  });

  it('is told in the workbook and as GeoJSON', async () => {
    const page = await got<{ features: { properties: { accuracyMetres: number | null; gridShare: number | null } }[] }>(
      '/incidents?located=unsure&format=geojson&limit=1000',
    );
    expect(page.features.some(({ properties }) => properties.accuracyMetres !== null)).toBe(true);
    expect(page.features.every(({ properties }) => properties.gridShare! < 0.9)).toBe(true);
  });
});
