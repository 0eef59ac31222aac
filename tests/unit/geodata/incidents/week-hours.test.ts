import { describe, expect, it } from 'vitest';
import { busiestWindow } from '../../../../geodata/incidents/busiest-window';
import { countBreaks } from '../../../../geodata/incidents/class-breaks';
import { formatWeekHours, parseWeekHours, weekHourFlags, weekHoursOf } from '../../../../geodata/incidents/week-hours';

const hoursOf = (zone: string, ...times: string[]) =>
  Array.from(weekHoursOf(Float64Array.from(times, Date.parse), zone));

describe('weekHoursOf', () => {
  it('begins the week on Monday at midnight of the zone', () => {
    expect(hoursOf('Asia/Shanghai', '2025-03-02T15:59:59Z', '2025-03-02T16:00:00Z')).toEqual([167, 0]);
    // Wednesday 14:30 in Shanghai.
    expect(hoursOf('Asia/Shanghai', '2025-03-05T06:30:00Z')).toEqual([2 * 24 + 14]);
    expect(hoursOf('UTC', '1969-12-29T00:00:00Z')).toEqual([0]);
  });

  it('follows the clocks of New York: an hour is skipped in March and comes twice in November', () => {
    const sunday = 6 * 24;
    expect(hoursOf('America/New_York', '2025-03-09T06:59:00Z', '2025-03-09T07:00:00Z')).toEqual([
      sunday + 1,
      sunday + 3,
    ]);
    expect(hoursOf('America/New_York', '2025-11-02T05:30:00Z', '2025-11-02T06:30:00Z', '2025-11-02T07:30:00Z')).toEqual(
      [sunday + 1, sunday + 1, sunday + 2],
    );
    // The same local hour before and after the change.
    expect(hoursOf('America/New_York', '2025-01-15T19:00:00Z', '2025-07-16T18:00:00Z')).toEqual([62, 62]);
  });

  it('agrees with Intl for every hour of a year in zones of odd offsets', () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        weekday: 'short',
        hour: 'numeric',
        hourCycle: 'h23',
      });
      const times = Float64Array.from({ length: 8784 }, (_, i) => Date.UTC(2024, 0, 1) + i * 3_600_000 + 900_000);
      const slots = weekHoursOf(times, zone);
      const wrong = Array.from(times).filter((at, i) => {
        const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
        return slots[i] !== days.indexOf(parts['weekday']!) * 24 + Number(parts['hour']);
      });
      expect(wrong).toEqual([]);
    }
  });
});

describe('blocks of weekdays and hours', () => {
  it('are read and written the same', () => {
    for (const text of ['1-5:8-17', '6:10', '7:0-23', '1-5:8-17,6-7:10-11']) {
      expect(formatWeekHours(parseWeekHours(text)!)).toBe(text);
    }
    expect(Array.from(weekHourFlags(parseWeekHours('3:14')!).keys()).length).toBe(168);
    expect(weekHourFlags(parseWeekHours('3:14')!).indexOf(1)).toBe(62);
    expect(weekHourFlags(parseWeekHours('1-7:0-23')!).every((flag) => flag === 1)).toBe(true);
  });

  it.each(['', '0:1', '8:1', '1', '1:24', '5-1:3', '1:9-8', '1:1,,2:2', 'a:b', '1-5:8-17;'])('refuse %j', (text) => {
    expect(parseWeekHours(text)).toBeNull();
  });
});

describe('busiestWindow', () => {
  it('is the first of the stretches with most', () => {
    expect(busiestWindow([1, 5, 5, 1, 5, 5], 2)).toBe(1);
    expect(busiestWindow([1, 2, 9], 1)).toBe(2);
    expect(busiestWindow([1, 2, 9], 30)).toBe(0);
    expect(busiestWindow([0, 0, 0], 2)).toBe(0);
  });
});

describe('countBreaks', () => {
  it('are whole numbers that go up, each the least of its class', () => {
    expect(countBreaks([0, 1, 1, 35, 2], 6)).toEqual([2, 3, 6, 11, 19]);
    expect(countBreaks([1, 3000], 4)).toEqual([7, 55, 410]);
    expect(countBreaks([1, 1, 1], 6)).toEqual([]);
    expect(countBreaks([], 6)).toEqual([]);
    expect(countBreaks([4], 3)).toEqual([2, 3]);
  });
});
