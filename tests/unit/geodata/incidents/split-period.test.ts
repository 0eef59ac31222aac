import { describe, expect, it } from 'vitest';
import { monthBlocks, weekdayOf } from '../../../../geodata/incidents/month-blocks';
import { busiestOf, monthsOf, weeksOf } from '../../../../geodata/incidents/split-period';

const year = { from: '2024-01-10', to: '2024-12-31' };

describe('a period in parts', () => {
  it('has months cut to it, the last ones first dropped from the front', () => {
    const months = monthsOf(year, 12);
    expect(months.length).toBe(12);
    expect(months[0]).toEqual({ from: '2024-01-10', to: '2024-01-31' });
    expect(months[1]).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(months.at(-1)).toEqual({ from: '2024-12-01', to: '2024-12-31' });
    expect(monthsOf(year, 3).map(({ from }) => from)).toEqual(['2024-10-01', '2024-11-01', '2024-12-01']);
    expect(monthsOf({ from: '2024-03-05', to: '2024-03-06' }, 12)).toEqual([{ from: '2024-03-05', to: '2024-03-06' }]);
  });

  it('has whole weeks back from its last day', () => {
    expect(weeksOf({ from: '2024-12-10', to: '2024-12-31' }, 12)).toEqual([
      { from: '2024-12-11', to: '2024-12-17' },
      { from: '2024-12-18', to: '2024-12-24' },
      { from: '2024-12-25', to: '2024-12-31' },
    ]);
    expect(weeksOf({ from: '2024-12-28', to: '2024-12-31' }, 12)).toEqual([]);
  });

  it('knows its busiest part by the day, not by its length', () => {
    const counts = [1, 1, 1, 1, 5, 5];
    const parts = [
      { from: '2024-01-01', to: '2024-01-04' },
      { from: '2024-01-05', to: '2024-01-05' },
      { from: '2024-01-04', to: '2024-01-06' },
    ];
    expect(busiestOf(parts, '2024-01-01', counts)).toEqual(parts[1]);
    expect(busiestOf([], '2024-01-01', counts)).toBeNull();
  });
});

describe('a calendar', () => {
  it('has every day of the year once, in months that begin under their weekday', () => {
    for (const [yearNumber, days] of [
      [2024, 366],
      [2025, 365],
    ] as const) {
      const blocks = monthBlocks(yearNumber);
      expect(blocks.length).toBe(12);
      expect(new Set(blocks.flatMap((block) => block.days)).size).toBe(days);
      for (const block of blocks) expect(block.lead).toBe(weekdayOf(block.days[0]!) - 1);
    }
    // 1 January 2024 was a Monday, 1 September 2024 a Sunday.
    expect(weekdayOf('2024-01-01')).toBe(1);
    expect(monthBlocks(2024)[8]!.lead).toBe(6);
  });
});
