import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { DuplicatePairWire } from '../../geodata/schema/incident-repeats';
import { fetchDuplicates } from '../api/incident-repeats';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useIncidentTask } from './incident-task';
import { useMerges } from './merges';
import { usePlace } from './place';
import { useRepeats } from './repeats';

/** Pairs asked for at a time. */
export const PAIRS_A_PAGE = 20;
/** As many as the API gives in one answer. */
const mostPairs = 1000;

/** Reports that are perhaps one problem, for a person to confirm: as many pairs as were asked for so far. */
export const useDuplicatePairs = defineStore('duplicate-pairs', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const task = useIncidentTask();
  const merges = useMerges();
  const repeats = useRepeats();
  const wanted = ref(PAIRS_A_PAGE);
  const isShown = computed(() => heat.active && task.current === 'repeats' && repeats.part !== 'places');
  const asked = useAskedAnswer(
    () => {
      const placeId = place.current?.id;
      if (!placeId || !isShown.value || asking.frame) return null;
      return {
        placeId,
        filter: asking.filter,
        areas: heat.planParams,
        limit: wanted.value,
        revision: merges.revision,
      };
    },
    ({ placeId, filter, areas, limit }, signal) => fetchDuplicates(placeId, { ...filter, ...areas, limit }, signal),
  );
  /** Decided just now: gone at once, while the next answer is on its way. */
  const decided = shallowRef<ReadonlySet<string>>(new Set());
  const pairs = computed<readonly DuplicatePairWire[]>(
    () => asked.answer.value?.pairs.filter(({ later }) => !decided.value.has(later.id)) ?? [],
  );
  watch(asked.answer, () => (decided.value = new Set()));
  watch([() => asking.filter, () => place.current?.id], () => (wanted.value = PAIRS_A_PAGE));

  const hasMore = computed(() => {
    const answer = asked.answer.value;
    return answer !== null && answer.found > answer.pairs.length && wanted.value < mostPairs;
  });
  function more(): void {
    wanted.value = Math.min(mostPairs, wanted.value + PAIRS_A_PAGE);
  }
  function hide(laterId: string): void {
    decided.value = new Set([...decided.value, laterId]);
  }

  return { ...asked, pairs, hasMore, more, hide };
});
