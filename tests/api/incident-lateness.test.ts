import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locatePoint } from '../../geodata/geometry/point-in-polygon';
import { unnamedWorkers } from '../../geodata/plan/grid-workers';
import { toLattice } from '../../geodata/schema/coordinates';
import type { ReachAnswer } from '../../geodata/schema/coverage';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import { dueLights, judgedLights } from '../../geodata/schema/incident-lateness';
import type { DueLight, IncidentCover, IncidentLateness, LatePoints } from '../../geodata/schema/incident-lateness';
import type {
  DensityRasterWire,
  IncidentHexagons,
  IncidentPage,
  IncidentRow,
  IncidentSummaryWire,
} from '../../geodata/schema/incident-summary';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

/** The mini town with grids that nobody, or only part-time workers, look after. */
function town(): PlaceDataset {
  const place = smallPlace();
  const [plan] = place.plans;
  for (const grid of plan!.grids) {
    if (grid.id === 'a2') grid.workers = [];
    if (grid.id === 'b1') grid.workers = unnamedWorkers('part-time', 2);
  }
  return place;
}

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp(town());
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'small'): Promise<T> {
  const response = await test.request(`/places/${place}${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
async function problem(path: string, place = 'small'): Promise<[number, string]> {
  const response = await test.request(`/places/${place}${path}`);
  return [response.status, ((await response.json()) as { code: string }).code];
}
const rows = (query: string) => get<IncidentPage>(`/incidents?limit=1000&${query}`);
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const DAY = 86_400_000;

/** The light of a row by the words of the design: green to 80 % of the limit, yellow to 100 %, red beyond. */
function lightOf({ state, reportedAt, dueAt, closedAt }: IncidentRow, asOf: string): DueLight {
  if (['rejected', 'duplicate', 'void'].includes(state)) return 'excluded';
  if (dueAt === null || (state === 'closed' && closedAt === null)) return 'unknown';
  if (state === 'closed') return Date.parse(closedAt!) > Date.parse(dueAt) ? 'closed-late' : 'closed-in-time';
  const gone = (Date.parse(asOf) - Date.parse(reportedAt)) / (Date.parse(dueAt) - Date.parse(reportedAt));
  return gone > 1 ? 'red' : gone > 0.8 ? 'yellow' : 'green';
}

const filters = ['', 'type=noise', 'from=2025-03-10&to=2025-03-30', 'owner=环卫中心', 'state=open', 'q=1'];

describe('lateness', () => {
  it.each(filters)('puts every incident under one light, and each opens exactly its rows (%s)', async (filter) => {
    const all = await rows(filter);
    const { lights, total } = await get<IncidentLateness>(`/incidents/lateness?${filter}`);
    expect(total).toBe(all.total);
    expect(sum(Object.values(lights))).toBe(total);
    for (const light of dueLights) {
      const page = await rows(`${filter}&light=${light}`);
      expect(page.total).toBe(lights[light]);
      expect(page.rows.map(({ id }) => id)).toEqual(
        all.rows.filter((row) => lightOf(row, all.asOf) === light).map(({ id }) => id),
      );
    }
    expect((await rows(`${filter}&late=true`)).total).toBe(lights.red + lights['closed-late']);
  });

  it.each(['area', 'owner', 'type'])('by %s adds up, and a row lists what it counts', async (by) => {
    for (const filter of ['', 'from=2025-03-10', 'late=true', 'light=green']) {
      const found = await get<IncidentLateness>(`/incidents/lateness?by=${by}&${filter}`);
      expect(sum(found.rows.flatMap(({ lights }) => Object.values(lights))) + found.outside).toBe(found.total);
      // What the filter says of lateness itself is left out: a share of the late ones alone would always be 100 %.
      if (!filter.startsWith('from')) expect(found.total).toBe(30);
      const rest = filter.startsWith('from') ? filter : '';
      for (const { key, late, judged, interval, medianDaysLate, lights } of found.rows) {
        const own = by === 'area' ? `grid=${key}` : `${by}=${key ?? '-'}`;
        const page = await rows(`${rest}&${own}&light=red,closed-late`);
        expect(page.total).toBe(late);
        expect((await rows(`${rest}&${own}&light=${judgedLights.join(',')}`)).total).toBe(judged);
        expect(interval === null).toBe(judged === 0);
        if (interval) expect(late / judged).toBeGreaterThanOrEqual(interval.low);
        if (interval) expect(late / judged).toBeLessThanOrEqual(interval.high);
        const days = page.rows
          .filter(({ lateness }) => lateness === 'overdue')
          .map(({ dueAt }) => (Date.parse(page.asOf) - Date.parse(dueAt!)) / DAY)
          .sort((a, b) => a - b);
        expect(days.length).toBe(lights.red);
        const middle = (days[Math.floor((days.length - 1) / 2)]! + days[Math.ceil((days.length - 1) / 2)]!) / 2;
        if (days.length === 0) expect(medianDaysLate).toBeNull();
        else expect(medianDaysLate).toBeCloseTo(middle, 6);
      }
    }
  });

  it('counts by the areas of a level, and knows red ones by agency', async () => {
    const grids = await get<IncidentLateness>('/incidents/lateness');
    const areas = await get<IncidentLateness>('/incidents/lateness?level=community');
    expect([areas.areas, areas.level, areas.plan]).toEqual(['areas', 'community', null]);
    expect(sum(areas.rows.map(({ late }) => late))).toBe(sum(grids.rows.map(({ late }) => late)));
    expect(await problem('/incidents/lateness?level=planet')).toEqual([400, 'incident.unknown-level']);
    expect(await problem('/incidents/lateness?by=weather')).toEqual([400, 'request.invalid']);
    expect(await problem('/incidents/lateness?light=purple')).toEqual([422, 'incident.unknown-light']);
  });

  it('has points for what can be judged, those closed in time only where asked for', async () => {
    const found = await get<LatePoints>('/incidents/late-points');
    expect(found.drawn).toEqual(['green', 'yellow', 'red', 'closed-late']);
    const { green, yellow, red } = found.lights;
    expect(found.ids.length + found.withoutPoint).toBe(green + yellow + red + found.lights['closed-late']);
    const all = await rows('');
    found.ids.forEach((id, i) => {
      const row = all.rows.find((one) => one.id === id)!;
      expect(found.drawn[found.light[i]!]).toBe(lightOf(row, all.asOf));
      expect([found.lng[i], found.lat[i]]).toEqual([row.lng, row.lat]);
      const end = row.lateness === 'overdue' ? all.asOf : row.closedAt;
      const late = row.lateness === 'on-time' ? 0 : (Date.parse(end!) - Date.parse(row.dueAt!)) / DAY;
      expect(found.daysLate[i]).toBeCloseTo(late, 2);
    });
    const inTime = await get<LatePoints>('/incidents/late-points?light=closed-in-time');
    expect(inTime.drawn).toEqual(['closed-in-time']);
    expect(inTime.ids.length + inTime.withoutPoint).toBe(found.lights['closed-in-time']);
    expect(inTime.lights).toEqual(found.lights);
  });

  it('has a density with a domain that late ones alone fix, whatever else is filtered', async () => {
    const density = (query: string) => get<DensityRasterWire>(`/incidents/density?bandwidth=900&${query}`);
    const all = await density('');
    const late = await density('late=true&lateScale=true');
    expect(late.domainTop).toBeLessThan(all.domainTop);
    expect((await density('late=true')).domainTop).toBe(all.domainTop);
    for (const filter of ['type=noise', 'owner=环卫中心', 'light=red', 'from=2025-03-10&to=2025-03-20']) {
      expect((await density(`late=true&lateScale=true&${filter}`)).domainTop).toBe(late.domainTop);
    }
    expect(late.total).toBe((await rows('late=true')).total);
  });
});

describe('outside cover', () => {
  const walks = new Map<string, number | 'off' | 'never'>();
  /** Asks the walk from every incident in the town one by one; four lie beyond its box, where no walk is answered. */
  beforeAll(async () => {
    for (const { id, lng, lat } of (await rows('')).rows) {
      if (lng === null || lng < (await westOfTown())) continue;
      const reach = await get<ReachAnswer>(`/coverage/reach?lng=${lng}&lat=${lat}`);
      const nearest = reach.kinds.find(({ kind }) => kind === 'service-centre')!.stations[0];
      if (reach.connection === 'off-network') walks.set(id, 'off');
      else walks.set(id, nearest && reach.connection !== 'enclosed' ? nearest.milliseconds : 'never');
    }
  });
  const beyond = (minutes: number) =>
    [...walks].filter(([, walk]) => walk === 'never' || (walk !== 'off' && walk > minutes * 60_000)).map(([id]) => id);
  const westOfTown = async () => (await get<{ bbox: number[] }>('')).bbox[0]!;
  const idsOf = async (query: string) => (await rows(query)).rows.map(({ id }) => id).sort();

  it.each([1, 5, 10, 15, 20, 30])('on foot is what the walk from each incident says (%i min)', async (minutes) => {
    const expected = beyond(minutes).sort();
    const found = await idsOf(`cover=beyond-${minutes}`);
    expect(found.filter((id) => walks.has(id))).toEqual(expected);
    const { walk, total } = await get<IncidentCover>(`/incidents/cover?minutes=${minutes}`);
    expect(walk).toMatchObject({ kind: 'service-centre', walker: 'adult', beyond: found.length, withoutPoint: 2 });
    expect(walk!.timed + walk!.offNetwork + walk!.withoutPoint).toBe(total);
  });

  it('on foot walks by the streets open on the day of each report, whatever is closed today', async () => {
    const works = { ...town(), place: { ...town().place, id: 'works' as PlaceDataset['place']['id'] } };
    const [from, to] = ['2025-03-10', '2025-03-11'];
    const { bbox } = works.place;
    const corner = (x: number, y: number) => [
      toLattice(bbox[0] + x * (bbox[2] - bbox[0])),
      toLattice(bbox[1] + y * (bbox[3] - bbox[1])),
    ];
    works.closures = [
      {
        id: 'works' as NonNullable<PlaceDataset['closures']>[number]['id'],
        name: { zh: '管网改造' },
        reason: null,
        document: null,
        from,
        to,
        streets: [],
        area: [[[...corner(0.3, -0.1), ...corner(0.45, -0.1), ...corner(0.45, 1.1), ...corner(0.3, 1.1)]]],
      },
    ];
    // Every second one is reported within the two days, at their first and last minute, too.
    const moments = ['2025-03-10T00:00:00', '2025-03-10T12:00:00', '2025-03-11T23:59:00'];
    works.incidents = works.incidents.map((one, i) =>
      i % 2 === 0 ? one : { ...one, reportedAt: Date.parse(`${moments[i % 3]}+08:00`), closedAt: null, dueAt: null },
    );
    await load(test.dataDir, works);
    const { rows: all } = await get<IncidentPage>('/incidents?limit=1000', 'works');
    const [far, differing] = [[] as string[], [] as string[]];
    const walkOf = async (row: IncidentRow, at: string): Promise<number> => {
      const reach = await get<ReachAnswer>(`/coverage/reach?lng=${row.lng}&lat=${row.lat}&at=${at}`, 'works');
      const nearest = reach.kinds.find(({ kind }) => kind === 'service-centre')!.stations[0];
      return nearest && reach.connection !== 'enclosed' ? nearest.milliseconds : Infinity;
    };
    const inTown = all.filter(({ lng }) => lng !== null && lng >= bbox[0]);
    const limit = 20 * 60_000;
    let closedOnes = 0;
    for (const row of inTown) {
      const day = new Date(Date.parse(row.reportedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
      if (day >= from && day <= to) closedOnes++;
      const [then, open] = [await walkOf(row, day), await walkOf(row, '2025-06-01')];
      if (then > limit) far.push(row.id);
      if (then > limit !== open > limit) differing.push(row.id);
    }
    expect([closedOnes > 10, closedOnes < inTown.length, differing.length > 0]).toEqual([true, true, true]);
    const found = (await get<IncidentPage>('/incidents?limit=1000&cover=beyond-20', 'works')).rows.map(({ id }) => id);
    const known = new Set(inTown.map(({ id }) => id));
    expect(found.filter((id) => known.has(id)).sort()).toEqual(far.sort());
    const { walk } = await get<IncidentCover>('/incidents/cover?minutes=20', 'works');
    expect(walk!.beyond).toBe(found.length);
    const onDays = all.filter(({ reportedAt }) => reportedAt >= '2025-03-09T16' && reportedAt < '2025-03-11T16');
    expect(walk!.closedDays).toEqual({ incidents: onDays.length, asToday: 0 });
    const before = await get<IncidentCover>('/incidents/cover?to=2025-03-09', 'works');
    expect(before.walk!.closedDays.incidents).toBe(0);
  });

  it('on foot splits the town somewhere', () => {
    expect(walks.size).toBe(24);
    expect(new Set([1, 5, 10, 15, 20, 30].map((minutes) => beyond(minutes).length)).size).toBeGreaterThan(3);
  });

  it('counts what is off the network apart, never as too far', async () => {
    const off = [...walks].filter(([, walk]) => walk === 'off').map(([id]) => id);
    const found = await idsOf('cover=off-network');
    expect(found.filter((id) => walks.has(id))).toEqual(off.sort());
    const { walk } = await get<IncidentCover>('/incidents/cover');
    expect(walk!.offNetwork).toBe(found.length);
    expect((await idsOf('cover=beyond-1')).filter((id) => found.includes(id))).toEqual([]);
  });

  it('by workers is what lies in a grid without a full-time one', async () => {
    const { plans } = town();
    const lacking = plans[0]!.grids.filter(({ id }) => id === 'a2' || id === 'b1');
    const expected = (await rows('')).rows.filter(
      ({ lng, lat }) =>
        lng !== null &&
        lacking.some(({ polygons }) => locatePoint([toLattice(lng), toLattice(lat!)], polygons) !== 'outside'),
    );
    expect(await idsOf('cover=no-full-time-worker')).toEqual(expected.map(({ id }) => id).sort());
    const { workers } = await get<IncidentCover>('/incidents/cover');
    expect(workers).toMatchObject({
      without: expected.length,
      inGrids: 24,
      outside: 6,
      grids: 8,
      gridIdsWithout: ['a2', 'b1'],
    });
    expect(expected.length).toBe(6);
  });

  it('is either of what is named, and counts the same in every answer', async () => {
    const cover = 'cover=beyond-15,no-full-time-worker';
    const both = await idsOf(cover);
    const [far, alone] = [await idsOf('cover=beyond-15'), await idsOf('cover=no-full-time-worker')];
    expect(both).toEqual([...new Set([...far, ...alone])].sort());
    const summary = await get<IncidentSummaryWire>(`/incidents/summary?${cover}`);
    const hexagons = await get<IncidentHexagons>(`/incidents/hexagons?${cover}`);
    const density = await get<DensityRasterWire>(`/incidents/density?${cover}`);
    const lateness = await get<IncidentLateness>(`/incidents/lateness?by=owner&${cover}`);
    expect([summary, hexagons, density, lateness].map(({ total }) => total)).toEqual(Array(4).fill(both.length));
    expect(sum(hexagons.counts) + hexagons.withoutPoint).toBe(both.length);
    expect(sum(summary.facets.byOwner.map(({ count }) => count))).toBe(both.length);
    for (const grid of summary.byGrid) {
      expect((await rows(`${cover}&grid=${grid.gridId}`)).total).toBe(grid.count);
    }
    // Its own part of the filter is left out of what stands beside the choices.
    const counted = await get<IncidentCover>(`/incidents/cover?minutes=15&${cover}`);
    expect([counted.walk!.beyond, counted.workers!.without]).toEqual([far.length, alone.length]);
    const fixed = await get<DensityRasterWire>(`/incidents/density?reference=${encodeURIComponent(cover)}`);
    expect(fixed.scale).toBe('reference');
  });

  it('refuses what is no way of being outside, and says what a place lacks', async () => {
    for (const word of ['beyond-0', 'beyond-121', 'beyond-1.5', 'far', 'beyond-15,,']) {
      expect(await problem(`/incidents?cover=${word}`)).toEqual([422, 'incident.unknown-cover']);
    }
    const bare = smallPlace('bare');
    await load(test.dataDir, { ...bare, stations: [], plans: [] });
    const { walk, whyNoWalk, workers, whyNoWorkers } = await get<IncidentCover>('/incidents/cover', 'bare');
    expect([walk, whyNoWalk, workers, whyNoWorkers]).toEqual([null, 'no-stations', null, 'no-grids']);
    expect(await problem('/incidents?cover=beyond-15', 'bare')).toEqual([422, 'incident.no-stations']);
    expect(await problem('/incidents/density?cover=no-full-time-worker', 'bare')).toEqual([422, 'incident.no-grids']);
    // Where nobody has entered workers nobody knows who is missing.
    const unstaffed = smallPlace('unstaffed');
    for (const grid of unstaffed.plans[0]!.grids) grid.workers = [];
    await load(test.dataDir, unstaffed);
    const nobody = await get<IncidentCover>('/incidents/cover', 'unstaffed');
    expect([nobody.workers, nobody.whyNoWorkers]).toEqual([null, 'no-workers']);
    expect(await problem('/incidents?cover=no-full-time-worker', 'unstaffed')).toEqual([422, 'incident.no-workers']);
    const roadless = smallPlace('roadless');
    await load(test.dataDir, { ...roadless, streets: [], gates: [] });
    expect((await get<IncidentCover>('/incidents/cover', 'roadless')).whyNoWalk).toBe('no-streets');
    expect(await problem('/incidents/summary?cover=beyond-15', 'roadless')).toEqual([422, 'coverage.no-streets']);
  });
});
