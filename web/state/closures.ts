import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { ClosureWire } from '../../geodata/schema/closure';
import { fetchClosures } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';

/** Closures of the place, and which of them are in force on the day that coverage is asked for. */
export const useClosures = defineStore('closures', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const all = shallowRef<readonly ClosureWire[]>([]);
  /** The day the list is for, as the server says. */
  const at = shallowRef('');
  const inForce = computed(() => all.value.filter((closure) => closure.inForce));
  let asked: AbortController | null = null;

  watch(
    () =>
      coverage.active && place.current
        ? ([place.current.id, place.current.datasetVersion, coverage.day] as const)
        : null,
    async (question) => {
      asked?.abort();
      if (!question) return;
      const mine = new AbortController();
      asked = mine;
      const found = await fetchClosures(question[0], question[2] === '' ? {} : { at: question[2] }, mine.signal);
      if (mine.signal.aborted) return;
      // Coverage itself says what went wrong; here there is then nothing to show.
      all.value = found.ok ? found.value.closures : [];
      at.value = found.ok ? found.value.at : '';
    },
    { immediate: true },
  );

  return { all, at, inForce };
});
