import { describe, expect, it } from 'vitest';
import { checkStation, standardsOf, worstOutcome } from '../../../../geodata/coverage/service-check';
import { countServed } from '../../../../geodata/coverage/served-people';
import type { ServiceStandard } from '../../../../geodata/schema/service-standard';
import { shippedProfiles } from '../../../../server/services/shipped-profiles';

const station = {
  kind: 'rest-station' as const,
  tier: 'point' as const,
  services: ['饮水', '充电', '热饭'],
  floorAreaSquareMetres: 30,
  seats: 6,
  staff: null,
  openingHours: 'Mo-Fr 09:00-17:00',
};
const base = { id: 'one', name: { zh: '一' }, kinds: ['rest-station' as const], invented: false };
const served = (residents: number | null, households: number | null, unknownUnits = 0) => ({
  residents: { count: residents, unknownUnits },
  households: { count: households, unknownUnits },
});
const check = (standard: object, more: Partial<typeof station> | object = {}, people = served(100, 40)) => {
  const [result] = checkStation({ ...station, ...more }, [{ ...base, ...standard } as ServiceStandard], people);
  return result && [result.outcome, result.required, result.found, result.missing, result.why];
};

describe('a service check', () => {
  it('passes and fails at the figure itself', () => {
    expect(check({ check: 'floor-area', leastSquareMetres: 30 })).toEqual(['passes', 30, 30, [], null]);
    expect(check({ check: 'floor-area', leastSquareMetres: 30.1 })).toEqual(['fails', 30.1, 30, [], null]);
    expect(check({ check: 'seats', least: 7 })).toEqual(['fails', 7, 6, [], null]);
  });

  it('never takes what is not recorded for a pass', () => {
    expect(check({ check: 'staff', least: 1 })).toEqual(['unknown', 1, null, [], 'not-recorded']);
    const words = { check: 'services', items: [{ name: { zh: '饮水' }, words: ['饮水'] }] };
    expect(check(words, { services: [] })).toEqual(['unknown', 1, null, [], 'not-recorded']);
    const hours = { check: 'hours', leastWeeklyHours: 1 };
    expect(check(hours, { openingHours: null })).toEqual(['unknown', 1, null, [], 'not-recorded']);
    expect(check(hours, { openingHours: '电话预约' })).toEqual(['unknown', 1, null, [], 'not-understood']);
  });

  it('finds services by any of their words, and names those that are missing', () => {
    const items = [
      { name: { zh: '饮水' }, words: ['饮水', 'water'] },
      { name: { zh: '药箱' }, words: ['药箱', '急救'] },
      { name: { zh: '热饭' }, words: ['微波炉', '热饭'] },
    ];
    expect(check({ check: 'services', items })).toEqual(['fails', 3, 2, [1], null]);
    const all = { services: ['Drinking WATER', '急救包', '热饭'] };
    expect(check({ check: 'services', items }, all)).toEqual(['passes', 3, 3, [], null]);
  });

  it('holds hours of the week and days against what is asked', () => {
    expect(check({ check: 'hours', leastWeeklyHours: 40 })).toEqual(['passes', 40, 40, [], null]);
    expect(check({ check: 'hours', leastWeeklyHours: 40, days: ['Mo', 'Sa'] })).toEqual(['fails', 40, 40, [5], null]);
    expect(check({ check: 'hours', days: ['Mo'] })).toEqual(['passes', null, 40, [], null]);
  });

  it('is sure of too many residents, and of few enough only where all were counted', () => {
    const most = { check: 'residents', most: 100 };
    expect(check(most)).toEqual(['passes', 100, 100, [], null]);
    expect(check(most, {}, served(101, 40, 3))).toEqual(['fails', 100, 101, [], null]);
    expect(check(most, {}, served(99, 40, 1))).toEqual(['unknown', 100, null, [], 'not-counted']);
    expect(check(most, {}, served(null, null, 2))).toEqual(['unknown', 100, null, [], 'not-counted']);
    const [noWalks] = checkStation(station, [{ ...base, ...most } as ServiceStandard], null);
    expect(noWalks).toMatchObject({ outcome: 'unknown', why: 'no-walks' });
  });

  it('asks for floor area by the households it serves', () => {
    const area = { check: 'area-per-households', squareMetresPer100Households: 30 };
    expect(check(area, {}, served(0, 100))).toEqual(['passes', 30, 30, [], null]);
    expect(check(area, {}, served(0, 101, 5))).toEqual(['fails', 30.3, 30, [], null]);
    expect(check(area, {}, served(0, 90, 5))).toEqual(['unknown', 27, null, [], 'not-counted']);
    expect(check(area, { floorAreaSquareMetres: null })).toEqual(['unknown', 12, null, [], 'not-recorded']);
  });

  it('asks only of the kinds and tiers it is for', () => {
    expect(check({ check: 'seats', least: 1 }, { kind: 'clinic' })).toBeUndefined();
    expect(check({ check: 'seats', least: 1, tiers: ['centre'] })).toBeUndefined();
    expect(check({ check: 'seats', least: 1, tiers: ['point'] })?.[0]).toBe('passes');
  });

  it('comes to the worst of its parts', () => {
    const of = (...outcomes: ('passes' | 'fails' | 'unknown')[]) =>
      worstOutcome(outcomes.map((outcome) => ({ outcome })));
    expect([of('passes', 'unknown', 'fails'), of('passes', 'unknown'), of('passes')]).toEqual([
      'fails',
      'unknown',
      'passes',
    ]);
  });
});

