import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DensityRasterWire,
  EmergingIncidents,
  IncidentCluster,
  IncidentFeatures,
  IncidentHexagons,
  IncidentPage,
  IncidentRow,
  IncidentSummaryWire,
  IncidentTypeWire,
} from '../../geodata/schema/incident-summary';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'small'): Promise<T> {
  const response = await test.request(`/places/${place}${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function problem(path: string): Promise<[number, string]> {
  const response = await test.request(`/places/small${path}`);
  const body = (await response.json()) as { code: string };
  expect(response.headers.get('Content-Type')).toMatch('application/problem+json');
  return [response.status, body.code];
}

const summary = (query = '') => get<IncidentSummaryWire>(`/incidents/summary?${query}`);
const rows = (query = '') => get<IncidentPage>(`/incidents?${query}`);
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

const filters = [
  '',
  'from=2025-03-05&to=2025-03-12',
  'type=facilities',
  'type=noise,road-surface&state=open',
  'state=ended&from=2025-03-10',
  'state=closed',
  'late=true',
  'owner=城管执法队|-&state=closed',
  'to=2025-03-01',
];

describe('counts', () => {
  it.each(filters)('of every grid equal the rows listed for it, exactly (%s)', async (filter) => {
    const { byGrid } = await summary(filter);
    expect(byGrid.length).toBe(8);
    for (const grid of byGrid) {
      const page = await rows(`${filter}&grid=${grid.gridId}&limit=1000`);
      expect(page.total).toBe(grid.count);
      expect(page.rows.length).toBe(grid.count);
      expect(page.rows.every((row) => row.gridId === grid.gridId)).toBe(true);
      expect(page.rows.filter((row) => row.lateness === 'overdue').length).toBe(grid.overdue);
      expect(page.rows.filter((row) => row.lateness === 'closed-late').length).toBe(grid.closedLate);
    }
  });

  it.each(filters)(
    'conserve: grids + outside + without a point = days = types = states = rows (%s)',
    async (filter) => {
      const found = await summary(filter);
      const { total } = await rows(filter);
      expect(sum(found.byGrid.map(({ count }) => count)) + found.outsideGrids + found.withoutPoint).toBe(total);
      expect(sum(found.byDay?.counts ?? [])).toBe(total);
      expect(sum(found.byType.map(({ count }) => count))).toBe(total);
      expect(sum(found.byState.map(({ count }) => count))).toBe(total);
      expect(found.total).toBe(total);
      expect((await rows(`${filter}&located=outside-grids`)).total).toBe(found.outsideGrids);
      expect((await rows(`${filter}&located=without-point`)).total).toBe(found.withoutPoint);
      if (!filter.includes('late')) {
        expect(found.overdue + found.closedLate).toBe((await rows(`${filter}&late=true`)).total);
      }
    },
  );

  it('are those of the mini town: three a grid, four outside, two without a place', async () => {
    const found = await summary();
    expect(found.byGrid.map(({ count }) => count)).toEqual(Array(8).fill(3));
    expect([found.total, found.outsideGrids, found.withoutPoint]).toEqual([30, 4, 2]);
    expect(found.period).toEqual({ from: '2025-03-01', to: '2025-03-30' });
    expect(found.timeZone).toBe('Asia/Shanghai');
  });

  it('beside a choice leave out its own filter', async () => {
    const all = await summary();
    const one = await summary('type=noise');
    expect(one.facets.byType).toEqual(all.byType);
    expect(sum(one.facets.byDay?.counts ?? [])).toBe(one.total);
    const owned = await summary('type=noise&owner=环卫中心');
    expect(owned.facets.byOwner).toEqual((await summary('type=noise')).facets.byOwner);
    for (const { owner, count } of owned.facets.byOwner) {
      const page = await rows(`type=noise&owner=${owner ?? '-'}`);
      expect(page.total).toBe(count);
      expect(page.rows.every((row) => row.owner === owner)).toBe(true);
    }
    const short = await summary('from=2025-03-05&to=2025-03-06');
    expect(short.facets.byDay).toEqual(all.byDay);
    expect(short.byDay).toEqual({ from: '2025-03-05', counts: [1, 1] });
  });
});

describe('areas of a level', () => {
  it('count the same incidents as the grids in them, and list exactly those', async () => {
    const byGrid = await summary();
    const byArea = await summary('level=community');
    expect([byArea.areas, byArea.level, byArea.plan]).toEqual(['areas', 'community', null]);
    for (const area of byArea.byGrid) {
      const inside = byGrid.byGrid.filter(({ communityId }) => communityId === area.communityId);
      expect(area.count).toBe(sum(inside.map(({ count }) => count)));
      expect(area.households).toBe(sum(inside.map(({ households }) => households ?? 0)));
      expect((await rows(`level=community&grid=${area.gridId}`)).total).toBe(area.count);
    }
    expect(sum(byArea.byGrid.map(({ count }) => count)) + byArea.outsideGrids + byArea.withoutPoint).toBe(byArea.total);
  });

  it('are named where the place has no such level', async () => {
    expect(await problem('/incidents/summary?level=galaxy')).toEqual([400, 'incident.unknown-level']);
  });
});

describe('against another period', () => {
  it('counts what the other period counts by itself, and judges the change exactly', async () => {
    const now = await summary('from=2025-03-11&to=2025-03-20&against=previous');
    const before = await summary('from=2025-03-01&to=2025-03-10');
    expect(now.against!.period).toEqual({ from: '2025-03-01', to: '2025-03-10' });
    expect(now.against!.days).toEqual({ now: 10, before: 10 });
    expect(now.against!.total.before).toBe(before.total);
    now.byGrid.forEach(({ change, count }, i) => {
      expect(change!.before).toBe(before.byGrid[i]!.count);
      expect(change!.finding).toBe(count + change!.before < 5 ? 'too-few' : 'usual');
      expect(change!.ratio).toBe(change!.before > 0 ? count / change!.before : null);
    });
    expect((await summary('from=2025-03-11&to=2025-03-20')).against).toBeNull();
  });

  it('finds the one grid that has many more than before', async () => {
    const dataset = smallPlace('grown');
    const { byGrid } = await summary();
    const { rows: there } = await rows(`grid=${byGrid[2]!.gridId}&limit=1`);
    const pattern = dataset.incidents.find(({ id }) => id === there[0]!.id)!;
    const more = Array.from({ length: 40 }, (_, i) => ({
      ...pattern,
      id: `late-${i}` as typeof pattern.id,
      channelRef: `late-${i}`,
      reportedAt: Date.UTC(2025, 2, 15) + i * 60_000,
      dueAt: null,
      closedAt: null,
      state: 'reported' as const,
    }));
    await load(test.dataDir, { ...dataset, incidents: [...dataset.incidents, ...more] });
    const found = await get<IncidentSummaryWire>(
      '/incidents/summary?from=2025-03-11&to=2025-03-20&against=2025-03-01..2025-03-10',
      'grown',
    );
    expect(found.byGrid.filter(({ change }) => change!.finding === 'high').map(({ gridId }) => gridId)).toEqual([
      byGrid[2]!.gridId,
    ]);
    expect(found.against!.total.finding).toBe('high');
  });

  it('says what is missing where there is nothing to compare with', async () => {
    expect(await problem('/incidents/summary?against=yesterday')).toEqual([400, 'incident.bad-against']);
    expect(await problem('/incidents/summary?against=previous')).toEqual([422, 'incident.nothing-to-compare']);
    expect(await problem('/incidents/summary?from=2025-03-11&to=2025-03-20&against=last-year')).toEqual([
      422,
      'incident.nothing-to-compare',
    ]);
  });
});

describe('emerging hot spots', () => {
  it('cut the period into equal steps whose counts are the rows', async () => {
    const found = await get<EmergingIncidents>('/incidents/emerging?from=2025-03-01&to=2025-03-24&steps=6');
    expect(found.steps).toHaveLength(6);
    expect(found.steps[0]).toEqual({ from: '2025-03-01', to: '2025-03-04' });
    expect(found.steps.at(-1)).toEqual({ from: '2025-03-21', to: '2025-03-24' });
    for (const [k, step] of found.steps.entries()) {
      const { byGrid } = await summary(`from=${step.from}&to=${step.to}`);
      expect(found.byGrid.map(({ counts }) => counts[k])).toEqual(byGrid.map(({ count }) => count));
    }
  });

  it('call one that lights up in the last step new, and no other anything', async () => {
    const dataset = smallPlace('lit');
    const [first] = (await summary()).byGrid;
    const { rows: there } = await rows(`grid=${first!.gridId}&limit=1`);
    const pattern = dataset.incidents.find(({ id }) => id === there[0]!.id)!;
    const more = Array.from({ length: 80 }, (_, i) => ({
      ...pattern,
      id: `lit-${i}` as typeof pattern.id,
      channelRef: `lit-${i}`,
      reportedAt: Date.UTC(2025, 2, 22) + i * 60_000,
      dueAt: null,
      closedAt: null,
      state: 'reported' as const,
    }));
    await load(test.dataDir, { ...dataset, incidents: [...dataset.incidents, ...more] });
    const { byGrid } = await get<EmergingIncidents>('/incidents/emerging?from=2025-03-01&to=2025-03-24&steps=6', 'lit');
    expect(byGrid[0]!.kind).toEqual({ temperature: 'hot', class: 'new' });
    expect(byGrid[0]!.found.at(-1)).toBe('hot');
    for (const { kind } of byGrid) if (kind) expect(kind.class).toBe('new');
  });

  it('have a cluster that the scan finds where it was planted, with exactly its rows', async () => {
    // The place of the test before this one: many cases in the first grid, at the end.
    const { cluster } = await get<IncidentCluster>('/incidents/cluster?from=2025-03-01&to=2025-03-24&steps=6', 'lit');
    const [first] = (await summary()).byGrid;
    expect(cluster!.gridIds).toContain(first!.gridId);
    expect(cluster!.chance).toBe(1 / (cluster!.simulations + 1));
    expect(cluster!.count).toBeGreaterThan(3 * cluster!.expected);
    let listed = 0;
    for (const grid of cluster!.gridIds) {
      const { from, to } = cluster!.period;
      listed += (await get<IncidentPage>(`/incidents?grid=${grid}&from=${from}&to=${to}`, 'lit')).total;
    }
    expect(cluster!.count).toBe(listed);
    // All of them in one list, as the count in the sentence opens them.
    const { from, to } = cluster!.period;
    const together = `/incidents?grid=${cluster!.gridIds.join(',')}&from=${from}&to=${to}`;
    expect((await get<IncidentPage>(together, 'lit')).total).toBe(cluster!.count);
    const page = await get<IncidentPage>(`${together}&limit=500`, 'lit');
    expect(page.rows.every(({ gridId }) => cluster!.gridIds.includes(gridId!))).toBe(true);
  });

  it('say that a period is too short', async () => {
    expect(await problem('/incidents/emerging?from=2025-03-01&to=2025-03-05')).toEqual([422, 'incident.too-short']);
  });
});

describe('what is real', () => {
  it('is a grid with many times its share, alone and with its neighbours, and no other', async () => {
    const dataset = smallPlace('hot');
    const [hot] = (await summary()).byGrid;
    const { rows: inHot } = await rows(`grid=${hot!.gridId}&limit=1`);
    const pattern = dataset.incidents.find(({ id }) => id === inHot[0]!.id)!;
    const more = Array.from({ length: 60 }, (_, i) => ({
      ...pattern,
      id: `more-${i}` as typeof pattern.id,
      channelRef: `more-${i}`,
    }));
    await load(test.dataDir, { ...dataset, incidents: [...dataset.incidents, ...more] });
    const { byGrid, rate } = await get<IncidentSummaryWire>('/incidents/summary?outliers=true', 'hot');
    const found = byGrid.find(({ gridId }) => gridId === hot!.gridId)!;
    expect(found.alone!.finding).toBe('high');
    expect(found.alone!.adjustedChance).toBeLessThan(1e-6);
    expect(found.around!.count).toBeGreaterThan(found.count);
    expect(found.outlier!.corner).toMatch(/^high/);
    for (const grid of byGrid) {
      if (grid.gridId !== hot!.gridId) expect(grid.alone!.finding).not.toBe('high');
      const [low, high] = [grid.perThousand!, rate.perThousand!].sort((a, b) => a - b);
      expect(grid.shrunkPerThousand).toBeGreaterThanOrEqual(low! - 1e-9);
      expect(grid.shrunkPerThousand).toBeLessThanOrEqual(high! + 1e-9);
    }
    expect((await summary()).byGrid.every(({ outlier }) => outlier === null)).toBe(true);
  });
});

describe('rates', () => {
  it('name their denominator, and are count ÷ households × 1,000', async () => {
    const { byGrid, rate } = await summary();
    const units = smallPlace().baseUnits;
    for (const grid of byGrid) {
      const here = units.filter((unit) => unit.id.startsWith(grid.gridId));
      expect(grid.households).toBe(sum(here.map((unit) => unit.households ?? 0)));
      expect(grid.perThousand).toBeCloseTo((grid.count / grid.households!) * 1000, 10);
      expect(grid.chance).toBeNull();
      expect(grid.expected).toBeCloseTo(((rate.perThousand ?? 0) * grid.households!) / 1000, 10);
    }
    expect([rate.basis, rate.denominator]).toEqual(['households', sum(units.map((unit) => unit.households ?? 0))]);
    expect(rate.perThousand).toBeCloseTo((24 / rate.denominator) * 1000, 10);
    expect(rate.denominatorDate).toBe('2025-06-30');
  });

  it('keep their classes whatever the filter, unless the period is asked to be the scale', async () => {
    const all = await summary();
    const some = await summary('type=noise&state=open&from=2025-03-05&to=2025-03-20');
    expect(some.rate.breaks).toEqual(all.rate.breaks);
    expect(all.rate.breaks.length).toBeGreaterThan(0);
    const own = await summary('from=2025-03-01&to=2025-03-09&scale=period');
    expect(own.rate.breaks).not.toEqual(all.rate.breaks);
  });

  it('are not given where there are too few households', async () => {
    const dataset = smallPlace('few');
    for (const unit of dataset.baseUnits) {
      if (unit.id.startsWith('a1')) unit.households = 3;
      if (unit.id.startsWith('a2')) unit.households = null;
    }
    await load(test.dataDir, dataset);
    const { byGrid } = await get<IncidentSummaryWire>('/incidents/summary', 'few');
    expect(byGrid.slice(0, 3).map(({ rateKind, perThousand }) => [rateKind, perThousand === null])).toEqual([
      ['too-few', true],
      ['unknown', true],
      ['rate', false],
    ]);
  });
});

describe('rows', () => {
  it('come in pages that neither overlap nor miss one', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 9; pages++) {
      const page = await rows(`limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.rows.map(({ id }) => id));
      expect(page.total).toBe(30);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen.length).toBe(30);
    expect(new Set(seen).size).toBe(30);
  });

  it('are sorted as asked', async () => {
    const newest = await rows();
    expect(newest.rows[0]?.id).toBe('incident-30');
    expect((await rows('sort=oldest')).rows[0]?.id).toBe('incident-1');
    const late = (await rows('sort=late')).rows.map(({ lateness }) => lateness);
    const order = ['overdue', 'closed-late', 'on-time'];
    expect(late).toEqual([...late].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    const due = (await rows('sort=due')).rows.map(({ dueAt }) => dueAt ?? '9');
    expect(due).toEqual([...due].sort());
  });

  it('come as GeoJSON with a null geometry where there is no point', async () => {
    const response = await test.request('/places/small/incidents?format=geojson&sort=newest&limit=5');
    expect(response.headers.get('Content-Type')).toMatch('application/geo+json');
    const { features, total } = (await response.json()) as IncidentFeatures;
    expect(total).toBe(30);
    expect(features[0]?.geometry).toBeNull();
    expect(features[4]?.geometry?.coordinates[0]).toBeCloseTo(116.3, 1);
  });

  it('can be asked for in a box', async () => {
    const { byGrid } = await summary();
    const inBox = await rows('bbox=116.3,39.43,116.3035,39.4327');
    expect(inBox.total).toBe(byGrid[0]?.count);
    expect(inBox.rows.every(({ gridId }) => gridId === 'a1')).toBe(true);
  });

  it('are found by id', async () => {
    const row = await get<IncidentRow>('/incidents/incident-3');
    expect(row).toMatchObject({ caseNumber: '2025-0003', typeCode: 'illegal-parking', gridId: 'a3' });
    expect(await problem('/incidents/nobody')).toEqual([404, 'incident.not-found']);
  });

  it('count a day by the clock of the place', async () => {
    // Incident 1 was reported on 2025-03-01 at 08:00 in Shanghai, which is midnight in London.
    expect((await rows('from=2025-03-01&to=2025-03-01')).rows.map(({ id }) => id)).toEqual(['incident-1']);
    expect((await rows('to=2025-03-01T00:00:00Z')).total).toBe(0);
    expect((await rows('to=2025-03-01T00:00:00.001Z')).total).toBe(1);
    expect((await rows('from=2025-03-01T08:00:00%2B08:00&to=2025-03-01T08:00:01%2B08:00')).total).toBe(1);
  });

  it('judge lateness at the end of the data date by the clock of the place', async () => {
    const page = await rows('limit=1000');
    const { incidents } = smallPlace();
    // 24:00 of 2025-06-30 in Shanghai.
    expect(page.asOf).toBe('2025-06-30T16:00:00.000Z');
    const overdue = page.rows.filter(({ lateness }) => lateness === 'overdue').map(({ id }) => id);
    const expected = incidents.filter(
      (i) => i.state !== 'closed' && i.dueAt !== null && i.dueAt < Date.parse(page.asOf),
    );
    expect(overdue.sort()).toEqual(expected.map(({ id }) => id as string).sort());
  });
});

