import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { IncidentCluster } from '../../geodata/schema/incident-summary';
import { fetchCluster } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { usePlace } from './place';

/**
 * The most unlikely cluster of what the view of new and old hot spots shows. It comes after the map: dealing cases a
 * hundred times takes longer than counting them. While days are played it rests.
 */
export const useHeatCluster = defineStore('heat-cluster', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const answer = shallowRef<IncidentCluster | null>(null);
  const cluster = computed(() => (heat.view === 'emerging' ? (answer.value?.cluster ?? null) : null));
  const gridIds = computed<ReadonlySet<string>>(() => new Set(cluster.value?.gridIds ?? []));
  let asked: AbortController | null = null;

  watch(
    () => (heat.view === 'emerging' && heat.active && !asking.frame ? heat.emerging : null),
    async (shown) => {
      asked?.abort();
      answer.value = null;
      const placeId = place.current?.id;
      if (!shown || !placeId) return;
      const mine = new AbortController();
      asked = mine;
      const found = await fetchCluster(placeId, { ...asking.filter, ...heat.planParams }, mine.signal);
      if (found.ok && !mine.signal.aborted) answer.value = found.value;
    },
    { immediate: true },
  );

  return { cluster, gridIds };
});
