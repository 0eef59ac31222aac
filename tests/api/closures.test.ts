import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClosureChange, ClosuresAnswer, FoundStretch } from '../../geodata/schema/closure';
import type { CoverageAnswer, CoverageUnits, ReachAnswer, ServiceAreas } from '../../geodata/schema/coverage';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import { gateIdSchema } from '../../geodata/schema/ids';
import type { WhatIfAnswer } from '../../geodata/schema/scenario';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { BLOCK_HEIGHT, BLOCK_WIDTH, smallPlace, SOUTH, WEST } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

const x = (column: number) => WEST + Math.round(column * BLOCK_WIDTH);
const y = (row: number) => SOUTH + Math.round(row * BLOCK_HEIGHT);
const degrees = (column: number, row: number): [number, number] => [fromLattice(x(column)), fromLattice(y(row))];

/** The mini town whose compound has a second gate, in the north, that is open from six to ten. */
function nightTown(): PlaceDataset {
  const town = smallPlace('night');
  const [lane] = town.streets.filter(({ id }) => id === 'gate-lane');
  return {
    ...town,
    stations: town.stations.map((station) =>
      station.kind === 'service-centre' ? { ...station, openingHours: 'Mo-Fr 08:30-20:00' } : station,
    ),
    streets: [
      ...town.streets,
      { ...lane!, id: 'north-lane', line: [x(1.5), y(0.9), x(1.5), y(1), x(2), y(1)], nodes: [903, 904, 103] },
    ],
    gates: [
      ...town.gates,
      {
        ...town.gates[0]!,
        id: gateIdSchema.parse('gate-north'),
        name: { zh: '北门', en: 'North Gate' },
        point: [x(1.5), y(0.9)],
        node: 903,
        openingHours: '每天 6:00-22:00',
      },
    ],
  };
}

let test: TestApp;
let inside: number[];
beforeAll(async () => {
  test = await createTestApp();
  await load(test.dataDir, nightTown());
  const { ids } = await get<BaseUnitColumns>('/base-units');
  inside = ids.flatMap((id, i) => (id.startsWith('a2') ? [i] : []));
});
afterAll(() => test.close());

