import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { judgeRows } from '../../geodata/overview/judge-rows';
import { measureBreaks, measureRow, overviewMeasures } from '../../geodata/overview/measures';
import type { OverviewMeasure } from '../../geodata/overview/measures';
import type { Finding } from '../../geodata/schema/incident-summary';
import type { GridCollection } from '../../geodata/schema/plan';
import type { OverviewAnswer, OverviewRow } from '../../geodata/schema/overview';
import type { Problem } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { fetchOverview } from '../api/overview';
import { fetchGrids } from '../api/plans';
import { elderGroup, isForElders } from './elder-walker';
import { geometryBox } from './geometry-box';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';
import { useTrail } from './trail';
import { integerParam, textParam, useQueryParam } from './url-query';

/** A level that can be ranked: areas by the key of their level, or the grids of the plan. */
export interface OverviewLevel {
  key: string;
  /** As in the rows: index into the levels of the profile, one beyond the last for grids. */
  level: number;
}

export const GRID_LEVEL = 'grid';
export const overviewDays = [7, 30, 90, 365] as const;

/** What areas are coloured by while nobody has chosen: the first of these the place can give. */
const shownFirst: readonly OverviewMeasure[] = ['rate', 'covered', 'outOfBand', 'households', 'residents'];

/** The figures of the place, asked once for what the URL says: stations, plan, period, and what areas are ranked by. */
export const useOverview = defineStore('overview', () => {
  const place = usePlace();
  const selection = useSelection();
  const trail = useTrail();
  const kindInUrl = useQueryParam('kind', textParam());
  const minutesInUrl = useQueryParam('min', integerParam(0, 1, 120));
  const walkerInUrl = useQueryParam('walker', textParam());
  const plan = useQueryParam('plan', textParam());
  const days = useQueryParam('days', integerParam(30, 1, 36_525));
  const levelInUrl = useQueryParam('level', textParam());
  const measureInUrl = useQueryParam('by', textParam());

  const answer = shallowRef<OverviewAnswer | null>(null);
  const faces = shallowRef<GridCollection | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** True while the mode is shown; nothing is fetched for a mode nobody sees. */
  const active = ref(false);

  const areaLevels = computed<OverviewLevel[]>(() => {
    const all = (place.current?.profile.levels ?? []).map(({ key }, level) => ({ key, level }));
    return all.length > 1 ? all.slice(1) : all;
  });
  const areasAt = (level: number): number =>
    place.areas?.features.filter(({ properties }) => properties.level === level).length ?? 0;
  const gridLevel = computed<OverviewLevel>(() => ({
    key: GRID_LEVEL,
    level: place.current?.profile.levels.length ?? 0,
  }));
  /** Levels with something to rank. A single area is the place itself. */
  const levels = computed<OverviewLevel[]>(() => [
    ...areaLevels.value.filter(({ level }) => areasAt(level) > 1),
    ...((answer.value?.place.grids?.total ?? 0) > 1 ? [gridLevel.value] : []),
  ]);
  const usualLevel = computed(
    () => areaLevels.value.filter(({ level }) => areasAt(level) > 1).at(-1) ?? gridLevel.value,
  );
  const level = computed<OverviewLevel>({
    get: () => levels.value.find(({ key }) => key === levelInUrl.value) ?? usualLevel.value,
    set: ({ key }) => (levelInUrl.value = key),
  });
  /** Grids are thousands in a city: they come only where somebody looks at them. */
  const wantsGrids = computed(
    () => levelInUrl.value === GRID_LEVEL || usualLevel.value.key === GRID_LEVEL || selection.selected?.kind === 'grid',
  );

  const kind = computed<StationKind | null>({
    get: () => answer.value?.kind ?? null,
    set: (value) => (kindInUrl.value = value ?? ''),
  });
  /** An elder's pace to a service for elders, as in the coverage mode; else the profile's first group. */
  const walker = computed(() => {
    const groups = Object.keys(place.current?.profile.coverage.walkSpeedMetresPerSecond ?? {});
    const chosen = groups.find((group) => group === walkerInUrl.value);
    return chosen ?? (isForElders(kindInUrl.value as StationKind) ? elderGroup(groups) : null) ?? '';
  });

  const rows = computed<OverviewRow[]>(() => answer.value?.rows.filter((row) => row.level === level.value.level) ?? []);
  const rowsById = computed(() => new Map(answer.value?.rows.map((row) => [row.id, row]) ?? []));
  /** Measures the place can give, in their order. */
  const measures = computed<OverviewMeasure[]>(() => {
    const { value } = answer;
    return value ? overviewMeasures.filter((one) => measureRow(value.place, one, value).value !== null) : [];
  });
  /** Fewer incidents than areas: a map of their rate would be one of chance. */
  const isSparse = computed(() => (answer.value?.place.incidents?.count ?? 0) < rows.value.length);
  const measure = computed<OverviewMeasure>({
    get: () =>
      measures.value.find((one) => one === measureInUrl.value) ??
      shownFirst.find((one) => measures.value.includes(one) && !(one === 'rate' && isSparse.value)) ??
      'households',
    set: (value) => (measureInUrl.value = value),
  });
  const breaks = computed(() => (answer.value ? measureBreaks(rows.value, measure.value, answer.value) : []));

  /** What of incident rates is real, by id of the row; empty for other measures. */
  const findings = computed(() =>
    answer.value ? judgeRows(rows.value, measure.value, answer.value) : new Map<string, Finding>(),
  );

  let asked: AbortController | null = null;

  /** Asks again for what the URL says. */
  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (!placeId || !active.value) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const found = await fetchOverview(
      placeId,
      {
        ...(kindInUrl.value ? { kind: kindInUrl.value as StationKind } : {}),
        ...(minutesInUrl.value ? { minutes: minutesInUrl.value } : {}),
        walker: walker.value,
        plan: plan.value,
        days: days.value,
        ...(wantsGrids.value ? { grids: 'true' as const } : {}),
      },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    problem.value = found.ok ? null : found.problem;
    status.value = found.ok ? 'ready' : 'failed';
    answer.value = found.ok ? found.value : null;
    // What was counted by without being asked for is named, so that every mode and every link means the same plan.
    if (found.ok && found.value.plan) plan.value ||= found.value.plan.id;
  }

  async function loadFaces(placeId: string, planId: string, revision: number): Promise<void> {
    const found = await fetchGrids(placeId, planId);
    const now = answer.value?.plan;
    if (!found.ok || place.current?.id !== placeId || now?.id !== planId || now.revision !== revision) return;
    const features = found.value.features.filter(({ properties }) => properties.kind !== 'unassigned');
    faces.value = { ...found.value, features };
    // The breadcrumb names the grids of what is shown.
    trail.grids = new Map(
      features.map(({ geometry, properties: { id, name, communityId } }) => [
        id as string,
        { id, name, communityId, box: () => geometryBox(geometry) },
      ]),
    );
  }

  watch(
    () => place.current?.datasetVersion,
    () => {
      answer.value = null;
      faces.value = null;
      problem.value = null;
      status.value = 'idle';
    },
    { flush: 'sync' },
  );
  watch(
    [
      () => place.current?.datasetVersion,
      () => active.value,
      () => kindInUrl.value,
      () => minutesInUrl.value,
      () => walker.value,
      () => days.value,
      () => wantsGrids.value,
      () => plan.value,
    ],
    (now, before) => {
      const isNaming = before?.[7] === '' && now[7] === answer.value?.plan?.id;
      if (isNaming && now.slice(0, 7).every((one, i) => one === before[i])) return;
      void load();
    },
    { immediate: true },
  );
  watch(
    [
      () => place.current?.id,
      () => wantsGrids.value && active.value,
      () => answer.value?.plan?.id,
      () => answer.value?.plan?.revision,
    ],
    ([placeId, wanted, planId, revision]) => {
      if (placeId && wanted && planId && revision !== undefined) void loadFaces(placeId, planId, revision);
    },
    { immediate: true },
  );

  return {
    plan,
    days,
    levels,
    level,
    kind,
    walker,
    rows,
    rowsById,
    measures,
    measure,
    breaks,
    findings,
    answer,
    faces,
    status,
    problem,
    active,
    load,
  };
});
