import { describe, expect, it } from 'vitest';
import { busiestSpan } from '../../../../geodata/incidents/busiest-span';
import { duplicateReaches, usualReach } from '../../../../geodata/incidents/duplicate-rules';
import { closeness, duplicateScore, neededLikeness } from '../../../../geodata/incidents/duplicate-score';
import { linkPoints } from '../../../../geodata/incidents/link-points';
import { normalAddress } from '../../../../geodata/incidents/normal-address';
import { gramLikeness, normalText, textGrams } from '../../../../geodata/incidents/text-grams';
import { typeFamilies } from '../../../../geodata/incidents/type-families';
import type { IncidentType } from '../../../../geodata/schema/incident';

const type = (code: string, parentCode: string | null): IncidentType => ({ code, name: { zh: code }, parentCode });

describe('an address', () => {
  it.each([
    ['幸福路 12号', '幸福路12號'],
    ['幸福路１２号Ｂ座', '幸福路12号b座'],
    ['  4500 Belair Rd ', '4500 BELAIR RD'],
    ['幸福路\u300012号', '幸福路12号'],
  ])('%j and %j are one', (one, other) => expect(normalAddress(one)).toBe(normalAddress(other)));
  it.each([
    ['幸福路12号', '幸福路121号'],
    ['幸福路12号', '幸福路12'],
  ])('%j and %j are two', (one, other) => expect(normalAddress(one)).not.toBe(normalAddress(other)));
  it('is empty where there is none', () => expect([normalAddress(null), normalAddress('  ')]).toEqual(['', '']));
});

describe('families of types', () => {
  it('are told by the group at the top, whatever lies between', () => {
    const types = [type('01', null), type('0101', '01'), type('010101', '0101'), type('02', null), type('x', 'gone')];
    expect([...typeFamilies(types)]).toEqual([0, 0, 0, 3, 4]);
  });
  it('end in a circle of parents', () => {
    expect(typeFamilies([type('a', 'b'), type('b', 'a')])).toHaveLength(2);
  });
  it('have the reach of the nearest rule', () => {
    const types = [type('01', null), type('0101', '01'), type('0102', '01'), type('02', null)];
    const rules = [
      { types: ['01'], metres: 50, days: 14 },
      { types: ['0102'], metres: 100, days: 7 },
    ];
    expect(duplicateReaches(types, rules)).toEqual([
      { metres: 50, days: 14 },
      { metres: 50, days: 14 },
      { metres: 100, days: 7 },
      usualReach,
    ]);
  });
});

describe('texts', () => {
  const likeness = (a: string, b: string) => gramLikeness(textGrams(normalText(a)), textGrams(normalText(b)));
  it('are alike by the pieces of three characters both have', () => {
    // abcd → abc bcd; abce → abc bce: one of three.
    expect(likeness('abcd', 'abce')).toBeCloseTo(1 / 3, 12);
    expect(likeness('垃圾桶满溢：幸福路', '垃圾桶满溢 幸福路')).toBe(1);
    expect(likeness('', '')).toBe(0);
    expect(likeness('ab', 'ab')).toBe(1);
    expect(likeness('ab', 'abc')).toBe(0);
  });
  it('have each piece once', () => expect(textGrams('aaaaaa')).toHaveLength(1));
});

describe('the score', () => {
  it('takes what is within half the reach for as near as can be', () => {
    expect([closeness(0, 30), closeness(15, 30), closeness(22.5, 30), closeness(30, 30), closeness(99, 30)]).toEqual([
      1, 1, 0.5, 0, 0,
    ]);
  });
  it('proposes 12 metres, two days and nine tenths of the text, and not half of it', () => {
    const place = closeness(12, 30);
    const time = closeness(2, 14);
    expect(duplicateScore(place, time, 0.9)).toBeCloseTo(0.95, 12);
    expect(duplicateScore(place, time, 0.5)).toBeLessThan(0.9);
    expect(duplicateScore(place, time, neededLikeness(place, time))).toBeCloseTo(0.9, 12);
  });
});

describe('the busiest span', () => {
  it('is shorter than its length: the day that many days later is outside', () => {
    expect(busiestSpan([0, 10, 20, 29, 30], 30)).toEqual({ count: 4, first: 0, last: 3 });
    expect(busiestSpan([0, 30, 60], 30)).toEqual({ count: 1, first: 0, last: 0 });
    expect(busiestSpan([], 30).count).toBe(0);
  });
});

describe('points', () => {
  const link = (points: [number, number][], radius = 15, widest = 60) => [
    ...linkPoints(Float64Array.from(points.flat()), radius, widest),
  ];
  it('are one place through others between them', () => {
    expect(
      link([
        [0, 0],
        [100, 0],
        [14, 0],
        [28, 0],
        [100, 14],
      ]),
    ).toEqual([0, 1, 0, 0, 1]);
  });
  it('of one line, one place and none', () => {
    expect(link(Array.from({ length: 5 }, (_, i) => [i * 10, 0]))).toEqual([0, 0, 0, 0, 0]);
    expect(link(Array.from({ length: 4 }, () => [3, 3]))).toEqual([0, 0, 0, 0]);
    expect(link([[1, 1]])).toEqual([0]);
    expect(link([])).toEqual([]);
  });
  it('in a chain are cut where it is thinnest, not made one long place', () => {
    // Three bunches of points 2 m apart, 14 m between them: 90 m long in all.
    const bunch = (from: number): [number, number][] => Array.from({ length: 9 }, (_, i) => [from + i * 2, 0]);
    const groups = link([...bunch(0), ...bunch(30), ...bunch(60)]);
    expect(groups).toEqual([...Array(9).fill(0), ...Array(9).fill(1), ...Array(9).fill(2)]);
  });
});