describe('the standards that are shipped', () => {
  const kinds = ['service-centre', 'rest-station', 'elder-canteen', 'library'] as const;
  const shipped = Object.values(shippedProfiles).flatMap((profile) =>
    kinds.flatMap((kind) => standardsOf(profile, kind)),
  );

  it('have a source, or say that they were made up; an invented one says why', () => {
    const unsourced = shipped.filter(
      ({ id, source, invented }) => !id.startsWith('floor-area-') && !source && !invented,
    );
    expect(unsourced).toEqual([]);
    expect(shipped.filter(({ invented, note }) => invented && !note)).toEqual([]);
    expect(
      shipped.flatMap(({ name, source, note }) => [name, source?.name, note]).filter((one) => one && !one.en),
    ).toEqual([]);
  });

  it('count eight fittings in Gu’an and ten in Jianhu', () => {
    const items = (id: string) => {
      const list = standardsOf(shippedProfiles[id]!, 'rest-station').find(({ check: what }) => what === 'services');
      return list?.check === 'services' ? list.items.length : 0;
    };
    expect([items('gu-an'), items('jianhu'), items('yanji'), items('baoding')]).toEqual([8, 10, 8, 8]);
  });

  it('ask for floor area by tier as the profile has it', () => {
    const [area] = standardsOf(shippedProfiles['gu-an']!, 'service-centre');
    expect(area).toMatchObject({ check: 'floor-area', tiers: ['centre'], leastSquareMetres: 500 });
  });
});

describe('who a station serves', () => {
  it('is whom it is nearest to within the cutoff; unknown counts are told apart', () => {
    const units = { households: [10, 20, -1, 40, 50], residents: [-1, -1, -1, 100, 120] };
    const counted = countServed(units, [0, 0, 0, 1, -1], [5, 9, 7, 3, -1], [1, 1, 1, 1, 0], 8, 3);
    expect(counted).toEqual([
      { units: 2, households: { count: 10, unknownUnits: 1 }, residents: { count: null, unknownUnits: 2 } },
      { units: 1, households: { count: 40, unknownUnits: 0 }, residents: { count: 100, unknownUnits: 0 } },
      { units: 0, households: { count: 0, unknownUnits: 0 }, residents: { count: 0, unknownUnits: 0 } },
    ]);
  });
});
