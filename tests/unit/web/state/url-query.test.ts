import { createPinia, defineStore, setActivePinia } from 'pinia';
import { createApp, nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { describe, expect, it } from 'vitest';
import {
  choiceParam,
  flagParam,
  integerParam,
  listParam,
  textParam,
  useQueryParam,
} from '../../../../web/state/url-query';

/** A store bound to the query of a router that lives in memory. */
async function start(address: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:place/:mode', component: {} }] });
  const pinia = createPinia();
  createApp({ render: () => null })
    .use(pinia)
    .use(router);
  await router.push(address);
  setActivePinia(pinia);
  const useFilters = defineStore('filters', () => ({
    minutes: useQueryParam('minutes', integerParam(15, 1, 60)),
    types: useQueryParam('types', listParam()),
    kind: useQueryParam('kind', choiceParam(['walk', 'circle'], 'walk')),
    open: useQueryParam('open', flagParam(true)),
    note: useQueryParam('note', textParam()),
  }));
  const settle = async (): Promise<void> => {
    await nextTick();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { router, filters: useFilters(), settle };
}

describe('useQueryParam', () => {
  it('reads the URL and falls back where it makes no sense', async () => {
    const { filters } = await start('/guan/plan?minutes=10&types=a,b&kind=fly&open=0');
    expect(filters.minutes).toBe(10);
    expect(filters.types).toEqual(['a', 'b']);
    expect(filters.kind).toBe('walk');
    expect(filters.open).toBe(false);
  });

  it('writes what differs from the fallback and leaves the rest of the query alone', async () => {
    const { router, filters, settle } = await start('/guan/plan?view=@14/39/116&minutes=10');
    filters.minutes = 15;
    filters.types = ['c'];
    filters.open = false;
    await settle();
    expect(router.currentRoute.value.query).toEqual({ view: '@14/39/116', types: 'c', open: '0' });
    filters.types = [];
    filters.open = true;
    await settle();
    expect(router.currentRoute.value.query).toEqual({ view: '@14/39/116' });
  });

  it('follows the URL when someone else changes it', async () => {
    const { router, filters } = await start('/guan/plan');
    expect(filters.minutes).toBe(15);
    await router.push('/guan/plan?minutes=5');
    expect(filters.minutes).toBe(5);
    await router.push('/guan/plan?minutes=500');
    expect(filters.minutes).toBe(15);
  });

  it('lets a navigation under way end, and writes on the page it ends on', async () => {
    const { router, filters, settle } = await start('/guan/plan?types=a');
    router.beforeEach(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const moved = router.push('/guan/coverage?types=a');
    filters.minutes = 5;
    await moved;
    expect(router.currentRoute.value.path).toBe('/guan/coverage');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await settle();
    expect(router.currentRoute.value.fullPath).toBe('/guan/coverage?types=a&minutes=5');
  });

  it('writes again on the page of another mode what a click came in between of', async () => {
    const { router, filters, settle } = await start('/guan/plan');
    router.beforeEach(() => new Promise((resolve) => setTimeout(resolve, 5)));
    filters.minutes = 5;
    await settle();
    await router.push('/guan/coverage');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await settle();
    expect(router.currentRoute.value.fullPath).toBe('/guan/coverage?minutes=5');
  });

  it('writes nothing on the page of another place', async () => {
    const { router, filters, settle } = await start('/guan/plan');
    router.beforeEach(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const moved = router.push('/yanji/plan');
    filters.minutes = 5;
    await moved;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await settle();
    expect(router.currentRoute.value.fullPath).toBe('/yanji/plan');
  });

  it('keeps both of two that are written one soon after the other', async () => {
    const { router, filters, settle } = await start('/guan/plan');
    router.beforeEach(() => new Promise((resolve) => setTimeout(resolve, 5)));
    filters.minutes = 5;
    await Promise.resolve();
    await Promise.resolve();
    filters.open = false;
    await new Promise((resolve) => setTimeout(resolve, 30));
    await settle();
    expect(router.currentRoute.value.query).toEqual({ minutes: '5', open: '0' });
  });

  it('keeps the identity of a value while its words stay the same', async () => {
    const { router, filters } = await start('/guan/plan?types=a,b');
    const before = filters.types;
    await router.push('/guan/coverage?types=a,b&minutes=5');
    expect(filters.types).toBe(before);
  });
});
