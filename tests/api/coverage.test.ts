import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundMetres } from '../../geodata/geometry/ground-metres';
import { countedGroups } from '../../geodata/schema/coverage';
import type {
  CoverageAnswer,
  CoverageUnits,
  LevelPage,
  ReachAnswer,
  ServiceAreas,
  UncoveredPage,
} from '../../geodata/schema/coverage';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { BLOCK_HEIGHT, BLOCK_WIDTH, smallPlace, smallPlacePoint, SOUTH, WEST } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await load(test.dataDir, { ...smallPlace('streetless'), streets: [], gates: [] });
  const uncounted = smallPlace('uncounted');
  await load(test.dataDir, {
    ...uncounted,
    baseUnits: uncounted.baseUnits.map((unit) =>
      unit.id.startsWith('a1') ? { ...unit, households: null, residents: null, ages: null } : unit,
    ),
  });
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'small'): Promise<T> {
  const response = await test.request(`/places/${place}${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function problem(path: string, place = 'small'): Promise<[number, string]> {
  const response = await test.request(`/places/${place}${path}`);
  expect(response.headers.get('Content-Type')).toMatch('application/problem+json');
  return [response.status, ((await response.json()) as { code: string }).code];
}

const coverage = (query: string, place?: string) => get<CoverageAnswer>(`/coverage?${query}`, place);
const seconds = (eastBlocks: number, northBlocks: number) => {
  const east = groundMetres(WEST, SOUTH + BLOCK_HEIGHT, WEST + BLOCK_WIDTH, SOUTH + BLOCK_HEIGHT);
  const north = groundMetres(WEST, SOUTH, WEST, SOUTH + BLOCK_HEIGHT);
  return (eastBlocks * east + northBlocks * north) / 1.2;
};

describe('walking coverage', () => {
  it('goes out of a walled compound by its gate, to the second', async () => {
    const { ids } = await get<BaseUnitColumns>('/base-units');
    const { milliseconds } = await get<CoverageUnits>('/coverage/units?kind=service-centre');
    // From (1.5, 0.8) down the inner path to the street, west, north and west again to (0.5, 1), then to the door:
    // straight through the north wall it would be 1.0 blocks east and 0.25 north.
    expect(milliseconds[ids.indexOf('a2-5' as (typeof ids)[number])]! / 1000).toBeCloseTo(
      seconds(1, 0.8 + 1 + 0.05),
      1,
    );
    // A building outside, next to the centre: off the network at both ends.
    expect(milliseconds[ids.indexOf('a1-5' as (typeof ids)[number])]! / 1000).toBeCloseTo(seconds(0, 0.25), 1);
  });

  it.each([5, 10, 15])('sums up what the units say, by community and by grid (%i minutes)', async (minutes) => {
    const columns = await get<BaseUnitColumns>('/base-units');
    const units = await get<CoverageUnits>('/coverage/units?kind=rest-station');
    const answer = await coverage(`kind=rest-station&minutes=${minutes}`);
    let covered = 0;
    units.milliseconds.forEach((ms, i) => (covered += ms >= 0 && ms <= minutes * 60_000 ? columns.households[i]! : 0));
    expect(answer.total.households).toEqual({
      covered,
      total: columns.households.reduce((a, b) => a + b, 0),
      unknownUnits: 0,
    });
    for (const groups of [answer.byCommunity, answer.byGrid]) {
      for (const measure of ['households', 'residents', 'elderly'] as const) {
        const sum = (part: 'covered' | 'total') => groups.reduce((total, group) => total + group[measure]![part], 0);
        expect([sum('covered'), sum('total')]).toEqual([answer.total[measure]!.covered, answer.total[measure]!.total]);
      }
    }
    const { both, onlyCircle, onlyWalk } = answer.circle;
    expect((both.households ?? 0) + (onlyWalk.households ?? 0)).toBe(covered);
    // Nobody walks faster than straight, so a walk in time is always in the circle.
    expect(onlyWalk.units).toBe(0);
    expect(onlyCircle.units).toBeGreaterThanOrEqual(0);
    const uncovered = await get<UncoveredPage>(`/coverage/uncovered?kind=rest-station&minutes=${minutes}&limit=1000`);
    expect(uncovered.total).toBe(columns.ids.length - answer.total.units.covered);
    expect(uncovered.rows.length).toBe(uncovered.total);
    expect(uncovered.rows.every((row) => row.milliseconds! > minutes * 60_000)).toBe(true);
  });

  it('pages the uncovered, farthest first, and narrows to a grid', async () => {
    const query = '/coverage/uncovered?kind=service-centre&minutes=5';
    const all = await get<UncoveredPage>(`${query}&limit=1000`);
    const rows = [];
    for (let cursor = ''; ;) {
      const page = await get<UncoveredPage>(`${query}&limit=7${cursor}`);
      rows.push(...page.rows);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(rows).toEqual(all.rows);
    const times = rows.map((row) => row.milliseconds!);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const inGrid = await get<UncoveredPage>(`${query}&grid=b4`);
    expect(inGrid.total).toBe(5);
    expect(inGrid.rows.every((row) => row.id.startsWith('b4'))).toBe(true);
  });

  it('knows unknown from zero', async () => {
    const answer = await coverage('kind=service-centre&minutes=15', 'uncounted');
    const grid = answer.byGrid.find(({ id }) => id === 'a1')!;
    expect([grid.households, grid.residents, grid.elderly]).toEqual([null, null, null]);
    expect(grid.units).toEqual({ covered: 5, total: 5 });
    expect(answer.total.households!.unknownUnits).toBe(5);
  });

  it('walks slower with slower walkers and says what it takes for granted', async () => {
    const adult = await coverage('kind=clinic&minutes=10');
    const elder = await coverage('kind=clinic&minutes=10&walker=elder');
    expect(elder.total.households!.covered).toBeLessThan(adult.total.households!.covered);
    expect(elder.assumptions.speedMetresPerSecond).toBe(0.9);
    expect(adult.assumptions.assumedDoors).toEqual({ units: 0, of: 40, detour: 1.3 });
    expect(adult.walker).toBe('adult');
  });

  it('draws outlines that agree with the households', async () => {
    const areas = await get<ServiceAreas>('/coverage/service-areas?kind=service-centre');
    expect(areas.features.map(({ properties }) => properties.minutes)).toEqual([15, 10, 5]);
    for (const { properties } of areas.features) {
      expect(properties.agreement.intersectionOverUnion).toBeGreaterThanOrEqual(0.995);
      const { both, onlyWalk } = properties.circle;
      expect(properties.covered.households).toBe((both.households ?? 0) + (onlyWalk.households ?? 0));
    }
    const one = await get<ServiceAreas>('/coverage/service-areas?station=station-clinic&minutes=4');
    expect(one.features.map(({ id }) => id)).toEqual([4]);
  });

  it('draws several stations as one: who reaches any of them is in it', async () => {
    const draw = async (station: string) =>
      (await get<ServiceAreas>(`/coverage/service-areas?station=${station}&minutes=5`)).features[0]!.properties;
    const [first, second] = [await draw('station-rest-1'), await draw('station-rest-2')];
    const both = await draw('station-rest-1,station-rest-2');
    const kind = (await get<ServiceAreas>('/coverage/service-areas?kind=rest-station&minutes=5')).features[0]!
      .properties;
    expect(both).toEqual(kind);
    expect(both.covered.units).toBeLessThanOrEqual(first.covered.units + second.covered.units);
    expect(both.covered.units).toBeGreaterThan(Math.max(first.covered.units, second.covered.units) - 1);
    const long = await get<ServiceAreas>('/coverage/service-areas?station=station-clinic&minutes=120,1');
    expect(long.features.map(({ id }) => id)).toEqual([120, 1]);
    expect(long.features[0]!.properties.covered.units).toBe(40);
  });

  it('counts every group of people and every level, and a group nobody counted is no zero', async () => {
    const answer = await coverage('kind=rest-station&minutes=5');
    const columns = await get<BaseUnitColumns>('/base-units');
    for (const group of countedGroups) {
      expect(answer.total[group]!.total).toBe(columns[group].reduce((a, b) => a + b, 0));
    }
    const sum = (rows: readonly { households: { covered: number } | null }[]) =>
      rows.reduce((total, { households }) => total + households!.covered, 0);
    const levels = [...new Set(answer.byArea.map(({ level }) => level))];
    for (const level of levels) {
      expect(sum(answer.byArea.filter((area) => area.level === level))).toBe(answer.total.households!.covered);
    }
    const parents = new Set(answer.byArea.map(({ id }) => id as string));
    expect(answer.byCommunity.every(({ parentId }) => parents.has(parentId!))).toBe(true);
    const uncounted = await coverage('kind=service-centre&minutes=15', 'uncounted');
    expect(uncounted.byGrid.find(({ id }) => id === 'a1')!.children).toBeNull();
  });

  it.each(['community', 'grid', 'base-unit'])('lists the level %s in pages, most left out first', async (level) => {
    const query = `/coverage/levels?kind=rest-station&minutes=5&level=${level}`;
    const all = await get<LevelPage>(`${query}&limit=1000`);
    const answer = await coverage('kind=rest-station&minutes=5');
    const missed = all.rows.map(({ households }) => households!.total - households!.covered);
    expect(missed).toEqual([...missed].sort((a, b) => b - a));
    expect(missed.reduce((a, b) => a + b, 0)).toBe(answer.total.households!.total - answer.total.households!.covered);
    const rows = [];
    for (let cursor = ''; ;) {
      const page = await get<LevelPage>(`${query}&limit=3${cursor}`);
      rows.push(...page.rows);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(rows).toEqual(all.rows);
    const byChildren = await get<LevelPage>(`${query}&limit=1000&group=children&sort=share`);
    const shares = byChildren.rows.map(({ children }) => children!.covered / children!.total);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});

describe('the uncovered as a file', () => {
  const query = 'kind=service-centre&minutes=5';
  const file = async (format: string, more = '') => {
    const response = await test.request(`/places/small/coverage/uncovered/export?${query}&format=${format}${more}`);
    expect(response.status).toBe(200);
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  };

  it('has the rows of the list with their community, grid, station and reason', async () => {
    const { total, rows } = await get<UncoveredPage>(`/coverage/uncovered?${query}&limit=1000`);
    const { bytes, headers } = await file('csv', '&lang=zh');
    expect(headers.get('Content-Disposition')).toContain('uncovered-service-centre-5-minutes.csv');
    const text = new TextDecoder().decode(bytes);
    const [titles, ...lines] = text.trim().split('\r\n');
    expect(titles!.split(',').slice(0, 6)).toEqual(['名称', '地址', '社区', '网格', '网格编码', '户数']);
    expect(lines.length).toBe(total);
    const first = lines[0]!.split(',');
    expect(first[2]).toBe(rows[0]!.community!.name.zh);
    expect(first[5]).toBe(String(rows[0]!.households));
    expect(Number(first[10])).toBeCloseTo(rows[0]!.milliseconds! / 60_000, 2);
    expect(first[11]).toBe(rows[0]!.station!.name.zh);
    expect(first[12]).toBe('太远');
    const inGrid = await file('csv', '&grid=b4');
    expect(new TextDecoder().decode(inGrid.bytes).trim().split('\r\n').length).toBe(6);
  });

  it('is a workbook that is read back with numbers as numbers', async () => {
    const { rows } = await get<UncoveredPage>(`/coverage/uncovered?${query}&limit=1000`);
    const { bytes } = await file('xlsx', '&lang=en');
    const read: { row: Record<string, string> }[] = [];
    const sheet = unzipSync(bytes)['xl/worksheets/sheet1.xml']!;
    for (const match of new TextDecoder().decode(sheet).matchAll(/<row r="(\d+)">(.*?)<\/row>/g)) {
      const cells = [...match[2]!.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>|<is><t[^>]*>)([^<]*)/g)];
      read.push({ row: Object.fromEntries(cells.map(([, column, value]) => [column!, value!])) });
    }
    expect(read.length).toBe(rows.length + 1);
    expect(read[0]!.row['F']).toBe('Households');
    expect(read[1]!.row['F']).toBe(String(rows[0]!.households));
    expect(read[1]!.row['A']).toBe(rows[0]!.name);
  });

  it('is GeoJSON with points where the buildings are', async () => {
    const { rows } = await get<UncoveredPage>(`/coverage/uncovered?${query}&limit=1000`);
    const { bytes } = await file('geojson');
    const { features } = JSON.parse(new TextDecoder().decode(bytes)) as {
      features: { id: string; geometry: { coordinates: number[] }; properties: Record<string, unknown> }[];
    };
    expect(features.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(features[0]!.geometry.coordinates).toEqual(rows[0]!.coordinates);
    expect(features[0]!.properties).toMatchObject({ households: rows[0]!.households, gridCode: rows[0]!.grid!.code });
  });
});

describe('reach', () => {
  it('from a building: minutes as counted, the way, and the gate passed', async () => {
    const units = await get<CoverageUnits>('/coverage/units?kind=elder-canteen');
    const { ids } = await get<BaseUnitColumns>('/base-units');
    const reach = await get<ReachAnswer>('/coverage/reach?unit=a2-5&minutes=15');
    const canteen = reach.kinds.find(({ kind }) => kind === 'elder-canteen')!.stations[0]!;
    expect(canteen.milliseconds).toBe(units.milliseconds[ids.indexOf('a2-5' as (typeof ids)[number])]);
    expect(canteen.gates.map(({ name, compoundName }) => [name.zh, compoundName.zh])).toEqual([['南门', '幸福小区']]);
    // The walk takes what its metres take at the walker's speed, and the wait at the gate.
    const { assumptions } = await coverage('kind=elder-canteen&minutes=15');
    const walked = canteen.milliseconds / 1000 - canteen.gates.length * assumptions.gateWaitSeconds;
    expect(Math.abs(canteen.lengthMetres - walked * assumptions.speedMetresPerSecond)).toBeLessThan(2);
    expect(reach.compound?.zh).toBe('幸福小区');
    expect(assumptions.network.crossings).toBe(0);
    expect(canteen.path[0]).toEqual(smallPlacePoint(1.5, 0.8));
    expect(canteen.path.at(-1)).toEqual(smallPlacePoint(2.5, 0.95));
    expect(reach.kinds.map(({ kind }) => kind)).toEqual(['service-centre', 'rest-station', 'elder-canteen', 'clinic']);
  });

  it('from a clicked place and from a station', async () => {
    const [lng, lat] = smallPlacePoint(2.2, 0.02);
    const reach = await get<ReachAnswer>(`/coverage/reach?lng=${lng}&lat=${lat}&minutes=5`);
    expect(reach.connection).toBe('connected');
    expect(reach.offNetworkMetres).toBe(6);
    const rest = reach.kinds.find(({ kind }) => kind === 'rest-station')!;
    expect(rest.within).toBe(1);
    expect(rest.stations.map(({ id }) => id)).toEqual(['station-rest-1', 'station-rest-2']);
    const own = await get<ReachAnswer>('/coverage/reach?station=station-clinic');
    expect(own.kinds.find(({ kind }) => kind === 'clinic')!.stations[0]!.id).toBe('station-clinic');
  });
});

describe('what cannot be answered', () => {
  it('names the missing import where there are no streets, and puts nothing in their place', async () => {
    for (const path of [
      '/coverage?kind=clinic&minutes=15',
      '/coverage/units?kind=clinic',
      '/coverage/uncovered?kind=clinic&minutes=15',
      '/coverage/levels?kind=clinic&minutes=15&level=grid',
      '/coverage/uncovered/export?kind=clinic&minutes=15&format=csv',
      '/coverage/service-areas?kind=clinic',
      '/coverage/reach?unit=a1-1',
    ]) {
      expect(await problem(path, 'streetless')).toEqual([422, 'coverage.no-streets']);
    }
  });

  it.each([
    ['/coverage?minutes=15', 400, 'request.invalid'],
    ['/coverage?kind=palace&minutes=15', 400, 'request.invalid'],
    ['/coverage?kind=clinic', 400, 'request.invalid'],
    ['/coverage?kind=clinic&minutes=0', 400, 'request.invalid'],
    ['/coverage?kind=clinic&minutes=NaN', 400, 'request.invalid'],
    ['/coverage?kind=clinic&minutes=1e9', 400, 'request.invalid'],
    ['/coverage?kind=clinic&minutes=15&walker=robot', 400, 'coverage.unknown-walker'],
    ['/coverage?kind=clinic&minutes=15&walker=__proto__', 400, 'coverage.unknown-walker'],
    ['/coverage?kind=clinic&minutes=15&plan=nowhere', 404, 'plan.not-found'],
    ['/coverage/uncovered?kind=clinic&minutes=15&cursor=x', 400, 'request.bad-cursor'],
    ['/coverage/service-areas', 400, 'request.one-of'],
    ['/coverage/service-areas?station=none', 404, 'station.not-found'],
    ['/coverage/service-areas?station=station-clinic,none', 404, 'station.not-found'],
    ['/coverage/service-areas?station=,', 400, 'request.invalid'],
    ['/coverage/service-areas?kind=clinic&minutes=121', 400, 'request.invalid'],
    ['/coverage?kind=clinic&minutes=121', 400, 'request.invalid'],
    ['/coverage/levels?kind=clinic&minutes=15&level=planet', 400, 'coverage.unknown-level'],
    ['/coverage/levels?kind=clinic&minutes=15&level=grid&group=giants', 400, 'request.invalid'],
    ['/coverage/uncovered/export?kind=clinic&minutes=15&format=pdf', 400, 'request.invalid'],
    ['/coverage/uncovered/export?kind=clinic&minutes=15&format=csv&plan=nowhere', 404, 'plan.not-found'],
    ['/coverage/service-areas?kind=clinic&minutes=5,,10', 400, 'request.invalid'],
    ['/coverage/service-areas?kind=clinic&minutes=999', 400, 'request.invalid'],
    ['/coverage/reach', 400, 'request.one-of'],
    ['/coverage/reach?lng=116.31', 400, 'request.one-of'],
    ['/coverage/reach?lng=39.431&lat=116.305', 422, 'coordinate.swapped'],
    ['/coverage/reach?lng=10&lat=10', 422, 'coordinate.outside-place'],
    ['/coverage/reach?unit=none', 404, 'base-unit.not-found'],
    ['/coverage/reach?station=none', 404, 'station.not-found'],
  ])('%s is %i %s', async (path, status, code) => {
    expect(await problem(path)).toEqual([status, code]);
  });

  it('answers an empty kind with an empty coverage', async () => {
    const answer = await coverage('kind=library&minutes=15');
    expect(answer.stations.count).toBe(0);
    expect(answer.total.households!.covered).toBe(0);
    expect((await get<ServiceAreas>('/coverage/service-areas?kind=library')).features.length).toBe(3);
  });
});