async function send<T>(method: string, path: string, body?: unknown, place = 'small'): Promise<[number, T]> {
  const response = await test.request(`/places/${place}${path}`, { method, body });
  return [response.status, (await response.json()) as T];
}
async function get<T>(path: string, place = 'small'): Promise<T> {
  const [status, value] = await send<T>('GET', path, undefined, place);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(value)}`);
  return value;
}
const works = { name: '南门管网改造', reason: '更换管道', from: '2026-03-01', to: '2026-03-31' };
const timesOn = async (day: string, place = 'small') => {
  const { milliseconds } = await get<CoverageUnits>(`/coverage/units?kind=service-centre&at=${day}`, place);
  return inside.map((i) => milliseconds[i]!);
};
type Problem = { code: string; detail: string; params: Record<string, unknown> };
const code = async (method: string, path: string, body?: unknown): Promise<[number, string]> => {
  const [status, problem] = await send<Problem>(method, path, body);
  return [status, problem.code];
};

describe('a closure made by hand', () => {
  it('counts on its days, is told with its lines, ends, is taken away and put back exactly', async () => {
    const before = await timesOn('2026-03-10');
    expect(before.every((ms) => ms > 0)).toBe(true);
    const lane = await get<FoundStretch>(`/closures/stretch?lng=${degrees(1.5, 0.05).join('&lat=')}`);
    expect(lane.street).toBe('gate-lane');
    const { from, to, street } = lane;
    const [made, added] = await send<ClosureChange>('POST', '/closures', {
      ...works,
      document: '住建〔2026〕3号',
      stretches: [{ street, from, to }],
    });
    expect(made).toBe(201);
    const { closure } = added;
    expect(closure).toMatchObject({
      name: { zh: '南门管网改造' },
      reason: { zh: '更换管道' },
      document: '住建〔2026〕3号',
      inForce: false,
      lines: [lane.line],
      revision: 1,
    });
    expect(await timesOn('2026-03-10')).toEqual(inside.map(() => -1));
    expect(await timesOn('2026-02-28')).toEqual(before);
    expect((await get<ClosuresAnswer>('/closures?at=2026-03-10')).closures).toEqual([{ ...closure, inForce: true }]);

    // Who is cut off, and by what.
    const counted = await get<CoverageAnswer>('/coverage?kind=service-centre&minutes=15&at=2026-03-10');
    expect(counted.cutOff).toEqual([
      expect.objectContaining({
        compound: { id: expect.anything() as string, name: { zh: '幸福小区', en: 'Xingfu Compound' } },
        units: inside.length,
        closures: [{ id: closure!.id, name: { zh: '南门管网改造' } }],
        edits: [],
      }),
    ]);
    expect((await get<CoverageAnswer>('/coverage?kind=service-centre&minutes=15&at=2026-02-28')).cutOff).toEqual([]);

    const path = `/closures/${closure!.id}`;
    const content = { ...works, document: '住建〔2026〕3号', stretches: [{ street, from, to }] };
    const [ended, end] = await send<ClosureChange>('PUT', path, { ...content, to: '2026-03-09', revision: 1 });
    expect([ended, end.revision, end.datasetVersion === added.datasetVersion]).toEqual([200, 2, false]);
    expect(await timesOn('2026-03-10')).toEqual(before);
    expect(await code('PUT', path, { ...content, revision: 1 })).toEqual([409, 'closure.conflict']);
    expect((await send('PUT', path, { ...content, revision: 2 }))[0]).toBe(200);
    expect(await timesOn('2026-03-10')).toEqual(inside.map(() => -1));

    expect((await send('DELETE', `${path}?revision=3`))[0]).toBe(200);
    expect((await get<ClosuresAnswer>('/closures')).closures).toEqual([]);
    expect(await timesOn('2026-03-10')).toEqual(before);
    expect(await code('DELETE', `${path}?revision=4`)).toEqual([404, 'closure.not-found']);
    const [, back] = await send<ClosureChange>('PUT', path, { ...content, revision: 4 });
    expect(back.closure).toEqual({ ...closure, revision: 5 });
    expect((await send('DELETE', `${path}?revision=5`))[0]).toBe(200);
  });

  it('closes what is pointed at, whole streets and land, and stays when the place is imported again', async () => {
    const [, near] = await send<ClosureChange>('POST', '/closures', { ...works, near: [degrees(1.5, 0.05)] });
    expect(near.closure!.stretches.map(({ street }) => street)).toEqual(['gate-lane']);
    await load(test.dataDir, smallPlace());
    expect(await timesOn('2026-03-10')).toEqual(inside.map(() => -1));
    // Imported without that street, the closure says which one it does not find.
    const bare = smallPlace();
    await load(test.dataDir, { ...bare, streets: bare.streets.filter(({ id }) => id !== 'gate-lane') });
    const [lost] = (await get<ClosuresAnswer>('/closures')).closures;
    expect([lost!.unknownStreets, lost!.lines]).toEqual([['gate-lane'], []]);
    await load(test.dataDir, smallPlace());
    expect((await send('DELETE', `/closures/${near.closure!.id}?revision=1`))[0]).toBe(200);
    const ring = [degrees(1.4, 0.02), degrees(1.6, 0.02), degrees(1.6, 0.08), degrees(1.4, 0.08), degrees(1.4, 0.02)];
    for (const what of [{ streets: ['gate-lane'] }, { area: { type: 'Polygon', coordinates: [ring] } }]) {
      const [status, { closure }] = await send<ClosureChange>('POST', '/closures', { ...works, ...what });
      expect(status).toBe(201);
      expect(await timesOn('2026-03-10')).toEqual(inside.map(() => -1));
      expect((await send('DELETE', `/closures/${closure!.id}?revision=1`))[0]).toBe(200);
    }
  });

  it('is refused with what is wrong and where', async () => {
    const post = (body: unknown) => code('POST', '/closures', body);
    expect(await post({ ...works, to: '2026-02-01', streets: ['gate-lane'] })).toEqual([422, 'closure.days-reversed']);
    expect(await post({ ...works, streets: ['nowhere'] })).toEqual([422, 'closure.unknown-street']);
    expect(await post(works)).toEqual([422, 'closure.nothing-closed']);
    expect(await post({ ...works, near: [[0, 0]] })).toEqual([422, 'closure.no-street-near']);
    expect((await post({ ...works, from: '2026-02-30', streets: ['gate-lane'] }))[0]).toBe(400);
    expect((await post({ ...works, name: ' ', streets: ['gate-lane'] }))[0]).toBe(400);
    expect(await code('PUT', '/closures/none', { ...works, streets: ['gate-lane'], revision: 0 })).toEqual([
      404,
      'closure.not-found',
    ]);
    expect(await code('GET', '/closures/stretch?lng=0&lat=0')).toEqual([422, 'closure.no-street-near']);
  });
});

describe('two days', () => {
  it('are held against each other, and give what each alone gives', async () => {
    const [, { closure }] = await send<ClosureChange>('POST', '/closures', { ...works, streets: ['gate-lane'] });
    const compared = await get<WhatIfAnswer>(
      '/coverage/compare?kind=service-centre&minutes=15&against-at=2026-02-28&at=2026-03-10',
    );
    const on = async (day: string) =>
      (await get<CoverageAnswer>(`/coverage?kind=service-centre&minutes=15&at=${day}`)).total;
    expect([compared.againstAt, compared.at]).toEqual(['2026-02-28', '2026-03-10']);
    expect(compared.total).toEqual({ before: await on('2026-02-28'), after: await on('2026-03-10') });
    expect(compared.losses.map(({ id }) => id.slice(0, 2))).toEqual(inside.map(() => 'a2'));
    expect([compared.gains, compared.sooner, compared.later]).toEqual([[], 0, inside.length]);
    expect(compared.cutOff).toMatchObject([{ units: inside.length, closures: [{ id: closure!.id }] }]);
    const back = await get<WhatIfAnswer>(
      '/coverage/compare?kind=service-centre&minutes=15&at=2026-02-28&against-at=2026-03-10',
    );
    expect([back.sooner, back.later, back.cutOff]).toEqual([inside.length, 0, []]);
    expect((await send('DELETE', `/closures/${closure!.id}?revision=1`))[0]).toBe(200);
    expect((await send('GET', '/coverage/compare?kind=clinic&minutes=15&at=2026-3-1'))[0]).toBe(400);
  });
});

describe('a gate with opening hours', () => {
  it('is shut at night, and the answer says which one and until when', async () => {
    const [day, night] = [await timesOn('2026-03-03T21:30', 'night'), await timesOn('2026-03-03T22:00', 'night')];
    expect(day.some((ms, i) => ms < night[i]!)).toBe(true);
    expect(day.every((ms, i) => ms <= night[i]!)).toBe(true);
    // Without a time of day it stands as on record.
    expect(await timesOn('2026-03-03', 'night')).toEqual(day);
    const limitsAt = async (at: string) => {
      const { kinds } = await get<ReachAnswer>(`/coverage/reach?unit=a2-5&at=${at}`, 'night');
      return kinds.find(({ kind }) => kind === 'service-centre')!.limits.map(({ bar }) => bar);
    };
    expect(await limitsAt('2026-03-03T05:59')).toEqual([
      expect.objectContaining({ id: 'gate-north', state: 'hours', openingHours: '每天 6:00-22:00' }),
    ]);
    expect(await limitsAt('2026-03-03T06:00')).toEqual([]);
    const compared = await get<WhatIfAnswer>(
      '/coverage/compare?kind=service-centre&minutes=15&against-at=2026-03-03T12:00&at=2026-03-03T23:00',
      'night',
    );
    expect([compared.sooner, compared.later > 0]).toEqual([0, true]);
    expect((await send('GET', '/coverage?kind=clinic&minutes=15&at=2026-03-03T25:00', undefined, 'night'))[0]).toBe(
      400,
    );
  });
});

describe('stations with opening hours', () => {
  it('count only while they are open, where that is asked, and never where nobody knows', async () => {
    const ask = (kind: string, at: string, open = 'true') =>
      get<CoverageAnswer>(`/coverage?kind=${kind}&minutes=15&at=${at}&openOnly=${open}`, 'night');
    const count = (of: CoverageAnswer) => [of.total.units.covered, of.stations.count, of.stations.hours];
    // 2026-03-03 was a Tuesday, 2026-03-07 a Saturday.
    const all = await ask('service-centre', '2026-03-03T19:59', 'false');
    expect(all.total.units.covered).toBeGreaterThan(0);
    expect(count(await ask('service-centre', '2026-03-03T19:59'))).toEqual(count(all));
    const hours = all.stations.hours!;
    const shut = { open: 0, closed: hours.open, unknown: hours.unknown };
    for (const at of ['2026-03-03T20:00', '2026-03-07T12:00']) {
      expect(count(await ask('service-centre', at))).toEqual([0, 0, shut]);
    }
    const at = '2026-03-03T20:00&openOnly=true';
    const { features } = await get<ServiceAreas>(
      `/coverage/service-areas?kind=service-centre&minutes=15&at=${at}`,
      'night',
    );
    expect(features.every(({ properties }) => properties.covered.units === 0)).toBe(true);
    const { kinds } = await get<ReachAnswer>(`/coverage/reach?unit=a2-5&at=${at}`, 'night');
    expect(kinds.find(({ kind }) => kind === 'service-centre')!.stations).toEqual([]);
    const { total, stations } = await ask('clinic', '2026-03-03T12:00');
    expect([total.units.covered, stations.hours!.open, stations.hours!.unknown]).toEqual([0, 0, 1]);
    expect(await code('GET', '/coverage?kind=clinic&minutes=15&at=2026-03-03&openOnly=true')).toEqual([
      422,
      'coverage.no-hour',
    ]);
    const evening = await get<WhatIfAnswer>(
      '/coverage/compare?kind=service-centre&minutes=15&openOnly=true&against-at=2026-03-03T12:00&at=2026-03-03T21:00',
      'night',
    );
    expect([evening.stations, evening.losses.length]).toEqual([
      { before: hours.open, after: 0 },
      all.total.units.covered,
    ]);
  });
});
