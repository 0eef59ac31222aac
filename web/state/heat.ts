import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { periodAgainst } from '../../geodata/incidents/period-against';
import { countedKinds } from '../../geodata/schema/incident-assignment';
import type {
  EmergingIncidents,
  GridHistory,
  GridIncidents,
  IncidentDetail,
  IncidentHexagons,
  IncidentPeriod,
  IncidentSummaryWire,
  IncidentTypeWire,
} from '../../geodata/schema/incident-summary';
import type { LatePoints } from '../../geodata/schema/incident-lateness';
import type { Problem, Result } from '../../geodata/schema/problems';
import { fail, ok } from '../../geodata/schema/problems';
import { fetchIncident, fetchIncidentTypes } from '../api/incidents';
import { againstParam, comparableDays } from './heat-against';
import type { ComparableDays } from './heat-against';
import { useHeatFilter } from './heat-filter';
import { HeatFrames } from './heat-frames';
import type { FrameQuestion, HeatFrame, HeatRaster } from './heat-frames';
import { periodOf } from './heat-period';
import type { HeatPeriod } from './heat-period';
import { holdScale, linkedScaleParam, scaleParams } from './heat-scale';
import type { HeatScale } from './heat-scale';
import { useMerges } from './merges';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { choiceParam, integerParam, textParam, useQueryParam } from './url-query';

export const heatViews = ['density', 'hexagons', 'rate', 'change', 'emerging', 'late'] as const;
export type HeatView = (typeof heatViews)[number];
export type { HeatRaster } from './heat-frames';

/** How what is late is drawn: one by one, or as a density. */
export const lateDrawings = ['points', 'density'] as const;

/** How it is judged what of a rate is real: each grid alone, with its neighbours, or against its neighbours. */
export const heatJudges = ['alone', 'around', 'outlier'] as const;
export type HeatJudge = (typeof heatJudges)[number];

/**
 * How incidents are looked at, all of it in the URL, and the answers: counts and rates by grid, and the density
 * raster or the hexagons. Answers that were overtaken by a newer question are dropped.
 */
