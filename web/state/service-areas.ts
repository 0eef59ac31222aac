import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ServiceAreas } from '../../geodata/schema/coverage';
import { fetchServiceAreas } from '../api/coverage';
import type { ServiceAreaQuery } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';
import { listParam, useQueryParam } from './url-query';

/**
 * Outlines of the service areas that are shown: of the stations chosen to be drawn as one, else of the selected one alone, else
 * of all stations of the kind.
 */
export const useServiceAreas = defineStore('service-areas', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const selection = useSelection();
  const inUrl = useQueryParam('of', listParam());
  const areas = shallowRef<ServiceAreas | null>(null);
  const status = ref<LoadStatus>('idle');
  let asked: AbortController | null = null;

  /** Ids of the stations drawn as one; those the place does not have are left out. */
  const chosen = computed<readonly string[]>({
    get: () => inUrl.value.filter((id) => coverage.stationsById.has(id)),
    set: (ids) => (inUrl.value = ids),
  });
  /** Whose area is drawn; null for all of the kind. */
  const drawn = computed<readonly string[] | null>(() => {
    const selected = selection.selectedId('station');
    if (chosen.value.length > 0) return chosen.value;
    return selected ? [selected] : null;
  });
  function toggle(id: string): void {
    chosen.value = chosen.value.includes(id) ? chosen.value.filter((one) => one !== id) : [...chosen.value, id];
  }

  watch(
    () => {
      const isAsked = coverage.active && coverage.showsOutline && coverage.answer !== null;
      const of = drawn.value ? { station: drawn.value.join(',') } : { kind: coverage.kind ?? undefined };
      return isAsked
        ? JSON.stringify([place.current?.id, { ...of, ...coverage.params, minutes: coverage.bands.join(',') }])
        : null;
    },
    async (question) => {
      asked?.abort();
      if (question === null) {
        areas.value = null;
        status.value = 'idle';
        return;
      }
      const [placeId, params] = JSON.parse(question) as [string, ServiceAreaQuery];
      const mine = new AbortController();
      asked = mine;
      status.value = 'loading';
      const answer = await fetchServiceAreas(placeId, params, mine.signal);
      if (mine.signal.aborted) return;
      status.value = answer.ok ? 'ready' : 'failed';
      areas.value = answer.ok ? answer.value : null;
    },
    { immediate: true },
  );

  return { areas, status, chosen, drawn, toggle };
});
