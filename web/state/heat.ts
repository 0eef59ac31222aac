import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { localDate } from '../../geodata/incidents/local-days';
import { scaleBases } from '../../geodata/schema/incident-summary';
import type {
  DensityRasterWire,
  GridIncidents,
  IncidentRow,
  IncidentSummaryWire,
  IncidentTypeWire,
  ScaleBasis,
} from '../../geodata/schema/incident-summary';
import type { GridCollection } from '../../geodata/schema/plan';
import type { Problem, Result } from '../../geodata/schema/problems';
import { fail } from '../../geodata/schema/problems';
import { fetchDensity, fetchIncident, fetchIncidentSummary, fetchIncidentTypes } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import { fetchGrids } from '../api/plans';
import { decodeFloats } from './decode-floats';
import { heatPeriodParam, periodDays, usualScale } from './heat-period';
import { geometryBox } from './geometry-box';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useTrail } from './trail';
import { choiceParam, flagParam, listParam, textParam, useQueryParam } from './url-query';

export const heatViews = ['density', 'rate'] as const;
export type HeatView = (typeof heatViews)[number];
export const heatStates = ['all', 'open', 'ended'] as const;
export type HeatState = (typeof heatStates)[number];
/** The filter as the API takes it. */
export type IncidentFilter = Pick<IncidentQuery, 'from' | 'to' | 'type' | 'state' | 'late'>;
/** A density raster with its values unpacked. */
export type HeatRaster = Omit<DensityRasterWire, 'values'> & { values: Float32Array };

/**
 * What is asked about incidents, all of it in the URL, and the answers to it: counts and rates by grid, and the
 * density raster. Answers that were overtaken by a newer question are dropped.
 */
export const useHeat = defineStore('heat', () => {
  const place = usePlace();
  const trail = useTrail();
  const period = useQueryParam('period', heatPeriodParam);
  const types = useQueryParam('types', listParam());
  const state = useQueryParam('state', choiceParam(heatStates, 'all'));
  const late = useQueryParam('late', flagParam());
  const view = useQueryParam('heat', choiceParam(heatViews, 'density'));
  const chosenScale = useQueryParam<ScaleBasis | null>('scale', {
    ...choiceParam(scaleBases, 'full'),
    format: (basis) => basis,
    fallback: null,
  });
  /** As chosen, else what suits the period. */
  const scale = computed<ScaleBasis>({
    get: () => chosenScale.value ?? usualScale(period.value),
    set: (basis) => (chosenScale.value = basis),
  });
  const plan = useQueryParam('plan', textParam());

  const typeList = shallowRef<readonly IncidentTypeWire[]>([]);
  const summary = shallowRef<IncidentSummaryWire | null>(null);
  const raster = shallowRef<HeatRaster | null>(null);
  const faces = shallowRef<GridCollection | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** True while the mode is shown; nothing is fetched for a mode nobody sees. */
  const active = ref(false);

  /** Last day of the data in the place's zone; null without incidents. */
  const lastDay = computed(() => dayOf(place.current?.incidentPeriod?.to));
  const firstDay = computed(() => dayOf(place.current?.incidentPeriod?.from));
  const typesByCode = computed(() => new Map(typeList.value.map((type) => [type.code, type])));
  const gridsById = computed(() => new Map(summary.value?.byGrid.map((grid) => [grid.gridId as string, grid]) ?? []));
  const isFiltered = computed(
    () => period.value.kind !== 'all' || types.value.length > 0 || state.value !== 'all' || late.value,
  );

  /** The filter as the API takes it. */
  const filter = computed<IncidentFilter>(() => ({
    ...(lastDay.value ? periodDays(period.value, lastDay.value) : {}),
    type: types.value.join(','),
    state: state.value === 'all' ? '' : state.value,
    ...(late.value ? { late: 'true' as const } : {}),
  }));
  const planParams = computed(() => ({ plan: plan.value }));

  function dayOf(at: string | undefined): string | null {
    const { current } = place;
    return at && current ? localDate(Date.parse(at), current.profile.timeZone) : null;
  }

  function gridOf(id: string | null): GridIncidents | null {
    return (id && gridsById.value.get(id)) || null;
  }

  function clearFilters(): void {
    period.value = { kind: 'all' };
    types.value = [];
    state.value = 'all';
    late.value = false;
  }

  /** One incident by id, whatever the filter. */
  function findIncident(id: string): Promise<Result<IncidentRow>> {
    const placeId = place.current?.id;
    return placeId ? fetchIncident(placeId, id, plan.value) : Promise.resolve(fail('client.cancelled'));
  }

  let asked: AbortController | null = null;

  /** Asks again with the filter as it stands. */
  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (!placeId || !active.value) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const params = { ...filter.value, scale: scale.value };
    const [counts, density] = await Promise.all([
      fetchIncidentSummary(placeId, { ...params, ...planParams.value }, mine.signal),
      view.value === 'density' ? fetchDensity(placeId, params, mine.signal) : null,
    ]);
    if (mine.signal.aborted) return;
    const failed = [counts, density].find((answer) => answer && !answer.ok);
    problem.value = failed && !failed.ok ? failed.problem : null;
    status.value = failed ? 'failed' : 'ready';
    if (failed) return;
    if (counts.ok) {
      summary.value = counts.value;
      // What was counted by without being asked for is named, so that every mode and every link means the same plan.
      if (counts.value.plan) plan.value ||= counts.value.plan.id;
    }
    if (density?.ok) raster.value = { ...density.value, values: decodeFloats(density.value.values) };
  }

  watch(
    () => [place.current?.datasetVersion, filter.value, scale.value, view.value, active.value, plan.value] as const,
    (now, before) => {
      const isNaming = before?.[5] === '' && now[5] === summary.value?.plan?.id;
      if (isNaming && now.slice(0, 5).every((one, i) => one === before[i])) return;
      void load();
    },
    { immediate: true },
  );

  watch(
    () => [active.value, place.current?.id] as const,
    async ([shown, placeId], before) => {
      if (placeId !== before?.[1]) {
        summary.value = null;
        raster.value = null;
        faces.value = null;
        typeList.value = [];
      }
      if (!shown || !placeId || typeList.value.length > 0) return;
      const answer = await fetchIncidentTypes(placeId);
      if (answer.ok && place.current?.id === placeId) typeList.value = answer.value.types;
    },
    { immediate: true, flush: 'sync' },
  );

  watch(
    () => [place.current?.id, summary.value?.plan?.id, summary.value?.plan?.revision] as const,
    async ([placeId, planId, revision]) => {
      if (!placeId || !planId) return;
      const answer = await fetchGrids(placeId, planId);
      if (!answer.ok || summary.value?.plan?.id !== planId || summary.value.plan.revision !== revision) return;
      faces.value = {
        ...answer.value,
        features: answer.value.features.filter((f) => f.properties.kind !== 'unassigned'),
      };
      // The breadcrumb names the grids of what is shown.
      trail.grids = new Map(
        faces.value.features.map(({ geometry, properties: { id } }) => {
          const grid = gridOf(id);
          const named = {
            id,
            name: grid?.name ?? id,
            communityId: grid?.communityId ?? '',
            bbox: geometryBox(geometry),
          };
          return [id, named];
        }),
      );
    },
  );

  return {
    period,
    types,
    state,
    late,
    view,
    scale,
    typeList,
    typesByCode,
    summary,
    raster,
    faces,
    status,
    problem,
    active,
    lastDay,
    firstDay,
    isFiltered,
    filter,
    planParams,
    gridOf,
    findIncident,
    clearFilters,
    load,
  };
});
