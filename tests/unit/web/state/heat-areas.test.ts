import { createPinia, setActivePinia } from 'pinia';
import { nextTick, reactive } from 'vue';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const asked = vi.hoisted(() => ({ grids: [] as string[] }));
const heat = reactive({ summary: null as unknown, gridOf: () => null });
vi.mock('../../../../web/state/heat', () => ({ useHeat: () => heat }));
vi.mock('../../../../web/state/place', () => ({ usePlace: () => ({ current: { id: 'here' } }) }));
vi.mock('../../../../web/state/trail', () => ({ useTrail: () => ({ grids: new Map() }) }));
vi.mock('../../../../web/api/plans', () => ({
  fetchGrids: (_place: string, plan: string) => {
    asked.grids.push(plan);
    return Promise.resolve({ ok: true, value: { features: [] } });
  },
}));

const { useHeatAreas } = await import('../../../../web/state/heat-areas');
const answer = (id: string, revision: number, total: number) => ({
  areas: 'grids',
  level: null,
  plan: { id, revision },
  total,
});

beforeEach(() => {
  setActivePinia(createPinia());
  asked.grids = [];
});

describe('shapes of what is counted by', () => {
  it('are fetched once a plan and revision, however many answers there are about it', async () => {
    useHeatAreas();
    for (const summary of [
      answer('a', 1, 10),
      answer('a', 1, 3),
      answer('a', 1, 7),
      answer('a', 2, 7),
      answer('b', 2, 7),
    ]) {
      heat.summary = summary;
      await nextTick();
      await Promise.resolve();
    }
    expect(asked.grids).toEqual(['a', 'a', 'b']);
  });
});
