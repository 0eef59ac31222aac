import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { parseCover } from '../../geodata/incidents/cover-words';
import type { IncidentCover } from '../../geodata/schema/incident-lateness';
import type { Problem } from '../../geodata/schema/problems';
import { fetchIncidentCover } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { usePlace } from './place';
import type { LoadStatus } from './place';

/** The walk that counts where none is chosen. */
const USUAL_MINUTES = 15;

/**
 * How many of the incidents under the filter are outside cover. Asked for when somebody looks: the first answer of a city
 * measures the walk from every incident.
 */
export const useIncidentCover = defineStore('incident-cover', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const answer = shallowRef<IncidentCover | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const isUnfolded = ref(false);
  let asked: AbortController | null = null;

  const chosen = computed(() => parseCover(asking.cover.join(',')));
  const cutoffs = computed(() => place.current?.profile.coverage.cutoffMinutes ?? [USUAL_MINUTES]);
  const preferred = ref(0);
  /** Minutes of the walk: those of the filter, else what was chosen last. */
  const minutes = computed<number>({
    get: () =>
      chosen.value?.beyondMinutes ??
      (preferred.value || (cutoffs.value.includes(USUAL_MINUTES) ? USUAL_MINUTES : cutoffs.value.at(-1)!)),
    set: (value) => {
      preferred.value = value;
      if (isWalkOn.value) asking.cover = [...withoutWalk(), `beyond-${value}`];
    },
  });
  const isWalkOn = computed(() => (chosen.value?.beyondMinutes ?? null) !== null);
  const isOffNetworkOn = computed(() => chosen.value?.offNetwork === true);
  const isWorkerOn = computed(() => chosen.value?.noFullTimeWorker === true);
  const isAnyOn = computed(() => asking.cover.length > 0);
  const isOpen = computed({
    get: () => isUnfolded.value || asking.cover.length > 0,
    set: (value) => (isUnfolded.value = value),
  });

  const withoutWalk = (): string[] => asking.cover.filter((word) => !word.startsWith('beyond-'));
  const toggled = (word: string, isOn: boolean): string[] =>
    isOn ? asking.cover.filter((one) => one !== word) : [...asking.cover, word];

  function toggleWalk(): void {
    asking.cover = isWalkOn.value ? withoutWalk() : [...asking.cover, `beyond-${minutes.value}`];
  }
  function toggleOffNetwork(): void {
    asking.cover = toggled('off-network', isOffNetworkOn.value);
  }
  function toggleWorker(): void {
    asking.cover = toggled('no-full-time-worker', isWorkerOn.value);
  }

  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (!isOpen.value || !heat.active || !heat.summary || asking.frame || !placeId) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const query = { ...asking.filter, cover: '', plan: heat.plan, minutes: minutes.value };
    const found = await fetchIncidentCover(placeId, query, mine.signal);
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
        heat.active && heat.summary !== null,
        isOpen.value,
        asking.frame,
        { ...asking.filter, cover: '' },
        heat.plan,
        minutes.value,
      ]),
    load,
    { immediate: true },
  );
  watch(
    () => place.current?.id,
    () => (answer.value = null),
    { flush: 'sync' },
  );

  return {
    answer,
    status,
    problem,
    isOpen,
    cutoffs,
    minutes,
    isWalkOn,
    isOffNetworkOn,
    isWorkerOn,
    isAnyOn,
    toggleWalk,
    toggleOffNetwork,
    toggleWorker,
    load,
  };
});
