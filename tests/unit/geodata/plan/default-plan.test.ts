import { describe, expect, it } from 'vitest';
import { comparePlans, defaultPlan } from '../../../../geodata/plan/default-plan';
import type { RankedPlan } from '../../../../geodata/plan/default-plan';

const plan = (id: string, status: RankedPlan['status'], updatedAt: number | string): RankedPlan => ({
  id,
  status,
  updatedAt,
});

describe('the plan meant where none is named', () => {
  it('is the published one, however new a draft is', () => {
    expect(defaultPlan([plan('a', 'draft', 9), plan('b', 'published', 1), plan('c', 'submitted', 5)])?.id).toBe('b');
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
    expect(wired.sort(comparePlans).map(({ id }) => id)).toEqual(stored.sort(comparePlans).map(({ id }) => id));
  });

  it('is the first by id of two changed at once, and none of none', () => {
    expect(defaultPlan([plan('z', 'draft', 1), plan('b', 'draft', 1)])?.id).toBe('b');
    expect(defaultPlan([])).toBeUndefined();
  });
});
