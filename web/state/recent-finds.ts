import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { SearchResult } from '../../geodata/schema/search';
import { usePlace } from './place';

/** Something found or done lately: a thing of one place, or a command of any. */
export type Recent = { kind: 'found'; place: string; hit: SearchResult } | { kind: 'command'; id: string };

const kept = 40;
const keyOf = (recent: Recent): string =>
  recent.kind === 'command' ? recent.id : `${recent.place} ${recent.hit.kind}:${recent.hit.id}`;

/** What this browser's person found and did lately, newest first. */
export const useRecentFinds = defineStore('recent-finds', () => {
  const place = usePlace();
  const all = useLocalStorage<Recent[]>('getu.recent', []);
  const here = computed(() =>
    all.value.filter((recent) => recent.kind === 'command' || recent.place === place.current?.id),
  );

  function remember(recent: Recent): void {
    const key = keyOf(recent);
    all.value = [recent, ...all.value.filter((one) => keyOf(one) !== key)].slice(0, kept);
  }

  return { here, remember };
});
