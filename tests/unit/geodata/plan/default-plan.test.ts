import { describe, expect, it } from 'vitest';
import { defaultPlan, planOrder } from '../../../../geodata/plan/default-plan';
import type { RankedPlan } from '../../../../geodata/plan/default-plan';

const plan = (
  id: string,
  standing: RankedPlan['standing'],
  updatedAt: number | string,
  schemeId = 'general',
): RankedPlan => ({ id, schemeId, standing, updatedAt });

describe('the plan meant where none is named', () => {
  it('is the one in force, however new a draft is', () => {
    const plans = [plan('a', 'draft', 9), plan('b', 'in-force', 1), plan('c', 'submitted', 5)];
    expect(defaultPlan(plans)?.id).toBe('b');
  });

  it('is the one in force as long as a later one has not begun, and never one that is over', () => {
    const plans = [plan('next', 'scheduled', 9), plan('old', 'past', 12), plan('now', 'in-force', 1)];
    expect(plans.sort(planOrder([])).map(({ id }) => id)).toEqual(['now', 'next', 'old']);
    expect(defaultPlan([plan('old', 'past', 12), plan('mine', 'draft', 3)])?.id).toBe('mine');
  });

  it('is of the scheme listed first, whenever another scheme was published', () => {
    const plans = [plan('police', 'in-force', 9, 'police'), plan('general', 'in-force', 1, 'general')];
    expect(defaultPlan(plans, [{ id: 'general' }, { id: 'police' }])?.id).toBe('general');
    expect(defaultPlan(plans, [{ id: 'police' }, { id: 'general' }])?.id).toBe('police');
  });

  it('is the draft changed last where there are only drafts, in whatever order they come', () => {
    const drafts = [plan('a', 'draft', 1), plan('b', 'draft', 3), plan('c', 'draft', 2)];
    expect(defaultPlan(drafts)?.id).toBe('b');
    expect(defaultPlan([...drafts].reverse())?.id).toBe('b');
  });

  it('is the same for the milliseconds of the server and the ISO times of the console', () => {
    const times = [Date.UTC(2026, 0, 2), Date.UTC(2026, 0, 10), Date.UTC(2025, 11, 31)];
    const stored = times.map((at, i) => plan(`p${i}`, 'draft', at));
    const wired = times.map((at, i) => plan(`p${i}`, 'draft', new Date(at).toISOString()));
    const ids = (plans: RankedPlan[]): string[] => plans.sort(planOrder([])).map(({ id }) => id);
    expect(ids(wired)).toEqual(ids(stored));
  });

  it('is the first by id of two changed at once, and none of none', () => {
    expect(defaultPlan([plan('z', 'draft', 1), plan('b', 'draft', 1)])?.id).toBe('b');
    expect(defaultPlan([])).toBeUndefined();
  });
});