describe('density', () => {
  const density = (query = '') => get<DensityRasterWire>(`/incidents/density?${query}`);
  const read = (raster: DensityRasterWire) => {
    const bytes = Buffer.from(raster.values, 'base64');
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };

  it('holds exactly its points: Σ values × cell area × weeks = n', async () => {
    const raster = await density();
    const values = read(raster);
    expect(values.length).toBe(raster.width * raster.height);
    expect([raster.n, raster.outside, raster.withoutPoint, raster.total]).toEqual([24, 4, 2, 30]);
    const mass = (sum(Array.from(values)) * (raster.cellMetres / 1000) ** 2 * raster.days) / 7;
    expect(raster.unit).toBe('incidents/km²/week');
    expect(Math.abs(mass / raster.n - 1)).toBeLessThan(0.005);
    expect(raster.bandwidthMetres).toBe(200);
    expect(Math.max(...values)).toBeCloseTo(raster.max, 3);
    expect(raster.domainTop).toBeGreaterThanOrEqual(raster.max * 0.999);
  });

  it('keeps frame and colour domain whatever the filter', async () => {
    const all = await density();
    const some = await density('type=noise&state=open&from=2025-03-05&to=2025-03-20');
    expect(some.n).toBeLessThan(all.n);
    for (const key of ['domainTop', 'bbox', 'width', 'height', 'cellMetres', 'plane'] as const) {
      expect(some[key]).toEqual(all[key]);
    }
    const own = await density('from=2025-03-05&to=2025-03-06&scale=period');
    expect(own.scale).toBe('period');
    expect(own.domainTop).toBeGreaterThanOrEqual(own.max * 0.999);
    expect(own.domainTop).not.toBe(all.domainTop);
  });

  it('is a rate by week: the same cases in twice the days are half as dense, days without data not counted', async () => {
    const whole = await density();
    const { from, to } = whole.period!;
    expect(whole.days).toBe(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1);
    const wider = await density('from=2020-01-01');
    expect([wider.days, wider.max]).toEqual([whole.days, whole.max]);
    const hexagons = await get<IncidentHexagons>('/incidents/hexagons');
    expect(hexagons.days).toBe(whole.days);
    const half = await density(`from=${from}&to=2025-03-10`);
    const perDay = (raster: DensityRasterWire) => (sum(Array.from(read(raster))) * raster.days) / raster.n;
    expect(perDay(half)).toBeCloseTo(perDay(whole), -1);
  });

  it('has in a pane beside it the same colours, whatever the length of that period', async () => {
    const shown = await density('from=2025-03-05&to=2025-03-11&scale=window');
    const { from, to } = shown.scalePeriod!;
    const beside = await density(
      `from=2025-03-01&to=2025-03-20&reference=${encodeURIComponent(`from=${from}&to=${to}`)}`,
    );
    expect(beside.domainTop).toBe(shown.domainTop);
    expect(beside.scalePeriod).toEqual(shown.scalePeriod);
  });

  it('has the colours of the busiest so many days where one names how many, whatever the period', async () => {
    const shown = await density('from=2025-03-05&to=2025-03-11&scale=window');
    for (const filter of ['', 'from=2025-03-20&to=2025-03-21', 'from=2025-03-01&to=2025-03-20&type=noise']) {
      const other = await density(`scale=window&scaleDays=7&${filter}`);
      expect([other.domainTop, other.scale, other.scalePeriod]).toEqual([shown.domainTop, 'window', shown.scalePeriod]);
      const { rate } = await summary(`scale=window&scaleDays=7&${filter}`);
      expect(rate.scalePeriod).toEqual(shown.scalePeriod);
    }
    const all = await density();
    expect((await density('scale=window&scaleDays=400&from=2025-03-05')).domainTop).toBe(all.domainTop);
    expect(await problem('/incidents/density?scale=window&scaleDays=0')).toEqual([400, 'request.invalid']);
  });

  it('takes another bandwidth, within limits', async () => {
    const wide = await density('bandwidth=300');
    expect([wide.bandwidthMetres, wide.cellMetres]).toEqual([300, 60]);
    expect(await problem('/incidents/density?bandwidth=1')).toEqual([400, 'request.invalid']);
    expect(await problem('/incidents/density?bandwidth=wide')).toEqual([400, 'request.invalid']);
  });
});