export const useHeat = defineStore('heat', () => {
  const place = usePlace();
  const asking = useHeatFilter();
  const merges = useMerges();
  const view = useQueryParam('heat', choiceParam(heatViews, 'density'));
  const linkedScale = useQueryParam('scale', linkedScaleParam);
  /** The filter whose picture the colours fit, as a query; empty while `scale` decides. */
  const reference = useQueryParam('fit', textParam());
  const scale = computed<HeatScale>({
    get: () => (typeof linkedScale.value === 'number' ? linkedScale.value : 'full'),
    set: (now) => {
      reference.value = '';
      linkedScale.value = now;
    },
  });
  watch(
    () => [linkedScale.value, asking.days, asking.data] as const,
    ([linked, days, data]) => {
      if (!days || !data || (linked !== 'window' && linked !== 'period')) return;
      const held = holdScale(linked, days, data);
      linkedScale.value = held.scale;
      reference.value ||= held.reference;
    },
    { immediate: true, flush: 'sync' },
  );
  /** Metres across a hexagon; 0 for what suits the place. */
  const hexSize = useQueryParam('hex', integerParam(0, 0, 5000));
  const plan = useQueryParam('plan', textParam());
  /** Key of the level whose areas are counted; empty for grids. */
  const level = useQueryParam('level', textParam());
  /** By the grids of the day of each report, or by those of one plan for all. */
  const counted = useQueryParam('counted', choiceParam(countedKinds, 'now'));
  const judge = useQueryParam('judge', choiceParam(heatJudges, 'alone'));
  const against = useQueryParam('vs', againstParam);

  const lateDrawing = useQueryParam('lateas', choiceParam(lateDrawings, 'points'));

  const typeList = shallowRef<readonly IncidentTypeWire[]>([]);
  const summary = shallowRef<IncidentSummaryWire | null>(null);
  const raster = shallowRef<HeatRaster | null>(null);
  /** The density of what is late alone, in a domain of its own. */
  const lateRaster = shallowRef<HeatRaster | null>(null);
  const latePoints = shallowRef<LatePoints | null>(null);
  const hexagons = shallowRef<IncidentHexagons | null>(null);
  const emerging = shallowRef<EmergingIncidents | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** True while the mode is shown; nothing is fetched for a mode nobody sees. */
  const active = ref(false);
  const frames = new HeatFrames();

  const typesByCode = computed(() => new Map(typeList.value.map((type) => [type.code, type])));
  const gridsById = computed(() => new Map(summary.value?.byGrid.map((grid) => [grid.gridId as string, grid]) ?? []));
  /** Whether the view follows the same land step by step, which the grids of then are not: it counts by those of now. */
  const followsLand = computed(() => view.value === 'emerging');
  /** What incidents are counted by, as every question about them names it. */
  const planParams = computed(() => ({
    plan: plan.value,
    ...(level.value ? { level: level.value } : {}),
    ...(counted.value === 'then' && !followsLand.value ? { counted: counted.value } : {}),
  }));
  /** What a selected area of the rate map is: a grid, a base unit where the place has no grids, an area of a level. */
  const areaKind = computed(() =>
    summary.value?.areas === 'base-units' ? 'base-unit' : summary.value?.areas === 'areas' ? 'area' : 'grid',
  );
  /** The period compared with, or why there is none; null without data. */
  const comparedWith = computed(() =>
    asking.days && asking.data ? periodAgainst(against.value, asking.days, asking.data) : null,
  );
  /** Days that can be compared with as many before them; none without data. */
  const comparable = computed(() => (asking.data ? comparableDays(asking.data) : []));
  /** Looks at such days, against those before them. */
  function compareDays({ period }: ComparableDays): void {
    if (asking.data) asking.period = periodOf(period.from, period.to, asking.data);
    against.value = 'previous';
  }
  /** What is asked beyond counts: only what the view shows. */
  const extras = computed(() => ({
    ...(view.value === 'rate' && judge.value === 'outlier' ? { outliers: 'true' as const } : {}),
    ...(view.value === 'change' && comparedWith.value?.ok ? { against: against.value } : {}),
  }));

  const isLateDensity = computed(() => view.value === 'late' && lateDrawing.value === 'density');
  /** The density that is on the map now; null where the view draws none. */
  const shownRaster = computed(() =>
    view.value === 'density' ? raster.value : isLateDensity.value ? lateRaster.value : null,
  );

  function gridOf(id: string | null): GridIncidents | null {
    return (id && gridsById.value.get(id)) || null;
  }

  const historyById = computed(
    () => new Map(emerging.value?.byGrid.map((history) => [history.gridId as string, history]) ?? []),
  );
  /** The steps of a grid, where they are shown. */
  const historyOf = (id: string): GridHistory | null =>
    view.value === 'emerging' ? (historyById.value.get(id) ?? null) : null;

  /** What is seen now, as a reference of colours; empty for everything, which is what `full` means. */
  const seenReference = computed(() => {
    const given = Object.entries(asking.filter).filter(([, value]) => value !== '' && value !== undefined);
    return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  });

  /** Fixes the colours by what is seen now, whatever is looked at afterwards. */
  function fitScale(): void {
    if (seenReference.value === '') scale.value = 'full';
    else reference.value = seenReference.value;
  }

  /** One incident by id, whatever the filter. */
  function findIncident(id: string): Promise<Result<IncidentDetail>> {
    const placeId = place.current?.id;
    return placeId ? fetchIncident(placeId, id, planParams.value) : Promise.resolve(fail('client.cancelled'));
  }

  function questionOf(period: HeatPeriod): FrameQuestion | null {
    const { current } = place;
    if (!current || !active.value) return null;
    return {
      placeId: current.id,
      datasetVersion: current.datasetVersion,
      // Reports stay as many whatever is merged.
      merges: asking.count === 'problems' ? merges.revision : 0,
      view: view.value,
      isLateDensity: isLateDensity.value,
      areas: { ...planParams.value, ...extras.value },
      hexSize: hexSize.value,
      params: { ...asking.filterOf(period), ...scaleParams(scale.value), reference: reference.value },
    };
  }

  /** Fetches what would be shown of other days, so that it is there when it is their turn. */
  async function prefetch(days: IncidentPeriod): Promise<boolean> {
    const question = questionOf({ kind: 'range', ...days });
    return question !== null && (await frames.fetch(question)).ok;
  }

  /** The same view under the same filter, but of other days or other types, in the colours of what is shown or of what is named. */
  async function frameOf(
    days: IncidentPeriod,
    { type, colours = reference.value }: { type?: string; colours?: string } = {},
  ): Promise<Result<HeatFrame>> {
    const question = questionOf({ kind: 'range', ...days });
    if (!question) return fail('client.cancelled');
    const params = { ...question.params, reference: colours, ...(type === undefined ? {} : { type }) };
    const { against: _against, ...areas } = question.areas;
    return frames.fetch({ ...question, areas, params });
  }

  /** Counts alone under the same filter, of other areas or against another period; always by the plan's grids of now. */
  async function summaryOf(areas: { level?: string; against?: string }): Promise<Result<IncidentSummaryWire>> {
    const question = questionOf(asking.period);
    if (!question) return fail('client.cancelled');
    const { counted: _counted, outliers: _outliers, against: _against, ...own } = question.areas;
    const frame = await frames.fetch({ ...question, view: 'rate', isLateDensity: false, areas: { ...own, ...areas } });
    return frame.ok ? ok(frame.value.summary) : frame;
  }

  let asked: FrameQuestion | null = null;

  /** Asks again with the filter as it stands. */
  async function load(): Promise<void> {
    const question = questionOf(asking.period);
    if (asked && asking.frame === null) frames.drop(asked);
    asked = question;
    if (!question) return;
    status.value = 'loading';
    const answers = frames.ask(question);
    // Figures are read before the picture; while days are played both change in one.
    const figures = asking.frame === null ? await answers.summary : null;
    if (asked !== question) return;
    if (figures?.ok) summary.value = figures.value;
    const frame = await answers.whole;
    if (asked !== question) return;
    problem.value = frame.ok ? null : frame.problem;
    status.value = frame.ok ? 'ready' : 'failed';
    if (!frame.ok) {
      // A picture of other incidents than the figures are of would be believed.
      if (figures?.ok) for (const picture of [raster, lateRaster, latePoints, hexagons, emerging]) picture.value = null;
      return;
    }
    summary.value = frame.value.summary;
    if (question.isLateDensity) lateRaster.value = frame.value.raster ?? lateRaster.value;
    else raster.value = frame.value.raster ?? raster.value;
    latePoints.value = frame.value.latePoints ?? latePoints.value;
    hexagons.value = frame.value.hexagons ?? hexagons.value;
    emerging.value = frame.value.emerging ?? emerging.value;
    // What was counted by without being asked for is named, so that every mode and every link means the same plan.
    // By the grids of then it is the one in force when the period ends, which is another one for other days.
    const named = frame.value.summary;
    if (named.plan && named.counted === 'now') plan.value ||= named.plan.id;
  }

  watch(
    () =>
      [
        place.current?.datasetVersion,
        asking.filter,
        scale.value,
        reference.value,
        `${view.value} ${isLateDensity.value}`,
        hexSize.value,
        active.value,
        level.value,
        JSON.stringify([extras.value, planParams.value.counted]),
        plan.value,
        asking.count === 'problems' ? merges.revision : 0,
      ] as const,
    (now, before) => {
      const isNaming = before?.[9] === '' && now[9] === summary.value?.plan?.id;
      if (isNaming && now.every((one, i) => i === 9 || one === before[i])) return;
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
        lateRaster.value = null;
        latePoints.value = null;
        hexagons.value = null;
        emerging.value = null;
        typeList.value = [];
      }
      if (!shown || !placeId || typeList.value.length > 0) return;
      const answer = await fetchIncidentTypes(placeId);
      if (answer.ok && place.current?.id === placeId) typeList.value = answer.value.types;
    },
    { immediate: true, flush: 'sync' },
  );

  return {
    view,
    scale,
    reference,
    hexSize,
    plan,
    level,
    counted,
    followsLand,
    judge,
    against,
    comparedWith,
    comparable,
    compareDays,
    typeList,
    typesByCode,
    summary,
    lateDrawing,
    isLateDensity,
    shownRaster,
    latePoints,
    hexagons,
    emerging,
    status,
    problem,
    active,
    areaKind,
    planParams,
    gridOf,
    historyOf,
    seenReference,
    fitScale,
    findIncident,
    prefetch,
    frameOf,
    summaryOf,
    load,
  };
});
