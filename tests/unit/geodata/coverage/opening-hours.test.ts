import { describe, expect, it } from 'vitest';
import { isOpenAt, readOpeningHours } from '../../../../geodata/coverage/opening-hours';
import { minuteOfWeek } from '../../../../geodata/schema/moment';

/** Minutes open on each day, Monday first, and in the week; null where the text is not understood. */
function minutes(text: string): { days: number[]; week: number } | null {
  const read = readOpeningHours(text);
  if (!read.understood) return null;
  const days = read.week.days.map((spans) => spans.reduce((sum, [from, to]) => sum + to - from, 0));
  return { days, week: read.week.minutesPerWeek };
}
const hours = (...perDay: number[]) => {
  const days = perDay.map((h) => h * 60);
  return { days, week: days.reduce((sum, m) => sum + m, 0) };
};

describe('opening hours', () => {
  it.each([
    ['Mo-Fr 08:30-17:30', hours(9, 9, 9, 9, 9, 0, 0)],
    ['24/7', hours(24, 24, 24, 24, 24, 24, 24)],
    ['08:00-20:00', hours(12, 12, 12, 12, 12, 12, 12)],
    ['Mo-Fr 08:00-12:00,14:00-17:30; Sa 09:00-12:00', hours(7.5, 7.5, 7.5, 7.5, 7.5, 3, 0)],
    ['Mo-Fr 08:00-12:00, Sa 09:00-11:00', hours(4, 4, 4, 4, 4, 2, 0)],
    ['Mo,We,Fr 10:00-12:00', hours(2, 0, 2, 0, 2, 0, 0)],
    ['Sa-Mo 10:00-11:00', hours(1, 0, 0, 0, 0, 1, 1)],
    ['Mo-Su 09:00-17:00; We off', hours(8, 8, 0, 8, 8, 8, 8)],
    ['Mo-Su 09:00-17:00, We off', hours(8, 8, 0, 8, 8, 8, 8)],
    ['Mo-Su 09:00-17:00; We 12:00-13:00', hours(8, 8, 1, 8, 8, 8, 8)],
    ['Mo 09:00-10:00, Mo 11:00-12:00', hours(2, 0, 0, 0, 0, 0, 0)],
    ['Fr,Sa 22:00-02:00', hours(0, 0, 0, 0, 4, 4, 0)],
    ['Su 20:00-26:00', hours(0, 0, 0, 0, 0, 0, 6)],
    ['mo-fr 8:00-9:00', hours(1, 1, 1, 1, 1, 0, 0)],
    ['周一至周五 8:30-17:30', hours(9, 9, 9, 9, 9, 0, 0)],
    ['周一至周五：8:30-12:00，14:00-17:30；周末休息', hours(7, 7, 7, 7, 7, 0, 0)],
    ['每天 11:00-13:00', hours(2, 2, 2, 2, 2, 2, 2)],
    ['周二至周日 9:00—17:00，周一闭馆', hours(0, 8, 8, 8, 8, 8, 8)],
    ['24小时营业', hours(24, 24, 24, 24, 24, 24, 24)],
  ])('reads %s', (text, expected) => expect(minutes(text)).toEqual(expected));

  it('counts what overlaps once, over the end of the week too', () => {
    expect(minutes('Mo-Su 20:00-26:00, Tu 00:00-03:00')!.week).toBe(7 * 360 + 60);
    expect(minutes('Su 22:00-04:00, Mo 00:00-04:00')!.week).toBe(6 * 60);
  });

  it('says what is said of public holidays', () => {
    const holidays = (text: string) => {
      const read = readOpeningHours(text);
      return read.understood && read.week.holidays;
    };
    expect(holidays('Mo-Fr 08:00-17:00; PH off')).toBe('closed');
    expect(holidays('Mo-Fr,PH 08:00-17:00')).toBe('open');
    expect(holidays('Mo-Fr 08:00-17:00')).toBe('not-said');
    expect(minutes('Mo-Fr 08:00-17:00; PH off')).toEqual(hours(9, 9, 9, 9, 9, 0, 0));
  });

  it.each([
    '',
    'by appointment',
    '电话预约',
    'Mo-Fr',
    '08:00+',
    'Mo-Fr sunrise-sunset',
    'Apr-Sep Mo-Fr 09:00-18:00',
    'Mo-Fr 08:00-17:00; SH off',
    'Mo-Fr 08:00-17:00 "ring the bell"',
    'Mo[1] 10:00-12:00',
    'week 1-20 Mo 10:00-12:00',
    'Mo-Fr 25:00-26:00',
    'Mo-Fr 08:70-12:00',
    'Mo-Fr 08:00-17:00,',
    'Mo-Fr 08.00-17.00',
    '上午8:30-12:00',
    'Mo-PH 08:00-09:00',
  ])('does not pretend to understand “%s”', (text) => expect(minutes(text)).toBeNull());

  it('names the part it does not understand', () => {
    expect(readOpeningHours('Mo-Fr 08:00-17:00; Dec off')).toEqual({ understood: false, part: 'Dec off' });
  });
});

describe('whether it is open', () => {
  const at = (text: string, moment: string): boolean | null => {
    const read = readOpeningHours(text);
    return read.understood ? isOpenAt(read.week, minuteOfWeek(moment)!) : null;
  };

  it('is told to the minute, the last one not included', () => {
    // 2026-03-03 was a Tuesday.
    expect(at('Mo-Fr 08:30-17:30', '2026-03-03T08:30')).toBe(true);
    expect(at('Mo-Fr 08:30-17:30', '2026-03-03T08:29')).toBe(false);
    expect(at('Mo-Fr 08:30-17:30', '2026-03-03T17:30')).toBe(false);
    expect(at('Mo-Fr 08:30-17:30', '2026-03-07T12:00')).toBe(false);
    expect(at('24/7', '2026-03-08T23:59')).toBe(true);
  });

  it('runs past midnight, and from Sunday into Monday', () => {
    expect(at('Tu 22:00-02:00', '2026-03-04T01:59')).toBe(true);
    expect(at('Tu 22:00-02:00', '2026-03-04T02:00')).toBe(false);
    expect(at('Su 22:00-02:00', '2026-03-09T01:00')).toBe(true);
    expect(at('Su 22:00-02:00', '2026-03-02T03:00')).toBe(false);
  });

  it('counts minutes from Monday, and knows no minute of a day alone', () => {
    expect(minuteOfWeek('2026-03-02T00:00')).toBe(0);
    expect(minuteOfWeek('2026-03-08T23:59')).toBe(7 * 24 * 60 - 1);
    expect(minuteOfWeek('1969-12-29T00:01')).toBe(1);
    expect(minuteOfWeek('2026-03-02')).toBeNull();
  });
});