describe('types', () => {
  it('have their groups and counts', async () => {
    const { types } = await get<{ types: IncidentTypeWire[] }>('/incident-types');
    expect(types.length).toBe(6);
    expect(sum(types.map(({ count }) => count))).toBe(30);
    expect(types.find(({ code }) => code === 'noise')?.parentCode).toBe('order');
  });
});

describe('bad questions', () => {
  it.each([
    ['from=2025-02-30', 400, 'incident.bad-time'],
    ['from=yesterday', 400, 'incident.bad-time'],
    ['from=2025-03-01T00:00:00', 400, 'incident.bad-time'],
    ['to=2031-01-01', 422, 'incident.future-time'],
    ['from=2025-07-02', 422, 'incident.future-time'],
    ['from=2025-03-09&to=2025-03-08', 422, 'incident.reversed-period'],
    ['type=unheard', 422, 'incident.unknown-type'],
    ['type=noise,,', 422, 'incident.unknown-type'],
    ["type=' OR 1=1 --", 422, 'incident.unknown-type'],
    ['state=sleeping', 422, 'incident.unknown-state'],
    ['owner=环卫', 422, 'incident.unknown-owner'],
    ['late=maybe', 400, 'request.invalid'],
  ])('%s', async (query, status, code) => {
    for (const path of ['/incidents', '/incidents/summary', '/incidents/density', '/incidents/hexagons']) {
      expect(await problem(`${path}?${query}`)).toEqual([status, code]);
    }
  });

  it.each([
    ['grid=nowhere', 404, 'incident.unknown-grid'],
    ['grid=b-free', 404, 'incident.unknown-grid'],
    ['grid=b-free,', 404, 'incident.unknown-grid'],
    ['plan=nowhere', 404, 'plan.not-found'],
    ['bbox=1,2,3', 400, 'incident.bad-box'],
    ['bbox=39.4,116.3,39.5,116.4', 422, 'coordinate.swapped'],
    ['bbox=2,2,1,3', 400, 'incident.bad-box'],
    ['bbox=a,b,c,d', 400, 'incident.bad-box'],
    ['limit=0', 400, 'request.invalid'],
    ['limit=100000', 400, 'request.invalid'],
    ['cursor=../..', 400, 'request.bad-cursor'],
    ['sort=random', 400, 'request.invalid'],
    ['format=xml', 400, 'request.invalid'],
  ])('of the rows: %s', async (query, status, code) => {
    expect(await problem(`/incidents?${query}`)).toEqual([status, code]);
  });

  it('about a place that is not there', async () => {
    expect((await test.request('/places/nowhere/incidents/summary')).status).toBe(404);
  });
});

