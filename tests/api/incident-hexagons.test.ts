import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentHexagons, IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { incidentOrders } from '../../geodata/schema/incident-summary';
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
  return [response.status, ((await response.json()) as { code: string }).code];
}
const hexagons = (query = '', place?: string) => get<IncidentHexagons>(`/incidents/hexagons?${query}`, place);
const rows = (query = '') => get<IncidentPage>(`/incidents?limit=1000&${query}`);
const summary = (query = '', place?: string) => get<IncidentSummaryWire>(`/incidents/summary?${query}`, place);
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

const filters = [
  '',
  'from=2025-03-05&to=2025-03-12',
  'type=noise,road-surface&state=open',
  'late=true',
  'hours=1-5:8-17',
  'q=2025-001',
];

describe('hexagons', () => {
  it.each(filters)('count exactly the rows one gets for each, and conserve (%s)', async (filter) => {
    for (const size of [100, 300]) {
      const found = await hexagons(`${filter}&size=${size}`);
      const { total } = await rows(filter);
      expect(found.total).toBe(total);
      expect(sum(found.counts) + found.withoutPoint).toBe(total);
      for (const [cell, count] of found.counts.entries()) {
        const id = `${size}.${found.q[cell]}.${found.r[cell]}`;
        const page = await rows(`${filter}&hexagon=${id}`);
        expect([page.total, page.rows.length]).toEqual([count, count]);
        expect(page.rows.filter(({ lateness }) => lateness !== 'on-time').length).toBe(found.late[cell]);
      }
    }
  });

  it('are the same cells with the same classes whatever the filter', async () => {
    const all = await hexagons('size=200');
    expect(all.counts.every((count) => count > 0)).toBe(true);
    for (const filter of filters.slice(1)) {
      const some = await hexagons(`size=200&${filter}`);
      for (const key of ['q', 'r', 'areaOf', 'breaks', 'plane', 'scalePeriod'] as const)
        expect(some[key]).toEqual(all[key]);
    }
    expect(all.areaSquareKilometres).toBeCloseTo((Math.sqrt(3) / 2) * 0.04, 9);
    expect(all.areaOf.every((area) => area < 0 || all.areaIds[area]!.startsWith('community-'))).toBe(true);
  });

  it('fit their colours to the busiest period of the same length, or to what one names', async () => {
    const first = await hexagons('size=500&scale=window&from=2025-03-02&to=2025-03-08');
    const second = await hexagons('size=500&scale=window&from=2025-03-20&to=2025-03-26&type=noise');
    expect(first.scalePeriod).toEqual(second.scalePeriod);
    expect(first.breaks).toEqual(second.breaks);
    const own = await hexagons(`size=500&reference=${encodeURIComponent('from=2025-03-02&to=2025-03-08')}`);
    expect([own.scale, own.scalePeriod]).toEqual(['reference', { from: '2025-03-02', to: '2025-03-08' }]);
    expect(await problem('/incidents/hexagons?reference=sort%3Dlate')).toEqual([400, 'incident.bad-reference']);
    expect(await problem('/incidents/density?reference=from%3D2025-99-99')).toEqual([400, 'incident.bad-time']);
  });

  it('refuse what is no size and no hexagon, and list nothing where nothing ever was', async () => {
    expect(await problem('/incidents/hexagons?size=49')).toEqual([400, 'request.invalid']);
    expect(await problem('/incidents/hexagons?size=200.5')).toEqual([400, 'request.invalid']);
    for (const id of ['200', '200.1', '0.1.1', '20.1.1', '99999.1.1', '200.01.1', '200.-0.1', 'x']) {
      expect(await problem(`/incidents?hexagon=${id}`)).toEqual([400, 'incident.bad-hexagon']);
    }
    expect((await rows('hexagon=200.5000.5000')).total).toBe(0);
    await load(test.dataDir, { ...smallPlace('still'), incidents: [] });
    expect(await hexagons('', 'still')).toMatchObject({ q: [], counts: [], total: 0, breaks: [] });
  });
});

describe('hours of the week', () => {
  it.each(filters)('add up to the total, and each hour is the rows it lists (%s)', async (filter) => {
    const found = await summary(filter);
    expect(sum(found.byWeekHour)).toBe(found.total);
    const busy = found.byWeekHour.flatMap((count, hour) => (count > 0 ? [[hour, count] as const] : []));
    if (filter.includes('hours')) return;
    for (const [hour, count] of busy.slice(0, 4)) {
      const page = await rows(`${filter}&hours=${Math.floor(hour / 24) + 1}:${hour % 24}`);
      expect(page.total).toBe(count);
    }
  });

  it('leave out their own filter beside the choices', async () => {
    const all = await summary();
    const some = await summary('hours=1-3:0-23');
    expect(some.facets.byWeekHour).toEqual(all.facets.byWeekHour);
    expect(some.total).toBe(sum(all.byWeekHour.slice(0, 72)));
    expect(sum(some.facets.byDay!.counts)).toBe(some.total);
    for (const hours of ['8:1', '1:25', 'monday', '1:9-8']) {
      expect(await problem(`/incidents/summary?hours=${hours}`)).toEqual([400, 'incident.bad-hours']);
    }
  });
});

