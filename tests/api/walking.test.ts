import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClosuresAnswer } from '../../geodata/schema/closure';
import type { CoverageAnswer, CoverageUnits, ReachAnswer, ServiceAreas } from '../../geodata/schema/coverage';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import { NO_HEIGHT } from '../../geodata/schema/elevation';
import type { ElevationGrid } from '../../geodata/schema/elevation';
import { closureIdSchema, gateIdSchema } from '../../geodata/schema/ids';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { BLOCK_HEIGHT, BLOCK_WIDTH, smallPlace, SOUTH, WEST } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

const x = (column: number) => WEST + Math.round(column * BLOCK_WIDTH);
const y = (row: number) => SOUTH + Math.round(row * BLOCK_HEIGHT);

/** The mini town with a shut north gate in its compound, and works before the south gate in January 2026. */
function closedTown(): PlaceDataset {
  const town = smallPlace('closed');
  const [lane] = town.streets.filter(({ id }) => id === 'gate-lane');
  return {
    ...town,
    streets: [
      ...town.streets,
      {
        ...lane!,
        id: 'north-lane',
        line: [x(1.5), y(0.9), x(1.5), y(1), x(2), y(1)],
        nodes: [903, 904, 103],
      },
    ],
    gates: [
      ...town.gates,
      {
        ...town.gates[0]!,
        id: gateIdSchema.parse('gate-north'),
        name: { zh: '北门', en: 'North Gate' },
        point: [x(1.5), y(0.9)],
        node: 903,
        open: false,
      },
    ],
    closures: [
      {
        id: closureIdSchema.parse('works'),
        name: { zh: '南门管网改造', en: 'Pipe works at the south gate' },
        reason: { zh: '更换管道' },
        document: '住建〔2026〕1号',
        from: '2026-01-05',
        to: '2026-01-31',
        streets: ['gate-lane'],
        area: null,
      },
      {
        id: closureIdSchema.parse('fair'),
        name: { zh: '灯会' },
        reason: null,
        document: null,
        from: '2026-02-01',
        to: null,
        streets: [],
        area: [[[x(4.9), y(1.9), x(5.1), y(1.9), x(5.1), y(2.1), x(4.9), y(2.1)]]],
      },
    ],
  };
}

