import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayIndex,
  isCalendarDate,
  localDate,
  localDays,
  sliceDays,
  startOfLocalDate,
} from '../../../../geodata/incidents/local-days';

const at = (iso: string) => Date.parse(iso);

describe('local days', () => {
  it('begin at local midnight, not at that of UTC', () => {
    expect(localDate(at('2025-03-04T16:00:00Z'), 'Asia/Shanghai')).toBe('2025-03-05');
    expect(localDate(at('2025-03-04T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2025-03-04');
    expect(startOfLocalDate('2025-03-05', 'Asia/Shanghai')).toBe(at('2025-03-04T16:00:00Z'));
  });

  it('are 23 and 25 hours long where clocks change', () => {
    const days = localDays(at('2025-03-08T17:00:00Z'), at('2025-03-10T17:00:00Z'), 'America/New_York');
    expect(days.dates).toEqual(['2025-03-08', '2025-03-09', '2025-03-10']);
    const hours = Array.from(days.starts.slice(1), (start, i) => (start - days.starts[i]!) / 3_600_000);
    expect(hours).toEqual([24, 23, 24]);
    const autumn = localDays(at('2025-11-02T12:00:00Z'), at('2025-11-02T12:00:00Z'), 'America/New_York');
    expect((autumn.starts[1]! - autumn.starts[0]!) / 3_600_000).toBe(25);
  });

  it('begin at the jump where midnight itself is skipped', () => {
    // Chile, 2024-09-08: 24:00 -> 01:00.
    const start = startOfLocalDate('2024-09-08', 'America/Santiago');
    expect(start).toBe(at('2024-09-08T04:00:00Z'));
    expect(localDate(start - 1, 'America/Santiago')).toBe('2024-09-07');
  });

  it('hold every instant exactly once', () => {
    const days = localDays(at('2024-12-31T00:00:00Z'), at('2025-12-31T23:00:00Z'), 'America/New_York');
    expect(days.dates.length).toBe(367);
    for (let i = 0; i < days.dates.length; i++) {
      expect(dayIndex(days, days.starts[i]!)).toBe(i);
      expect(dayIndex(days, days.starts[i + 1]! - 1)).toBe(i);
      expect(localDate(days.starts[i]!, 'America/New_York')).toBe(days.dates[i]);
    }
    expect(dayIndex(days, days.starts[0]! - 1)).toBe(-1);
    expect(dayIndex(days, days.starts.at(-1)!)).toBe(-1);
    expect(dayIndex(days, NaN)).toBe(-1);
  });

  it('are found a second time among days already known', () => {
    const year = localDays(at('2025-01-01T12:00:00Z'), at('2025-12-31T12:00:00Z'), 'America/New_York');
    const march = localDays(at('2025-03-01T12:00:00Z'), at('2025-03-31T12:00:00Z'), 'America/New_York');
    expect(sliceDays(year, '2025-03-01', '2025-03-31')).toEqual(march);
    expect(sliceDays(year, '2024-12-31', '2025-03-31')).toBeNull();
    expect(sliceDays(year, '2025-03-31', '2025-03-01')).toBeNull();
  });

  it('know the calendar', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(['2024-02-29', '2025-02-29', '2025-13-01', '2025-1-1', 'x'].map(isCalendarDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
