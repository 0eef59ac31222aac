import { describe, expect, it } from 'vitest';
import { lastMonth, monthCount, monthOf, monthsOf, moveMonths } from '../../../../web/state/heat-months';

const year = { from: '2025-01-01', to: '2025-12-31' };
const part = { from: '2023-12-20', to: '2025-02-10' };

describe('months of the data', () => {
  it('end where the calendar says, in leap years too', () => {
    expect(monthOf('2024-02-11')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthOf('2025-02-28')).toEqual({ from: '2025-02-01', to: '2025-02-28' });
    expect(monthOf('2025-12-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('are counted back from the last day of the data and never reach beyond it', () => {
    expect(lastMonth(year)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(lastMonth(year, 1)).toEqual({ from: '2025-11-01', to: '2025-11-30' });
    expect(lastMonth(part)).toEqual({ from: '2025-02-01', to: '2025-02-10' });
    expect(lastMonth(part, 2)).toEqual({ from: '2024-12-01', to: '2024-12-31' });
    expect(lastMonth({ from: '2025-02-03', to: '2025-02-10' }, 1)).toBeNull();
  });

  it('are told from any other days', () => {
    expect(monthCount({ from: '2025-04-01', to: '2025-06-30' }, year)).toBe(3);
    expect(monthCount({ from: '2025-12-02', to: '2025-12-31' }, year)).toBe(0);
    expect(monthCount({ from: '2025-04-01', to: '2025-04-29' }, year)).toBe(0);
    expect(monthCount({ from: '2025-02-01', to: '2025-02-10' }, part)).toBe(1);
    expect(monthCount(part, part)).toBe(15);
  });

  it('are gone through one after the other, there and back, without a day left out or twice', () => {
    const all = monthsOf(part);
    expect(all).toHaveLength(15);
    expect([all[0], all.at(-1)]).toEqual([
      { from: '2023-12-20', to: '2023-12-31' },
      { from: '2025-02-01', to: '2025-02-10' },
    ]);
    all.forEach((month, k) => {
      expect(moveMonths(month, 1, part)).toEqual(all[k + 1] ?? month);
      expect(moveMonths(month, -1, part)).toEqual(all[k - 1] ?? month);
      expect(moveMonths(all[0]!, k, part)).toEqual(month);
    });
  });

  it('move by quarters and stop at the end of the data', () => {
    const quarter = { from: '2025-07-01', to: '2025-09-30' };
    expect(moveMonths(quarter, 3, year)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(moveMonths(quarter, 5, year)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(moveMonths(quarter, -12, year)).toEqual({ from: '2025-01-01', to: '2025-03-31' });
  });
});