/** Heights that rise eastward by 6 %, over the western three fifths of the town. */
function slope(): ElevationGrid {
  const [columns, rows] = [60, 40];
  const heights = new Int16Array(columns * rows).fill(NO_HEIGHT);
  const metresAcross = (3 * 301) / columns;
  for (let i = 0; i < heights.length; i++) heights[i] = Math.round((i % columns) * metresAcross * 0.06 * 10);
  return {
    columns,
    rows,
    west: fromLattice(x(0)) - 0.0001,
    north: fromLattice(y(2)) + 0.001,
    cellWidth: (3 * BLOCK_WIDTH) / columns / 1e7,
    cellHeight: (2 * BLOCK_HEIGHT + 20_000) / rows / 1e7,
    stepMetres: 0.1,
    heights,
  };
}

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await load(test.dataDir, closedTown());
  await load(test.dataDir, { ...smallPlace('sloping'), elevation: slope() });
  const remote = smallPlace('remote');
  for (const station of remote.stations) if (station.kind === 'clinic') station.point = [x(9), y(1)];
  await load(test.dataDir, remote);
  const standing = smallPlace('standing');
  const coverage = { ...standing.place.profile.coverage, walkSpeedMetresPerSecond: { adult: 0, elder: 0.9 } };
  standing.place.profile = { ...standing.place.profile, coverage };
  await load(test.dataDir, standing);
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'closed'): Promise<T> {
  const response = await test.request(`/places/${place}${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const problem = async (path: string, place = 'closed'): Promise<[number, string]> => {
  const response = await test.request(`/places/${place}${path}`);
  return [response.status, ((await response.json()) as { code: string }).code];
};

describe('closed streets', () => {
  it('are listed with their days, and in force on some', async () => {
    const on = (day: string) => get<ClosuresAnswer>(`/closures?at=${day}`);
    const { at, closures } = await on('2026-01-31');
    expect(at).toBe('2026-01-31');
    expect(closures.map(({ id, inForce }) => [id, inForce])).toEqual([
      ['works', true],
      ['fair', false],
    ]);
    expect(closures[0]).toMatchObject({ document: '住建〔2026〕1号', streets: [{ id: 'gate-lane', name: null }] });
    expect(closures[1]!.area).toMatchObject({ type: 'Polygon' });
    expect((await on('2026-01-04')).closures.some(({ inForce }) => inForce)).toBe(false);
    expect((await on('2031-01-01')).closures.map(({ inForce }) => inForce)).toEqual([false, true]);
    expect((await get<ClosuresAnswer>('/closures', 'small')).closures).toEqual([]);
    expect((await problem('/closures?at=2026-02-30'))[0]).toBe(400);
  });

  it('cut a compound off on their days, and not before or after', async () => {
    const { ids } = await get<BaseUnitColumns>('/base-units');
    const inside = ids.flatMap((id, i) => (id.startsWith('a2') ? [i] : []));
    const times = async (day: string) => {
      const { milliseconds } = await get<CoverageUnits>(`/coverage/units?kind=service-centre&at=${day}`);
      return inside.map((i) => milliseconds[i]! > 0);
    };
    expect(await times('2026-01-04')).toEqual(inside.map(() => true));
    expect(await times('2026-01-05')).toEqual(inside.map(() => false));
    expect(await times('2026-02-01')).toEqual(inside.map(() => true));
    const closed = await get<CoverageAnswer>('/coverage?kind=service-centre&minutes=15&at=2026-01-20');
    expect(closed.at).toBe('2026-01-20');
    expect(closed.assumptions.closures).toEqual([
      { id: 'works', name: { zh: '南门管网改造', en: 'Pipe works at the south gate' } },
    ]);
    expect(closed.assumptions.closedMetres).toBe(30);
    const { rows } = await get<{ rows: { id: string; reason: string }[] }>(
      '/coverage/uncovered?kind=service-centre&minutes=15&at=2026-01-20',
    );
    expect(rows.filter(({ id }) => id.startsWith('a2')).map(({ reason }) => reason)).toEqual(
      inside.map(() => 'not-reached'),
    );
  });

  it('count for the outline of a service area too', async () => {
    const area = (day: string) => get<ServiceAreas>(`/coverage/service-areas?kind=service-centre&minutes=15&at=${day}`);
    const size = async (day: string) => JSON.stringify((await area(day)).features[0]!.geometry);
    expect(await size('2026-01-04')).not.toBe(await size('2026-01-05'));
    expect(await size('2026-01-05')).toBe(await size('2026-01-06'));
  });
});

describe('what limits a walk', () => {
  const reach = async (day: string) => {
    const answer = await get<ReachAnswer>(`/coverage/reach?unit=a2-5&at=${day}`);
    const centre = answer.kinds.find(({ kind }) => kind === 'service-centre')!;
    return { answer, centre, limits: centre.limits };
  };

  it('is the shut gate, with the minutes it would take', async () => {
    const { centre, limits } = await reach('2026-01-04');
    expect(limits).toHaveLength(1);
    expect(limits[0]!.bar).toEqual({
      type: 'gate',
      id: 'gate-north',
      name: { zh: '北门', en: 'North Gate' },
      compoundName: { zh: '幸福小区', en: 'Xingfu Compound' },
      state: 'closed',
      openingHours: null,
    });
    expect(limits[0]!.milliseconds).toBeLessThan(centre.stations[0]!.milliseconds - 60_000);
  });

  it('is the closure by name, where nobody gets out at all', async () => {
    const open = await reach('2026-01-04');
    const { centre, limits } = await reach('2026-01-20');
    expect(centre.stations).toEqual([]);
    expect(limits.map(({ bar }) => bar.id)).toEqual(['gate-north', 'works']);
    expect(limits[1]).toMatchObject({
      bar: { type: 'closure', name: { zh: '南门管网改造' } },
      milliseconds: open.centre.stations[0]!.milliseconds,
      station: { id: 'station-centre' },
    });
  });

  it('is nothing where every gate is open', async () => {
    const { kinds } = await get<ReachAnswer>('/coverage/reach?unit=a2-5', 'small');
    expect(kinds.flatMap(({ limits }) => limits)).toEqual([]);
  });
});

describe('slopes', () => {
  it('are counted where heights were imported, and told where they end', async () => {
    const { assumptions } = await get<CoverageAnswer>('/coverage?kind=service-centre&minutes=15', 'sloping');
    expect(assumptions.slopes).toBe('counted');
    const { withoutMetres, totalMetres } = assumptions.heights;
    // Of 27 sides of blocks 12 lie on the heights from end to end; the other 15 are taken as level.
    expect(withoutMetres / totalMetres).toBeCloseTo(15 / 27, 1);
    const flat = (await get<CoverageAnswer>('/coverage?kind=service-centre&minutes=15', 'small')).assumptions;
    expect([flat.slopes, flat.heights.withoutMetres]).toEqual(['none', flat.heights.totalMetres]);
  });

  it('are counted from the door to the station: down to it is faster than on the level', async () => {
    const { ids } = await get<BaseUnitColumns>('/base-units', 'small');
    const timeOf = async (id: string, place: string) =>
      (await get<CoverageUnits>('/coverage/units?kind=service-centre', place)).milliseconds[
        ids.findIndex((one) => one === id)
      ]!;
    // The centre is in the west: from block B the way goes down, from the west edge up.
    expect(await timeOf('b1-1', 'sloping')).toBeLessThan(await timeOf('b1-1', 'small'));
    expect(await timeOf('a1-1', 'sloping')).toBeGreaterThan(await timeOf('a1-1', 'small'));
  });
});

describe('what cannot be walked', () => {
  it('is a speed of zero, and the answer says whose', async () => {
    const response = await test.request('/places/standing/coverage?kind=service-centre&minutes=15');
    expect(response.status).toBe(422);
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    expect([code, /adult/.test(detail)]).toEqual(['coverage.bad-speed', true]);
    expect((await get<CoverageAnswer>('/coverage?kind=clinic&minutes=15&walker=elder', 'standing')).walker).toBe(
      'elder',
    );
  });

  it('is a station far from every path, which is named', async () => {
    const { stations, assumptions } = await get<CoverageAnswer>('/coverage?kind=clinic&minutes=15', 'remote');
    expect(stations).toEqual({
      count: 1,
      offNetwork: 1,
      offNetworkStations: [{ id: 'station-clinic', name: { zh: '社区卫生服务站' } }],
      hours: null,
    });
    expect(assumptions.offNetworkMetres).toBe(250);
  });

  it('is a walk longer than the limit, or of no length', async () => {
    for (const minutes of ['0', '121', 'NaN', '1e9']) {
      expect((await problem(`/coverage?kind=clinic&minutes=${minutes}`))[0]).toBe(400);
    }
  });
});