describe('search', () => {
  it('looks into numbers, titles, addresses and names of types, and takes signs as they are', async () => {
    const { rows: everything } = await rows();
    const holds = (word: string) =>
      everything
        .filter((row) => [row.caseNumber, row.title, row.address, row.channelRef].some((text) => text?.includes(word)))
        .map(({ id }) => id);
    const found = async (q: string) => (await rows(`q=${encodeURIComponent(q)}&sort=newest`)).rows.map(({ id }) => id);
    expect(await found('2025-0003')).toEqual(holds('2025-0003'));
    expect((await found('2025-000')).sort()).toEqual(holds('2025-000').sort());
    expect(await found('%')).toEqual(holds('%'));
    expect(await found('_')).toEqual(holds('_'));
    expect(await found("' OR 1=1 --")).toEqual([]);
    const byType = (await rows('type=noise')).total;
    const { types } = await get<{ types: { code: string; name: { zh: string } }[] }>('/incident-types');
    const name = types.find(({ code }) => code === 'noise')!.name.zh;
    expect((await found(name)).length).toBeGreaterThanOrEqual(byType);
  });
});

describe('lists', () => {
  it.each(incidentOrders)('by %s come the same both ways round, what has no value last', async (sort) => {
    const up = (await rows(`sort=${sort}`)).rows;
    const down = (await rows(`sort=${sort}&reverse=true`)).rows;
    expect(new Set(up.map(({ id }) => id))).toEqual(new Set(down.map(({ id }) => id)));
    const value = {
      due: 'dueAt',
      closed: 'closedAt',
      number: 'caseNumber',
      title: 'title',
      address: 'address',
      level: 'level',
      grid: 'gridId',
    } as const;
    const field = sort in value ? value[sort as keyof typeof value] : null;
    if (!field) return;
    for (const list of [up, down]) {
      const known = list.map((row) => row[field]);
      const end = known.findIndex((one) => one === null);
      if (end >= 0) expect(known.slice(end).every((one) => one === null)).toBe(true);
    }
    const known = up.map((row) => row[field]).filter((one) => one !== null);
    expect(known).toEqual([...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(down.map((row) => row[field]).filter((one) => one !== null)).toEqual([...known].reverse());
  });

  it('jump to a row, and to the page of an incident', async () => {
    const all = (await rows('sort=newest')).rows.map(({ id }) => id);
    const jumped = await get<IncidentPage>('/incidents?sort=newest&limit=5&skip=12');
    expect([jumped.offset, jumped.rows.map(({ id }) => id)]).toEqual([12, all.slice(12, 17)]);
    const around = await get<IncidentPage>(`/incidents?sort=newest&limit=5&around=${all[13]}`);
    expect([around.offset, around.rows.map(({ id }) => id)]).toEqual([10, all.slice(10, 15)]);
    const next = await get<IncidentPage>(`/incidents?sort=newest&limit=5&cursor=${around.nextCursor}`);
    expect(next.rows.map(({ id }) => id)).toEqual(all.slice(15, 20));
    expect((await get<IncidentPage>('/incidents?limit=5&around=nobody')).offset).toBe(0);
    expect(await problem('/incidents?skip=-1')).toEqual([400, 'request.invalid']);
  });
});

describe('rates per 1,000 residents', () => {
  it('stand in where no household is counted, by the base units where there is no grid', async () => {
    const town = smallPlace('people');
    const units = town.baseUnits.map((unit, i) => ({
      ...unit,
      kind: 'hexagon' as const,
      households: null,
      residents: i === 0 ? 51 : i === 1 ? null : 60 + i,
    }));
    await load(test.dataDir, { ...town, baseUnits: units, plans: [] });
    const found = await summary('', 'people');
    expect([found.areas, found.rate.basis, found.rate.tooFew, found.plan]).toEqual([
      'base-units',
      'residents',
      52,
      null,
    ]);
    const shaped = units.filter(({ footprint }) => footprint !== null);
    expect(found.byGrid.map(({ gridId }) => gridId as string)).toEqual(shaped.map(({ id }) => id as string));
    expect(found.byGrid.slice(0, 3).map(({ rateKind }) => rateKind)).toEqual(['too-few', 'unknown', 'rate']);
    expect(sum(found.byGrid.map(({ count }) => count)) + found.outsideGrids + found.withoutPoint).toBe(found.total);
    for (const { perThousand, count, residents, rateKind } of found.byGrid) {
      if (rateKind === 'rate') expect(perThousand).toBeCloseTo((count / residents!) * 1000, 10);
    }
    const shapes = await get<{ features: { id: string }[] }>('/incidents/areas', 'people');
    expect(shapes.features.map(({ id }) => id)).toEqual(shaped.map(({ id }) => id as string));
    const one = found.byGrid.find(({ count }) => count > 0) ?? found.byGrid[0]!;
    const listed = await get<IncidentPage>(`/incidents?grid=${one.gridId}&limit=1000`, 'people');
    expect(listed.total).toBe(one.count);
  });

  it('go by the grids where there are some', async () => {
    const town = smallPlace('folk');
    await load(test.dataDir, { ...town, baseUnits: town.baseUnits.map((unit) => ({ ...unit, households: null })) });
    const found = await summary('', 'folk');
    expect([found.areas, found.rate.basis]).toEqual(['grids', 'residents']);
    for (const { perThousand, count, residents } of found.byGrid) {
      expect(perThousand).toBeCloseTo((count / residents!) * 1000, 10);
    }
  });
});