describe('places with less', () => {
  it('without incidents have empty answers', async () => {
    await load(test.dataDir, { ...smallPlace('quiet'), incidents: [] });
    const found = await get<IncidentSummaryWire>('/incidents/summary', 'quiet');
    expect([found.total, found.period, found.byDay, found.byGrid.length]).toEqual([0, null, null, 8]);
    expect(await get<IncidentPage>('/incidents', 'quiet')).toMatchObject({ total: 0, rows: [], nextCursor: null });
    expect(await get<DensityRasterWire>('/incidents/density', 'quiet')).toMatchObject({ n: 0, max: 0, domainTop: 1 });
  });

  it('without a plan are counted as a whole, and say why not by grid', async () => {
    await load(test.dataDir, { ...smallPlace('bare'), plans: [] });
    const found = await get<IncidentSummaryWire>('/incidents/summary', 'bare');
    expect([found.plan, found.byGrid, found.outsideGrids, found.rate.breaks]).toEqual([null, [], 28, []]);
    expect((await test.request('/places/bare/incidents?grid=a1')).status).toBe(422);
  });
});

describe('caching', () => {
  it('answers 304 to whoever has the answer already', async () => {
    const first = await test.request('/places/small/incidents/summary');
    const tag = first.headers.get('ETag') ?? '';
    expect(tag).not.toBe('');
    const again = await test.request('/places/small/incidents/summary', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });
});
