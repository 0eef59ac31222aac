import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { daysBetween } from '../../geodata/incidents/local-days';
import { FALSE_DISCOVERY_SHARE } from '../../geodata/schema/incident-summary';
import type { IncidentCluster } from '../../geodata/schema/incident-summary';
import { fetchCluster } from '../api/incidents';
import type { EmergingQuery } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useMerges } from './merges';
import { usePlace } from './place';

/** Up to so many areas and incidents the scan takes a fraction of a second and is made unasked; a city's takes seconds. */
const UNASKED_AREAS = 500;
const UNASKED_INCIDENTS = 100_000;
/** Milliseconds without another question before it is asked: figures go first, and one who drags a period wants none. */
const CALM = 400;
/** A period is cut into so many steps, or into its days where it has fewer, but not into fewer than the scan can use. */
const STEPS = 12;
const FEWEST_STEPS = 4;

/**
 * The most unlikely cluster of what is counted, in whichever view. It comes after the figures: dealing cases two hundred
 * times takes longer than counting them. Where the place is large it waits until somebody asks. While days are played it rests.
 */
export const useHeatCluster = defineStore('heat-cluster', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const merges = useMerges();
  const answered = shallowRef<{ question: string; answer: IncidentCluster | null } | null>(null);
  /** The question somebody asked although it takes long. */
  const demanded = ref('');

  const days = computed(() => (asking.days ? daysBetween(asking.days.from, asking.days.to) : 0));
  const query = computed<EmergingQuery>(() => ({
    ...asking.filter,
    ...heat.planParams,
    ...(days.value < STEPS ? { steps: days.value } : {}),
  }));
  const question = computed(() =>
    JSON.stringify([
      place.current?.id,
      place.current?.datasetVersion,
      query.value,
      asking.count === 'problems' ? merges.revision : 0,
    ]),
  );
  /** Whether it can be asked at all: step is compared with step on land that stays, over days enough. */
  const canAsk = computed(
    () =>
      heat.active &&
      !asking.frame &&
      heat.summary?.counted === 'now' &&
      heat.summary.byGrid.length > 0 &&
      days.value >= FEWEST_STEPS,
  );
  const isSmall = computed(
    () => (heat.summary?.byGrid.length ?? 0) <= UNASKED_AREAS && (heat.summary?.total ?? Infinity) <= UNASKED_INCIDENTS,
  );
  const isWanted = computed(
    () =>
      canAsk.value &&
      heat.status === 'ready' &&
      (isSmall.value || heat.view === 'emerging' || demanded.value === question.value),
  );
  const answer = computed(() => (answered.value?.question === question.value ? answered.value.answer : null));
  /** The most unlikely cluster; null where none is in excess, or where it is not known. */
  const cluster = computed(() => answer.value?.cluster ?? null);
  /** The same, where chance explains it badly. */
  const real = computed(() => (cluster.value && cluster.value.chance <= FALSE_DISCOVERY_SHARE ? cluster.value : null));
  /** What is outlined on the map of new and old hot spots. */
  const gridIds = computed<ReadonlySet<string>>(
    () => new Set(heat.view === 'emerging' ? (cluster.value?.gridIds ?? []) : []),
  );
  /** `looking`: it is being asked; `ask`: it takes long and waits for `look`; `none`: it cannot be asked here. */
  const status = computed(() => {
    if (answer.value) return 'known' as const;
    if (!canAsk.value || answered.value?.question === question.value) return 'none' as const;
    return isWanted.value || heat.status === 'loading' ? ('looking' as const) : ('ask' as const);
  });

  let asked: AbortController | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const placeId = place.current?.id;
    const mine = new AbortController();
    asked?.abort();
    asked = mine;
    const about = question.value;
    if (!placeId || !isWanted.value) return;
    const found = await fetchCluster(placeId, query.value, mine.signal);
    if (!mine.signal.aborted) answered.value = { question: about, answer: found.ok ? found.value : null };
  }

  watch(
    [question, isWanted],
    ([about, wanted], before) => {
      if (about !== before?.[0]) asked?.abort();
      clearTimeout(waiting);
      if (wanted && answered.value?.question !== about) waiting = setTimeout(() => void ask(), CALM);
    },
    { immediate: true },
  );

  return { cluster, real, gridIds, status, look: () => void (demanded.value = question.value) };
});
