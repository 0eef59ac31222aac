import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { periodAgainst } from '../../geodata/incidents/period-against';
import type { GridIncidents, IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { Problem } from '../../geodata/schema/problems';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import type { HeatFrame } from './heat-frames';
import { usePlace } from './place';
import { choiceParam, integerParam, listParam, useQueryParam } from './url-query';

/** One map, two periods parted by a line, two periods beside each other, two places beside each other. */
export const pairLayouts = ['none', 'swipe', 'beside', 'places'] as const;
export type PairLayout = (typeof pairLayouts)[number];

/** Views whose colours mean the same in both pictures; the others compare by themselves. */
const pairedViews: readonly string[] = ['density', 'hexagons', 'rate'];

/** The other half of a comparison on the map: another period, or another place, in the same colours. All in the URL. */
export const useHeatPair = defineStore('heat-pair', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const layout = useQueryParam('pair', choiceParam(pairLayouts, 'none'));
  /** Where the other period ends on the map, percent of its free width from the left. */
  const split = useQueryParam('split', integerParam(50, 0, 100));
  const placeIds = useQueryParam('places', listParam());
  const answer = shallowRef<HeatFrame | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isLoading = ref(false);
  let turn = 0;

  const isFitting = computed(() => pairedViews.includes(heat.view));
  const isOn = computed(() => layout.value !== 'none' && isFitting.value && heat.active);
  const isOfPeriods = computed(() => isOn.value && layout.value !== 'places');

  /** Areas one can look at beside each other: all but the whole place. */
  const areas = computed(() => (place.areas?.features ?? []).filter(({ properties: { level } }) => level > 0));
  /** The areas on the left and on the right: as chosen, else the first two. */
  const places = computed(() => {
    const [left, right] = placeIds.value;
    const find = (id: string | undefined, otherwise: number) =>
      areas.value.find(({ properties }) => properties.id === id) ?? areas.value[otherwise] ?? null;
    return { left: find(left, 0), right: find(right, 1) };
  });
  /** The days on the left; null where they are the same as on the right, or are not in the data. */
  const period = computed<IncidentPeriod | null>(() =>
    isOfPeriods.value && heat.comparedWith?.ok ? heat.comparedWith.value : null,
  );
  /** Whether the days looked at have none to stand beside them: the left would be empty. */
  const isWithoutPeriod = computed(() => isOfPeriods.value && heat.comparedWith?.ok === false);
  /** What is on the left of the map. */
  const frame = computed<HeatFrame | null>(() => {
    if (!isOn.value || !heat.summary) return null;
    if (isOfPeriods.value) return period.value ? answer.value : null;
    return {
      summary: heat.summary,
      raster: heat.shownRaster,
      hexagons: heat.hexagons,
      emerging: null,
      latePoints: null,
    };
  });
  const gridsById = computed(
    () => new Map(frame.value?.summary.byGrid.map((grid) => [grid.gridId as string, grid]) ?? []),
  );
  const gridOf = (id: string): GridIncidents | null => gridsById.value.get(id) ?? null;

  async function load(): Promise<void> {
    const mine = ++turn;
    if (!period.value) {
      answer.value = null;
      problem.value = null;
      isLoading.value = false;
      return;
    }
    isLoading.value = true;
    const found = await heat.frameOf(period.value);
    if (mine !== turn) return;
    isLoading.value = false;
    problem.value = found.ok ? null : found.problem;
    // While days are played the last picture stays until the next one is there.
    if (found.ok || found.problem.code !== 'client.cancelled') answer.value = found.ok ? found.value : null;
  }

  watch(
    // Again with every answer on the right: its filter and its colours are those on the left.
    () => [period.value, heat.summary, heat.view] as const,
    () => void load(),
    { immediate: true },
  );

  /** Fetches what would stand on the left beside other days on the right, so that it is there when it is their turn. */
  async function prefetch(days: IncidentPeriod): Promise<void> {
    if (!isOfPeriods.value || !asking.data) return;
    const other = periodAgainst(heat.against, days, asking.data);
    if (other.ok) await heat.frameOf(other.value);
  }

  function choosePlaces(left: string, right: string): void {
    placeIds.value = [left, right];
  }

  /** Names of both halves in days; the same twice for two places. */
  const days = computed(() => ({ left: period.value ?? asking.days, right: asking.days }));

  return {
    layout,
    split,
    areas,
    places,
    choosePlaces,
    isFitting,
    isOn,
    isOfPeriods,
    period,
    isWithoutPeriod,
    days,
    frame,
    problem,
    isLoading,
    gridOf,
    prefetch,
  };
});
