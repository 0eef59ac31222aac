import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../../geodata/incidents/local-days';
import { weekdayOf } from '../../../../geodata/incidents/month-blocks';
import { busiestHour, weekdaysIn, weekRates } from '../../../../geodata/incidents/week-rates';

const slot = (day: number, hour: number): number => (day - 1) * 24 + hour;
const none = (): number[] => new Array<number>(168).fill(0);

describe('weekdaysIn', () => {
  it('counts every weekday as a calendar does, for any first day and length', () => {
    for (let start = 0; start < 7; start++) {
      for (const length of [1, 2, 6, 7, 8, 13, 29, 30, 31, 365]) {
        const from = addDays('2025-01-27', start);
        const to = addDays(from, length - 1);
        const counted = new Array<number>(7).fill(0);
        for (let day = from; day <= to; day = addDays(day, 1)) counted[weekdayOf(day) - 1]!++;
        expect(weekdaysIn({ from, to })).toEqual(counted);
        expect(daysBetween(from, to)).toBe(length);
      }
    }
  });
});

describe('weekRates', () => {
  it('are the same for the same habit over any number of weeks', () => {
    const [one, ten] = [none(), none()];
    one[slot(5, 18)] = 2;
    ten[slot(5, 18)] = 20;
    expect(weekRates(one, { from: '2025-01-06', to: '2025-01-12' })[slot(5, 18)]).toBe(2);
    expect(weekRates(ten, { from: '2025-01-06', to: '2025-03-16' })[slot(5, 18)]).toBe(2);
  });

  it('divide by the Fridays there were, not by weeks', () => {
    const counts = none();
    counts[slot(5, 18)] = 5;
    // 31 January 2025 is the fifth Friday of the month.
    expect(weekRates(counts, { from: '2025-01-01', to: '2025-01-31' })[slot(5, 18)]).toBe(1);
  });
});

describe('busiestHour', () => {
  const fourWeeks = { from: '2025-01-06', to: '2025-02-02' };

  it('names the hour, its count, how often it came and what is usual', () => {
    const counts = none().map(() => 1);
    counts[slot(5, 18)] = 13;
    const found = busiestHour(counts, fourWeeks)!;
    expect(found).toMatchObject({ day: 5, hour: 18, count: 13, times: 4, perTime: 3.25 });
    expect(found.mean).toBeCloseTo(180 / 672, 12);
    expect(found.chance).toBeLessThan(1e-6);
  });

  it('calls chance what chance makes: one of a few scattered ones', () => {
    const counts = none();
    counts[slot(1, 9)] = 2;
    for (const hour of [3, 7, 11, 15, 19]) counts[slot(4, hour)] = 1;
    expect(busiestHour(counts, fourWeeks)!.chance).toBeGreaterThan(0.05);
  });

  it('agrees with the exact binomial tail, times the hours of the week', () => {
    const counts = none();
    counts[slot(2, 10)] = 3;
    // All three in one of 168 alike hours: (1/168)^3, for any of 168.
    expect(busiestHour(counts, fourWeeks)!.chance).toBeCloseTo(168 ** -2, 12);
  });

  it('looks only at weekdays the period has', () => {
    const counts = none();
    counts[slot(3, 8)] = 1;
    const found = busiestHour(counts, { from: '2025-01-08', to: '2025-01-08' })!;
    expect(found).toMatchObject({ day: 3, hour: 8, times: 1, perTime: 1, chance: 1 });
    expect(found.mean).toBeCloseTo(1 / 24, 12);
  });

  it('has nothing to say of nothing', () => {
    expect(busiestHour(none(), fourWeeks)).toBeNull();
  });
});
