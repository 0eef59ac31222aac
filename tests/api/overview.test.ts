import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { bbox, booleanPointInPolygon } from '@turf/turf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '../../geodata/demo/generate-demo';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import guAn from '../../geodata/places/gu-an.json';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import type { CoverageAnswer } from '../../geodata/schema/coverage';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import type { BrokenRule, OverviewAnswer, OverviewRow } from '../../geodata/schema/overview';
import { profileSchema } from '../../geodata/schema/place';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
let demo: PlaceDataset;
beforeAll(async () => {
  demo = generateDemo(profileSchema.parse(guAn));
  test = await createTestApp(demo);
  await load(test.dataDir, smallPlace());
  // Streets alone: nobody counted, no grid, no station, no incident.
  const bare = smallPlace('bare');
  await load(test.dataDir, { ...bare, baseUnits: [], stations: [], incidents: [], incidentTypes: [], plans: [] });
  // Residents, no household; no street.
  const heads = smallPlace('heads');
  const baseUnits = heads.baseUnits.map((unit) => ({ ...unit, households: null }));
  await load(test.dataDir, { ...heads, baseUnits, streets: [], gates: [] });
});
afterAll(() => test.close());

async function get<T>(path: string, place = demo.place.id as string): Promise<T> {
  const response = await test.request(`/places/${place}${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const overview = (query = '', place?: string) => get<OverviewAnswer>(`/overview?${query}`, place);
const rule = (answer: OverviewAnswer, name: BrokenRule['rule']) => answer.broken.find((one) => one.rule === name);
const lngLat = ([x, y]: LatticePoint): [number, number] => [fromLattice(x), fromLattice(y)];

describe('the overview of the demo county, counted again from its data', () => {
  it('has the people, grids and workers of the place and of each community', async () => {
    const answer = await overview();
    const { baseUnits, plans, areas } = demo;
    const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
    expect(answer.place.households).toBe(sum(baseUnits.map(({ households }) => households)));
    expect(answer.place.residents).toBe(sum(baseUnits.map(({ residents }) => residents)));
    const grids = plans[0]!.grids.filter(({ kind }) => kind !== 'unassigned');
    expect(answer.place.grids!.total).toBe(grids.length);
    expect(answer.place.grids!.workers).toBe(sum(grids.map(({ workers }) => fullTimePosts(workers))));
    expect(answer.place.grids!.withoutWorker).toBe(grids.filter(({ workers }) => fullTimePosts(workers) <= 0).length);

    const communities = areas.filter(({ level }) => level === 2);
    const shapes = communities.map(({ geometry }) => multiPolygonToGeoJson(geometry));
    const boxes = shapes.map((shape) => bbox(shape));
    const inside = (point: LatticePoint) => {
      const [lng, lat] = lngLat(point);
      return shapes.findIndex((shape, i) => {
        const [west, south, east, north] = boxes[i]!;
        return lng >= west && lng <= east && lat >= south && lat <= north && booleanPointInPolygon([lng, lat], shape);
      });
    };
    const households = communities.map(() => 0);
    for (const unit of baseUnits) households[inside(unit.anchor)]! += unit.households ?? 0;
    const rows = new Map(answer.rows.map((row) => [row.id, row]));
    expect(communities.map(({ id }) => rows.get(id)!.households)).toEqual(households);
    const subdistricts = answer.rows.filter(({ level }) => level === 1);
    expect(subdistricts.length).toBe(areas.filter(({ level }) => level === 1).length);
    for (const { id, households: all, grids: tally } of subdistricts) {
      const below = answer.rows.filter(({ parentId }) => parentId === id);
      expect(all).toBe(sum(below.map((row) => row.households)));
      expect(tally!.total).toBe(sum(below.map((row) => row.grids!.total)));
    }
    expect(sum(answer.rows.filter(({ level }) => level === 2).map((row) => row.grids!.total))).toBe(grids.length);
  });

  it('has the incidents of the last thirty days, and judges the thirty before at their own end', async () => {
    const answer = await overview();
    const last = Math.max(...demo.incidents.map(({ reportedAt }) => reportedAt));
    // Shanghai has had no summer time since 1991: a local day begins at 16:00 UTC.
    const end = Math.ceil((last + 1 - 57_600_000) / 86_400_000) * 86_400_000 + 57_600_000;
    const start = end - 30 * 86_400_000;
    const reported = (from: number, to: number) =>
      demo.incidents.filter(({ reportedAt }) => reportedAt >= from && reportedAt < to);
    const now = reported(start, end);
    const { incidents } = answer.place;
    expect(incidents!.count).toBe(now.length);
    expect(incidents!.closed).toBe(now.filter(({ state }) => state === 'closed').length);
    expect(incidents!.closedLate).toBe(
      now.filter(({ state, dueAt, closedAt }) => state === 'closed' && dueAt !== null && closedAt! > dueAt).length,
    );
    const before = reported(start - 30 * 86_400_000, start);
    const solvedByThen = before.filter(({ state, closedAt }) => state === 'closed' && closedAt! <= start);
    expect(answer.previous!.count).toBe(before.length);
    expect(answer.previous!.closed).toBe(solvedByThen.length);
    // Some were closed only afterwards: the test would not tell the difference otherwise.
    expect(solvedByThen.length).toBeLessThan(before.filter(({ state }) => state === 'closed').length);
    const byArea = answer.rows.filter(({ level }) => level === 2).reduce((n, row) => n + row.incidents!.count, 0);
    expect(byArea + answer.withoutPoint! + answer.outsideAreas!).toBe(now.length);
  });

  it('runs through the year by week and by month, and ends with what is still open', async () => {
    const { trend } = await overview();
    const { incidents } = demo;
    for (const bins of [trend!.weeks, trend!.months]) {
      expect(bins.reduce((n, { reported }) => n + reported, 0)).toBe(incidents.length);
      const open = incidents.filter(({ state }) => !['closed', 'rejected', 'duplicate', 'void'].includes(state));
      const lastDay = Date.parse(`${bins.at(-1)!.to}T16:00:00Z`);
      const closedAfter = incidents.filter(({ closedAt }) => closedAt !== null && closedAt >= lastDay);
      expect(bins.at(-1)!.open).toBe(open.length + closedAfter.length);
      expect(bins.every(({ from, to }, i) => from <= to && (i === 0 || bins[i - 1]!.to < from))).toBe(true);
    }
    expect(trend!.months.map(({ from }) => from.slice(0, 7))).toEqual(
      Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`),
    );
  });
});

