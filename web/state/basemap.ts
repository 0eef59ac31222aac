import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BasemapWire } from '../../geodata/schema/basemap';
import { fetchBasemaps } from '../api/basemaps';

/** Stands for the map drawn from the place's own data, which needs nobody. */
export const OWN_BASEMAP = 'own';

/**
 * How it went with the chosen base map where the map stands now: `shown` whole, `partly`, or not at all, because the host
 * gave nothing (`unreachable`) or has nothing here (`empty`).
 */
export type BasemapOutcome = 'loading' | 'shown' | 'partly' | 'unreachable' | 'empty';

/** Base maps the server offers beside our own, and the one this browser has chosen. */
export const useBasemap = defineStore('basemap', () => {
  const offered = shallowRef<readonly BasemapWire[]>([]);
  const chosenId = useLocalStorage('getu.basemap', OWN_BASEMAP);
  const outcome = ref<BasemapOutcome>('loading');

  /** Null for our own: also where the one chosen once is no longer offered. */
  const chosen = computed(() => offered.value.find(({ id }) => id === chosenId.value) ?? null);
  /** True once tiles of it lie on the map; until then, and where there are none, our own stays. */
  const isDrawn = computed(() => chosen.value !== null && (outcome.value === 'shown' || outcome.value === 'partly'));

  /** Asks the server, once. Without an answer there is our own map, as without any configuration. */
  async function load(): Promise<void> {
    if (offered.value.length > 0) return;
    const found = await fetchBasemaps();
    if (found.ok) offered.value = found.value.basemaps;
  }

  function choose(id: string): void {
    if (id === (chosen.value?.id ?? OWN_BASEMAP)) return;
    outcome.value = 'loading';
    chosenId.value = id;
  }

  return { offered, chosen, outcome, isDrawn, load, choose };
});
