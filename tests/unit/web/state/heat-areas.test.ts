import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { useHeatAreas } from '../../../../web/state/heat-areas';
import { answerStores, openStores } from '../../../fixtures/open-stores';
import { createTestApp } from '../../../fixtures/test-app';
import type { TestApp } from '../../../fixtures/test-app';

let test: TestApp;
let asked: string[];
beforeAll(async () => {
  test = await createTestApp();
  asked = answerStores(test);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await test.close();
});

const shapes = (): number => asked.filter((path) => /\/plans\/[^/]+\/grids/.test(path)).length;

describe('the shapes that incidents are counted by', () => {
  it('are fetched once, however many days are played over them, and stay the same object', async () => {
    const { heat, asking, settle } = await openStores('heat=rate');
    const areas = useHeatAreas();
    await vi.waitFor(() => expect(areas.faces?.features.length).toBe(8));
    const first = areas.faces;
    expect(shapes()).toBe(1);
    for (const day of ['2025-03-02', '2025-03-03', '2025-03-04']) {
      asking.frame = { from: day, to: day };
      await settle();
      await nextTick();
    }
    expect(shapes()).toBe(1);
    expect(areas.faces).toBe(first);

    heat.level = 'community';
    await settle();
    await vi.waitFor(() => expect(areas.faces).not.toBe(first));
    expect(areas.faces!.features.length).toBe(heat.summary!.byGrid.length);
    heat.active = false;
  });
});