describe('the overview and the modes', () => {
  it('says the same as coverage, to the household', async () => {
    for (const question of ['kind=service-centre&minutes=15', 'kind=elder-canteen&minutes=10&walker=75%2B']) {
      const [answer, coverage] = [
        await overview(`${question}&grids=true`),
        await get<CoverageAnswer>(`/coverage?${question}`),
      ];
      const rows = new Map(answer.rows.map((row) => [row.id, row]));
      expect(answer.place.covered).toEqual(coverage.total);
      for (const { id, name: _name, code: _code, parentId, ...counts } of coverage.byCommunity) {
        expect(rows.get(id)!.covered).toEqual(counts);
        expect(rows.get(id)!.parentId).toBe(parentId);
      }
      for (const { id, name: _name, code: _code, parentId: _parent, level: _level, ...counts } of coverage.byArea) {
        // The outermost area is the place itself there.
        if (rows.has(id)) expect(rows.get(id)!.covered).toEqual(counts);
      }
      for (const { id, name: _name, code: _code, communityId, ...counts } of coverage.byGrid) {
        expect(rows.get(id)!.covered).toEqual(counts);
        expect(rows.get(id)!.parentId).toBe(communityId);
      }
    }
    expect((await overview()).kind).toBe('service-centre');
  });

  it('says the same as incidents, grid by grid', async () => {
    const answer = await overview('grids=true&days=90');
    const { from, to } = answer.period!;
    const summary = await get<IncidentSummaryWire>(`/incidents/summary?from=${from}&to=${to}`);
    const { count, overdue, closedLate } = answer.place.incidents!;
    expect([count, overdue, closedLate]).toEqual([summary.total, summary.overdue, summary.closedLate]);
    expect(answer.withoutPoint).toBe(summary.withoutPoint);
    const rows = new Map(answer.rows.map((row) => [row.id, row]));
    for (const grid of summary.byGrid) {
      const row: OverviewRow = rows.get(grid.gridId)!;
      expect([row.incidents!.count, row.incidents!.overdue, row.households]).toEqual([
        grid.count,
        grid.overdue,
        grid.households,
      ]);
    }
    const late = await get<IncidentSummaryWire>(`/incidents/summary?from=${from}&to=${to}&late=true`);
    expect(rule(answer, 'late')!.count).toBe(late.total);
    const overdueNow = await get<IncidentSummaryWire>('/incidents/summary?state=open&late=true');
    expect(rule(answer, 'overdue')!.count).toBe(overdueNow.total);
  });

  it('says the same as the checks of the plan', async () => {
    const answer = await overview();
    const { groups } = await get<{ groups: { code: string; count: number }[] }>(`/plans/${answer.plan!.id}/checks`);
    const counts = new Map(groups.map(({ code, count }) => [code, count]));
    for (const name of ['too-few-households', 'too-many-households', 'no-worker', 'unassigned', 'overlap'] as const) {
      expect(rule(answer, name)!.count, name).toBe(counts.get(`check.${name}`) ?? 0);
    }
    const { below, above } = answer.place.grids!;
    expect([below, above]).toEqual([
      rule(answer, 'too-few-households')!.count,
      rule(answer, 'too-many-households')!.count,
    ]);
  });
});

