import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ReachAnswer, ReachedStation } from '../../geodata/schema/coverage';
import type { Problem } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { fetchReach } from '../api/coverage';
import type { ReachQuery } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';

/** What can be walked to from the selected building or clicked place, and the one way that is drawn. */
export const useReach = defineStore('reach', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const selection = useSelection();
  const answer = shallowRef<ReachAnswer | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** Station whose way the person asked for; null: the nearest of the kind that is looked at. */
  const chosenId = ref<string | null>(null);
  let asked: AbortController | null = null;

  /** Where the walk starts, as the API takes it; null where nothing that walks is selected. */
  const origin = computed((): Record<string, string> | null => {
    const unit = selection.selectedId('base-unit');
    if (unit) return { unit };
    const [lng, lat] = (selection.selectedId('point') ?? '').split(',');
    return lng && lat ? { lng, lat } : null;
  });
  const shown = computed<ReachedStation | null>(() => {
    const all = answer.value?.kinds.flatMap(({ stations }) => stations) ?? [];
    return all.find(({ id }) => id === chosenId.value) ?? nearest(coverage.kind);
  });

  function nearest(kind: StationKind | null): ReachedStation | null {
    return answer.value?.kinds.find((one) => one.kind === kind)?.stations[0] ?? null;
  }

  /** The question without its cutoff. */
  const startOf = (question: string | null | undefined): string => (question ?? '').replace(/"minutes":"[^"]*"/, '');

  watch(
    () =>
      coverage.active && origin.value && place.current
        ? JSON.stringify([place.current.id, { ...origin.value, ...coverage.params, minutes: String(coverage.minutes) }])
        : null,
    async (question, before) => {
      asked?.abort();
      if (question === null) {
        answer.value = null;
        problem.value = null;
        status.value = 'idle';
        return;
      }
      const [placeId, params] = JSON.parse(question) as [string, ReachQuery];
      // From elsewhere, what was chosen before means nothing; with another cutoff it still does.
      if (startOf(before) !== startOf(question)) {
        chosenId.value = null;
        answer.value = null;
      }
      const mine = new AbortController();
      asked = mine;
      status.value = 'loading';
      const found = await fetchReach(placeId, params, mine.signal);
      if (mine.signal.aborted) return;
      status.value = found.ok ? 'ready' : 'failed';
      problem.value = found.ok ? null : found.problem;
      answer.value = found.ok ? found.value : null;
    },
    { immediate: true },
  );

  return { answer, status, problem, chosenId, shown, origin, nearest };
});
