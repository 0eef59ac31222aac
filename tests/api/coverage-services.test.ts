import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageAnswer, CoverageUnits } from '../../geodata/schema/coverage';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { AccessAnswer, AccessUnits, LifeCircle, LifeCircleUnits } from '../../geodata/schema/life-circle';
import type { ServiceChecks } from '../../geodata/schema/service-check';
import type { ServiceStandard } from '../../geodata/schema/service-standard';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Station } from '../../geodata/schema/station';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

const head = { name: { zh: '标准', en: 'Standard' }, kinds: ['rest-station' as const], invented: true };
const serviceStandards: ServiceStandard[] = [
  {
    ...head,
    id: 'fittings',
    check: 'services',
    items: [
      { name: { zh: '饮水', en: 'Water' }, words: ['饮水'] },
      { name: { zh: '药箱', en: 'First aid' }, words: ['药箱'] },
    ],
  },
  { ...head, id: 'hours', check: 'hours', leastWeeklyHours: 40, days: ['Sa'] },
  { ...head, id: 'people', check: 'residents', most: 1 },
  { ...head, id: 'area', check: 'area-per-households', squareMetresPer100Households: 30 },
];

/** The small town with standards, and two rest stations of which little is recorded. */
function equipped(id: string, more: (station: Station) => Partial<Station> = () => ({})): PlaceDataset {
  const town = smallPlace(id);
  return {
    ...town,
    place: {
      ...town.place,
      profile: {
        ...town.place.profile,
        serviceStandards,
        lifeCircle: { kinds: ['clinic', 'market', 'elder-canteen'] },
      },
    },
    stations: town.stations.map((station) => ({ ...station, ...more(station) })),
  };
}

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  const offer: Record<string, Partial<Station>> = {
    'station-rest-1': { services: ['饮水'], floorAreaSquareMetres: 60, seats: 8, openingHours: 'Mo-Fr 08:00-18:00' },
    'station-rest-2': { openingHours: '电话预约' },
  };
  await load(
    test.dataDir,
    equipped('town', ({ id }) => offer[id] ?? {}),
  );
  const town = equipped('streetless', ({ id }) => offer[id] ?? {});
  await load(test.dataDir, { ...town, streets: [], gates: [] });
  const uncounted = equipped('uncounted', ({ id }) => offer[id] ?? {});
  await load(test.dataDir, {
    ...uncounted,
    baseUnits: uncounted.baseUnits.map((unit) => ({ ...unit, households: null, residents: null, ages: null })),
  });
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'town'): Promise<T> {
  const response = await test.request(`/places/${place}/coverage/${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const columns = async (place = 'town') =>
  (await (await test.request(`/places/${place}/base-units`)).json()) as BaseUnitColumns;
const checks = (place?: string, query = 'kind=rest-station&minutes=15') => get<ServiceChecks>(`checks?${query}`, place);
const resultsOf = ({ stations }: ServiceChecks, id: string) =>
  Object.fromEntries(
    stations
      .find((station) => station.id === id)!
      .checks.map(({ standard, outcome, found, missing, why }) => [standard, [outcome, found, missing, why]]),
  );

describe('service checks', () => {
  it('say of each station what passes, what fails and what nobody recorded', async () => {
    const answer = await checks();
    const served = answer.stations.find(({ id }) => id === 'station-rest-1')!.served!;
    expect(resultsOf(answer, 'station-rest-1')).toEqual({
      'floor-area-point': ['passes', 60, [], null],
      fittings: ['fails', 1, [1], null],
      hours: ['fails', 50, [5], null],
      people: ['fails', served.residents.count, [], null],
      area: [served.households.count! * 0.3 <= 60 ? 'passes' : 'fails', 60, [], null],
    });
    expect(resultsOf(answer, 'station-rest-2')).toMatchObject({
      'floor-area-point': ['unknown', null, [], 'not-recorded'],
      fittings: ['unknown', null, [], 'not-recorded'],
      hours: ['unknown', null, [], 'not-understood'],
    });
    // Most failed checks first.
    expect(answer.stations.map(({ id }) => id)).toEqual(['station-rest-1', 'station-rest-2']);
  });

  it('give every count its denominator, and what they add up to', async () => {
    const answer = await checks();
    expect(answer.standards.map(({ standard }) => standard.id)).toEqual([
      'floor-area-point',
      'fittings',
      'hours',
      'people',
      'area',
    ]);
    for (const { tally } of [...answer.standards, { tally: answer.total }]) {
      expect(tally.fails + tally.unknown + tally.passes).toBe(tally.of);
      expect(tally.of).toBe(2);
    }
    expect(answer.standards[1]!.tally).toEqual({ fails: 1, unknown: 1, passes: 0, of: 2 });
  });

  it.each([5, 10, 15])('serve exactly those the coverage of %i minutes covers', async (minutes) => {
    const answer = await checks('town', `kind=rest-station&minutes=${minutes}`);
    const coverage = (await (
      await test.request(`/places/town/coverage?kind=rest-station&minutes=${minutes}`)
    ).json()) as CoverageAnswer;
    expect(answer.served!.households.count).toBe(coverage.total.households!.covered);
    expect(answer.served!.residents.count).toBe(coverage.total.residents!.covered);
    expect(answer.stations.reduce((sum, { served }) => sum + served!.units, 0)).toBe(coverage.total.units.covered);
  });

  it('check what needs no walks in a place without streets, and know nothing of the rest', async () => {
    const answer = await checks('streetless');
    expect(answer.served).toBeNull();
    expect(resultsOf(answer, 'station-rest-1')).toEqual({
      'floor-area-point': ['passes', 60, [], null],
      fittings: ['fails', 1, [1], null],
      hours: ['fails', 50, [5], null],
      people: ['unknown', null, [], 'no-walks'],
      area: ['unknown', null, [], 'no-walks'],
    });
  });

  it('never pass on people nobody counted', async () => {
    const results = resultsOf(await checks('uncounted'), 'station-rest-1');
    expect([results['people'], results['area']]).toEqual([
      ['unknown', null, [], 'not-counted'],
      ['unknown', null, [], 'not-counted'],
    ]);
  });

  it('ask nothing where the place asks nothing, and answer a kind there is none of', async () => {
    const clinic = await checks('town', 'kind=clinic');
    expect(clinic.standards.map(({ standard }) => standard.id)).toEqual(['floor-area-station']);
    const none = await checks('town', 'kind=library');
    expect([none.stations, none.total, none.standards]).toEqual([[], { fails: 0, unknown: 0, passes: 0, of: 0 }, []]);
  });

  it('follow a station that is added', async () => {
    await load(test.dataDir, equipped('growing'));
    const body = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [116.31, 39.431] },
      properties: { name: '新驿站', kind: 'rest-station', services: ['饮水', '应急药箱'], openingHours: '24/7' },
    };
    const added = await test.request('/places/growing/stations', { method: 'POST', body });
    expect(added.status).toBe(201);
    const { features } = (await added.json()) as { features: { id: string }[] };
    expect(resultsOf(await checks('growing'), features[0]!.id)).toMatchObject({
      fittings: ['passes', 2, [], null],
      hours: ['passes', 168, [], null],
    });
  });
});

describe('the life circle', () => {
  it('counts what each unit reaches, by the times the coverage tells', async () => {
    const units = await get<LifeCircleUnits>('life-circle/units?minutes=10');
    expect(units.kinds).toEqual(['clinic', 'elder-canteen']);
    const times = await Promise.all(units.kinds.map((kind) => get<CoverageUnits>(`units?kind=${kind}`)));
    units.reached.forEach((mask, i) => {
      if (times[0]!.connection[i] === 0) return expect(mask).toBe(-1);
      const expected = times.reduce((bits, { milliseconds }, k) => {
        const ms = milliseconds[i]!;
        return ms >= 0 && ms <= 600_000 ? bits | (1 << k) : bits;
      }, 0);
      expect(mask).toBe(expected);
    });
    expect(new Set(units.reached).size).toBeGreaterThan(2);
  });

  it('sums them up by community and grid, each with its denominator, and names what is not recorded', async () => {
    const answer = await get<LifeCircle>('life-circle?minutes=10');
    const { reached } = await get<LifeCircleUnits>('life-circle/units?minutes=10');
    const { residents } = await columns();
    expect(answer.basis).toBe('residents');
    expect(answer.notRecorded).toEqual(['market']);
    const withAll = residents.reduce((sum, count, i) => sum + (reached[i] === 3 ? count : 0), 0);
    const people = residents.reduce((sum, count, i) => sum + (reached[i] === -1 ? 0 : count), 0);
    expect([answer.total.withAll, answer.total.people]).toEqual([withAll, people]);
    expect(answer.total.services).toBe(answer.kinds.reduce((sum, one) => sum + one.people, 0));
    for (const groups of [answer.byCommunity, answer.byGrid]) {
      for (const key of ['people', 'services', 'withAll', 'units', 'offNetwork'] as const)
        expect(groups.reduce((sum, one) => sum + one[key], 0)).toBe(answer.total[key]);
    }
    expect(answer.byScore.reduce((sum, one) => sum + one.people, 0)).toBe(people);
    expect(answer.byScore.at(-1)!.people).toBe(withAll);
  });

  it('counts other services if asked, once each, and has a list of its own where the profile has none', async () => {
    const asked = await get<LifeCircle>('life-circle?kinds=park,rest-station,rest-station');
    expect([asked.kinds.map(({ kind }) => kind), asked.notRecorded]).toEqual([['rest-station'], ['park']]);
    const usual = await get<LifeCircle>('life-circle', 'small');
    expect(usual.kinds.map(({ kind }) => kind)).toEqual(['service-centre', 'clinic', 'elder-canteen']);
    expect(usual.rule.source).toBeDefined();
  });

  it('counts dwellings where nobody counted people', async () => {
    const answer = await get<LifeCircle>('life-circle', 'uncounted');
    expect([answer.basis, answer.total.people]).toEqual(['units', answer.total.units]);
  });
});

describe('access', () => {
  it('shares out exactly the capacity that somebody reaches, by community and grid', async () => {
    const answer = await get<AccessAnswer>('access?kind=rest-station&minutes=10&capacity=seats');
    expect(answer.supply).toEqual({ stations: 2, withCapacity: 1, reachable: 8, unreachable: 0 });
    expect(answer.total.supply).toBeCloseTo(8, 9);
    for (const groups of [answer.byCommunity, answer.byGrid]) {
      expect(groups.reduce((sum, one) => sum + one.supply!, 0)).toBeCloseTo(8, 9);
      for (const key of ['people', 'stations', 'withAny', 'units'] as const)
        expect(groups.reduce((sum, one) => sum + one[key], 0)).toBe(answer.total[key]);
    }
    const coverage = (await (
      await test.request('/places/town/coverage?kind=rest-station&minutes=10')
    ).json()) as CoverageAnswer;
    expect([answer.total.withAny, answer.total.people]).toEqual([
      coverage.total.residents!.covered,
      coverage.total.residents!.total,
    ]);
  });

  it('tells of each unit the nearest stations as the coverage does', async () => {
    const units = await get<AccessUnits>('access/units?kind=rest-station&minutes=15&nearest=2');
    const times = await get<CoverageUnits>('units?kind=rest-station');
    units.within.forEach((count, i) => {
      const ms = times.milliseconds[i]!;
      const isInTime = ms >= 0 && ms <= 15 * 60_000;
      expect(units.nearestMilliseconds[2 * i]).toBe(isInTime ? ms : -1);
      expect(units.nearestStation[2 * i]).toBe(isInTime ? times.station[i] : -1);
      expect(count > 0).toBe(isInTime);
      expect(count > 1).toBe(units.nearestStation[2 * i + 1] !== -1);
    });
  });

  it('has no share where no capacity is recorded', async () => {
    const answer = await get<AccessAnswer>('access?kind=clinic&capacity=staff');
    expect([answer.total.supply, answer.supply.withCapacity]).toEqual([null, 0]);
    expect((await get<AccessUnits>('access/units?kind=clinic&capacity=staff')).supplyPerThousand).toBeNull();
  });
});

describe('questions that cannot be answered', () => {
  it.each([
    ['checks', 400, 'request.invalid'],
    ['checks?kind=palace', 400, 'request.invalid'],
    ['checks?kind=clinic&minutes=0', 400, 'request.invalid'],
    ['checks?kind=clinic&walker=bird', 400, 'coverage.unknown-walker'],
    ['life-circle?kinds=', 400, 'request.invalid'],
    ['life-circle?kinds=clinic,palace', 400, 'request.invalid'],
    ['life-circle?plan=none', 404, 'plan.not-found'],
    ['life-circle/units?kind=clinic', 400, 'request.unknown-parameter-near'],
    ['access?kind=clinic&capacity=beds', 400, 'request.invalid'],
    ['access?kind=clinic&nearest=11', 400, 'request.invalid'],
    ['access?kind=clinic&nearest=1.5', 400, 'request.invalid'],
  ])('%s is %i %s', async (path, status, code) => {
    const response = await test.request(`/places/town/coverage/${path}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('walks need streets', async () => {
    for (const path of ['life-circle', 'access?kind=clinic']) {
      const response = await test.request(`/places/streetless/coverage/${path}`);
      expect(((await response.json()) as { code: string }).code).toBe('coverage.no-streets');
    }
  });

  it('are not sent twice', async () => {
    const path = '/places/town/coverage/checks?kind=rest-station';
    const tag = (await test.request(path)).headers.get('ETag')!;
    expect((await test.request(path, { headers: { 'If-None-Match': tag } })).status).toBe(304);
  });
});