describe('what a place cannot say', () => {
  it('is null and named, never 0', async () => {
    const answer = await overview('', 'bare');
    expect(answer.missing).toEqual([
      'base-units',
      'households',
      'residents',
      'plan',
      'workers',
      'stations',
      'floor-areas',
      'incidents',
    ]);
    const { place, period, previous, rateBase, kind, trend, broken } = answer;
    expect(place).toMatchObject({ households: null, residents: null, grids: null, covered: null, incidents: null });
    expect({ period, previous, rateBase, kind, trend, broken }).toEqual({
      period: null,
      previous: null,
      rateBase: null,
      kind: null,
      trend: null,
      broken: [],
    });
  });

  it('falls back on residents, and measures no walk without streets', async () => {
    const answer = await overview('', 'heads');
    expect(answer.missing).toEqual(['households', 'streets']);
    expect(answer.rateBase).toBe('residents');
    expect(answer.place).toMatchObject({ households: null, covered: null });
    expect(answer.place.residents).toBeGreaterThan(1000);
    expect(answer.place.grids).toMatchObject({ judged: 0 });
    // Nobody knows how many households a grid has, so none is called too small.
    expect(rule(answer, 'too-few-households')).toBeUndefined();
  });

  it('holds stations against the floor area of their tier', async () => {
    const sent = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [116.31, 39.431] },
          properties: { name: { zh: '小中心' }, kind: 'service-centre', tier: 'centre', floorAreaSquareMetres: 499 },
        },
      ],
    };
    expect(rule(await overview('', 'small'), 'small-station')).toMatchObject({ count: 0, of: 1 });
    const posted = await test.request('/places/small/stations', { method: 'POST', body: sent });
    expect(posted.status).toBe(201);
    const answer = await overview('', 'small');
    expect(rule(answer, 'small-station')).toMatchObject({ kind: 'service-centre', count: 1, of: 2 });
    expect(answer.stations.find(({ kind }) => kind === 'service-centre')).toMatchObject({
      count: 2,
      judged: 2,
      undersized: 1,
      leastSquareMetres: 500,
    });
  });
});

describe('asking for the overview', () => {
  it('answers 304 while nothing has changed', async () => {
    const first = await test.request('/places/small/overview');
    const tag = first.headers.get('ETag')!;
    expect((await test.request('/places/small/overview', { headers: { 'If-None-Match': tag } })).status).toBe(304);
  });

  it.each([
    ['?plan=nowhere', 404, 'plan.not-found'],
    ['?walker=ghost', 400, 'coverage.unknown-walker'],
    ['?days=0', 400, 'request.invalid'],
    ['?day=3', 400, 'request.unknown-parameter-near'],
  ])('refuses %s', async (query, status, code) => {
    const response = await test.request(`/places/small/overview${query}`);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { code: string }).code).toBe(code);
  });
});
