import { describe, expect, it } from 'vitest';
import { lastPublished, planInForce, planPeriods } from '../../../../geodata/plan/plan-standing';
import type { DatedPlan } from '../../../../geodata/plan/plan-standing';

const published = (id: string, effectiveFrom: string | null, updatedAt = 1, schemeId = 's'): DatedPlan => ({
  id,
  schemeId,
  status: 'published',
  effectiveFrom,
  updatedAt,
});

describe('plans by day', () => {
  const plans = [
    published('third', '2026-07-01', 3),
    published('imported', null, 0),
    published('second', '2026-03-01', 2),
    published('other', '2026-02-01', 2, 'police'),
    { ...published('mine', null), status: 'draft' as const },
  ];
  const standings = (day: string): Record<string, string> =>
    Object.fromEntries([...planPeriods(plans, day)].map(([id, { standing }]) => [id, standing]));

  it('begin on their day and end on the day the next one begins', () => {
    expect(standings('2026-02-28')).toMatchObject({ imported: 'in-force', second: 'scheduled', third: 'scheduled' });
    expect(standings('2026-03-01')).toMatchObject({ imported: 'past', second: 'in-force', third: 'scheduled' });
    expect(standings('2026-06-30')).toMatchObject({ second: 'in-force' });
    expect(standings('2026-07-01')).toMatchObject({ imported: 'past', second: 'past', third: 'in-force' });
  });

  it('are told scheme by scheme, and drafts stay drafts', () => {
    expect(standings('2026-01-31')).toMatchObject({ other: 'scheduled', imported: 'in-force', mine: 'draft' });
    expect(standings('2026-12-31')).toMatchObject({ other: 'in-force', third: 'in-force', mine: 'draft' });
  });

  it('say when they end', () => {
    const periods = planPeriods(plans, '2026-04-01');
    expect(['imported', 'second', 'third', 'mine'].map((id) => periods.get(id)?.effectiveTo)).toEqual([
      '2026-03-01',
      '2026-07-01',
      null,
      null,
    ]);
  });

  it('are never two at once: on any day the one in force is the one found', () => {
    for (let day = Date.UTC(2026, 1, 20); day < Date.UTC(2026, 6, 10); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      const inForce = [...planPeriods(plans, date)].filter(
        ([id, { standing }]) => standing === 'in-force' && id !== 'other',
      );
      expect(inForce.map(([id]) => id)).toEqual([planInForce(plans, 's', date)?.id]);
    }
    expect(lastPublished(plans, 's')?.id).toBe('third');
    expect(planInForce(plans, 'police', '2026-01-31')).toBeUndefined();
  });
});
