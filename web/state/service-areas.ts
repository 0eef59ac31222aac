import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { ServiceAreas } from '../../geodata/schema/coverage';
import { fetchServiceAreas } from '../api/coverage';
import type { ServiceAreaQuery } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';

/** Outlines of the service areas that are shown: of all stations of the kind, or of the selected one alone. */
export const useServiceAreas = defineStore('service-areas', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const selection = useSelection();
  const areas = shallowRef<ServiceAreas | null>(null);
  const status = ref<LoadStatus>('idle');
  let asked: AbortController | null = null;

  watch(
    () => {
      const station = selection.selectedId('station');
      const isAsked = coverage.active && coverage.showsOutline && coverage.answer !== null;
      const of = station ? { station } : { kind: coverage.kind ?? undefined };
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

  return { areas, status };
});
