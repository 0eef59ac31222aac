import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { coveredPart } from '../../geodata/coverage/covered-part';
import { isUndersized } from '../../geodata/coverage/floor-area';
import { localDate } from '../../geodata/incidents/local-days';
import type { CoverageAnswer, CoverageUnits, StationFeature, StationFeatures } from '../../geodata/schema/coverage';
import { stationKinds } from '../../geodata/schema/station';
import type { StationKind } from '../../geodata/schema/station';
import type { Problem } from '../../geodata/schema/problems';
import { fetchCoverage, fetchCoverageUnits, fetchStations } from '../api/coverage';
import { useCircleMeasure } from './circle-measure';
import { useCoverageTask } from './coverage-task';
import { elderGroup, isForElders } from './elder-walker';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { flagParam, integerParam, textParam, useQueryParam } from './url-query';

/** What is asked first where the place has it: the question people ask most. */
const askedFirst: readonly StationKind[] = ['elder-canteen', 'service-centre', 'clinic', 'library'];

/**
 * The question about walking coverage, all of it in the URL, and the answers to it: shares by community and grid,
 * and the minutes of every base unit. Answers overtaken by a newer question are dropped.
 */
export const useCoverage = defineStore('coverage', () => {
  const place = usePlace();
  const task = useCoverageTask();
  const measure = useCircleMeasure();
  const kindInUrl = useQueryParam('kind', textParam());
  const minutesInUrl = useQueryParam('min', integerParam(0, 1, 120));
  const walkerInUrl = useQueryParam('walker', textParam());
  const plan = useQueryParam('plan', textParam());
  const dayInUrl = useQueryParam('day', textParam());
  /** Day that closed streets count for, `YYYY-MM-DD`; empty: today. */
  const day = computed({
    get: () =>
      Number.isNaN(Date.parse(dayInUrl.value)) || !/^\d{4}-\d\d-\d\d$/.test(dayInUrl.value) ? '' : dayInUrl.value,
    set: (value) => (dayInUrl.value = value),
  });
  const hourInUrl = useQueryParam('hour', textParam());
  /** Time of day that gates with opening hours count for, `HH:MM`; empty: none is asked about. */
  const hour = computed({
    get: () => (/^([01]\d|2[0-3]):[0-5]\d$/.test(hourInUrl.value) ? hourInUrl.value : ''),
    set: (value) => (hourInUrl.value = value),
  });
  const today = () => localDate(Date.now(), place.current?.profile.timeZone ?? 'UTC');
  /** Both together, as the API takes them; empty: today at no hour. */
  const moment = computed(() => (hour.value === '' ? day.value : `${day.value || today()}T${hour.value}`));
  function setMoment(value: string): void {
    day.value = value.slice(0, 10);
    hour.value = value.slice(11);
  }
  /** Only stations open at the hour count; means nothing without one. */
  const openOnly = useQueryParam('open', flagParam());
  const showsCircle = useQueryParam('circle', flagParam());
  const showsOutline = useQueryParam('outline', flagParam(true));

  /** Only communities of which less than so many percent are covered; 0 for all. */
  const under = useQueryParam('under', integerParam(0, 1, 100));
  /** Only stations below the floor area that is asked of their tier. */
  const smallOnly = useQueryParam('small', flagParam());

  const stations = shallowRef<StationFeatures | null>(null);
  const answer = shallowRef<CoverageAnswer | null>(null);
  const units = shallowRef<CoverageUnits | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** True while the mode is shown; nothing is fetched for a mode nobody sees. */
  const active = ref(false);

  const stationsById = computed(() => new Map(stations.value?.features.map((one) => [one.id as string, one]) ?? []));
  /** Kinds the place has, with how many stations of each. */
  const kinds = computed(() =>
    stationKinds
      .map((kind) => ({
        kind,
        count: stations.value?.features.filter((one) => one.properties.kind === kind).length ?? 0,
      }))
      .filter(({ count }) => count > 0),
  );
  const kind = computed<StationKind | null>({
    get: () => {
      const present = kinds.value.map((one) => one.kind);
      const wanted = present.find((one) => one === kindInUrl.value) ?? askedFirst.find((one) => present.includes(one));
      return wanted ?? present[0] ?? null;
    },
    set: (value) => (kindInUrl.value = value ?? ''),
  });
  const cutoffs = computed(() => place.current?.profile.coverage.cutoffMinutes ?? [5, 10, 15]);
  const minutes = computed({
    get: () => minutesInUrl.value || (cutoffs.value.at(-1) ?? 15),
    set: (value) => (minutesInUrl.value = value),
  });
  /** Speeds by walker group, in the profile's order. */
  const walkers = computed(() => Object.entries(place.current?.profile.coverage.walkSpeedMetresPerSecond ?? {}));
  /** True where all the everyday services are asked about, not one kind. */
  const asksEveryKind = computed(() => task.current === 'life-circle' && measure.current === 'services');
  /** Who walks where nobody was chosen: an elder to a service for elders, else the profile's first group. */
  const usualWalker = computed(() => {
    const groups = walkers.value.map(([group]) => group);
    return (isForElders(kind.value) && !asksEveryKind.value ? elderGroup(groups) : null) ?? groups[0] ?? '';
  });
  const walkerIsChosen = computed(() => walkers.value.some(([group]) => group === walkerInUrl.value));
  /** A choice is kept in the URL, whatever it is, and holds for every kind after. */
  const walker = computed({
    get: () => (walkerIsChosen.value ? walkerInUrl.value : usualWalker.value),
    set: (value) => (walkerInUrl.value = value),
  });
  /** Borders of the bands that are told apart within the cutoff, minutes ascending; the last one is the cutoff. */
  const bands = computed(() => [...cutoffs.value.filter((one) => one < minutes.value), minutes.value]);
  /** Stations of the kind asked about. */
  const members = computed<StationFeature[]>(
    () => stations.value?.features.filter((one) => one.properties.kind === kind.value) ?? [],
  );

  const standards = computed(() => place.current?.profile.stationFloorAreaSquareMetres ?? {});
  const smallMembers = computed(() =>
    members.value.filter(({ properties }) => isUndersized(properties, standards.value)),
  );
  /** What the map shows of them. */
  const shownMembers = computed(() => {
    if (asksEveryKind.value) return [];
    return smallOnly.value ? smallMembers.value : members.value;
  });
  /** Ids of the communities below `under`; null where all are shown. */
  const lowCommunities = computed<ReadonlySet<string> | null>(() => {
    if (under.value === 0 || !answer.value) return null;
    const low = answer.value.byCommunity.filter((one) => {
      const part = coveredPart(one);
      return part !== null && part.covered / part.total < under.value / 100;
    });
    return new Set(low.map(({ id }) => id as string));
  });

  const countsOpen = computed(() => openOnly.value && hour.value !== '');
  const params = computed(() => ({
    walker: walker.value,
    ...(moment.value === '' ? {} : { at: moment.value }),
    ...(countsOpen.value ? { openOnly: 'true' as const } : {}),
  }));
  /** Areas of every level. */
  const areasById = computed(
    () =>
      new Map(
        [...(answer.value?.byArea ?? []), ...(answer.value?.byCommunity ?? [])].map((one) => [one.id as string, one]),
      ),
  );
  const gridsById = computed(() => new Map(answer.value?.byGrid.map((one) => [one.id as string, one]) ?? []));
  /** Position of each base unit by id. */
  const unitIndex = computed(() => new Map(place.baseUnits?.ids.map((id, i) => [id as string, i]) ?? []));

  let asked: AbortController | null = null;
  /** What `units` are for. */
  let unitsMoment = '';

  /** Asks again with the question as it stands. */
  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (!placeId || !active.value) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    if (!stations.value) {
      const found = await fetchStations(placeId);
      if (mine.signal.aborted) return;
      if (!found.ok) return fail(found.problem);
      stations.value = found.value;
    }
    // Base units load beside the answers; the map and the list need them.
    const columns = place.loadBaseUnits();
    const asking = { ...params.value, kind: kind.value ?? 'service-centre' };
    const sameUnits =
      units.value?.kind === asking.kind &&
      units.value.walker === walker.value &&
      unitsMoment === `${moment.value} ${countsOpen.value}` &&
      units.value.datasetVersion === version();
    const [counts, times] = await Promise.all([
      fetchCoverage(placeId, { ...asking, minutes: minutes.value, plan: plan.value }, mine.signal),
      sameUnits ? null : fetchCoverageUnits(placeId, asking, mine.signal),
      columns,
    ]);
    if (mine.signal.aborted) return;
    if (!counts.ok) return fail(counts.problem);
    if (times && !times.ok) return fail(times.problem);
    if (times) {
      units.value = times.value;
      unitsMoment = `${moment.value} ${countsOpen.value}`;
    }
    answer.value = counts.value;
    problem.value = null;
    status.value = 'ready';
    // What was counted by without being asked for is named, so that every mode and every link means the same plan.
    if (counts.value.plan) plan.value ||= counts.value.plan.id;
  }

  const version = (): string | undefined => place.current?.datasetVersion;

  function fail(found: Problem): void {
    problem.value = found;
    status.value = 'failed';
    answer.value = null;
    units.value = null;
  }

  watch(
    () => place.current?.datasetVersion,
    () => {
      stations.value = null;
      answer.value = null;
      units.value = null;
      problem.value = null;
      status.value = 'idle';
    },
    { flush: 'sync' },
  );
  watch(
    [
      () => version(),
      () => active.value,
      () => kindInUrl.value,
      () => minutes.value,
      () => walkerInUrl.value,
      () => plan.value,
      () => asksEveryKind.value,
      () => moment.value,
      () => countsOpen.value,
    ],
    (now, before) => {
      const isNaming = before?.[5] === '' && now[5] === answer.value?.plan?.id;
      if (isNaming && now.every((one, i) => i === 5 || one === before[i])) return;
      void load();
    },
    { immediate: true },
  );

  return {
    plan,
    day,
    hour,
    moment,
    openOnly,
    countsOpen,
    setMoment,
    today,
    showsCircle,
    showsOutline,
    stations,
    stationsById,
    kinds,
    kind,
    cutoffs,
    minutes,
    walkers,
    walker,
    walkerIsChosen,
    bands,
    members,
    under,
    lowCommunities,
    smallOnly,
    smallMembers,
    shownMembers,
    asksEveryKind,
    params,
    answer,
    units,
    unitIndex,
    areasById,
    gridsById,
    status,
    problem,
    active,
    load,
  };
});
