import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import { latenessGroupings } from '../../geodata/schema/incident-lateness';
import type { IncidentLateness } from '../../geodata/schema/incident-lateness';
import type { Problem } from '../../geodata/schema/problems';
import { fetchLateness } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { choiceParam, useQueryParam } from './url-query';

/** Who is late, by area, agency or type: the table of the view of what is late. While days are played it rests. */
export const useLateness = defineStore('lateness', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const by = useQueryParam('by', choiceParam(latenessGroupings, 'area'));
  const answer = shallowRef<IncidentLateness | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  let asked: AbortController | null = null;

  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (heat.view !== 'late' || !heat.active || !heat.summary || asking.frame || !placeId) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const found = await fetchLateness(placeId, { ...asking.filter, ...heat.planParams, by: by.value }, mine.signal);
    if (mine.signal.aborted) return;
    problem.value = found.ok ? null : found.problem;
    status.value = found.ok ? 'ready' : 'failed';
    answer.value = found.ok ? found.value : null;
  }

  watch(
    () =>
      JSON.stringify([
        place.current?.id,
        place.current?.datasetVersion,
        heat.view === 'late' && heat.active && heat.summary !== null,
        asking.frame,
        asking.filter,
        heat.planParams,
        by.value,
      ]),
    load,
    { immediate: true },
  );

  return { by, answer, status, problem, load };
});
