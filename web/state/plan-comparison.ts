import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import type { PlanComparison } from '../../geodata/schema/publication';
import type { Problem } from '../../geodata/schema/problems';
import { fetchPlan } from '../api/plans';
import { fetchComparison } from '../api/publications';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { usePlan } from './plan';
import { textParam, useQueryParam } from './url-query';

export type ComparedGrid = PlanComparison['grids'][number];
export type ComparisonView = 'difference' | 'swipe';

/** The open plan beside an earlier one: what became of each grid, and who moves. The other plan is in the URL. */
export const usePlanComparison = defineStore('plan-comparison', () => {
  const place = usePlace();
  const plan = usePlan();
  const otherId = useQueryParam('compare', textParam());
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const comparison = shallowRef<PlanComparison | null>(null);
  /** Faces of the earlier plan. */
  const earlier = shallowRef<readonly Grid[]>([]);
  const view = ref<ComparisonView>('difference');
  /** Where the earlier plan ends on the map, as a share of its width from the left. */
  const split = ref(0.5);
  let turn = 0;

  const isOn = computed(() => otherId.value !== '');
  const rows = computed(() => new Map(comparison.value?.grids.map((row) => [row.id, row])));
  const earlierById = computed(() => new Map(earlier.value.map((grid) => [grid.id, grid])));
  /** Plans the open one can be compared with: of any scheme over the same land. */
  const others = computed(() => plan.plans.filter(({ id }) => id !== plan.plan?.id));

  /** Grids that changed, each once: one that is gone is told by those it became, unless there are none. */
  const changed = computed(() =>
    (comparison.value?.grids ?? []).filter(
      ({ fate, after }) => fate !== 'unchanged' && (after !== null || fate === 'retired'),
    ),
  );

  const rowOf = (id: string): ComparedGrid | undefined => rows.value.get(id as GridId);

  async function load(): Promise<void> {
    const mine = ++turn;
    const placeId = place.current?.id;
    const open = plan.plan?.id;
    if (!placeId || !open || !isOn.value || plan.status !== 'ready') return;
    if (otherId.value === open) return stop();
    status.value = 'loading';
    problem.value = null;
    const [compared, faces] = await Promise.all([
      fetchComparison(placeId, otherId.value, open),
      fetchPlan(placeId, otherId.value),
    ]);
    if (mine !== turn) return;
    const failed = [compared, faces].find((one) => !one.ok);
    if (failed && !failed.ok) problem.value = failed.problem;
    earlier.value = faces.ok ? faces.value.grids : [];
    comparison.value = compared.ok && faces.ok ? compared.value : null;
    status.value = failed ? 'failed' : 'ready';
  }

  /** Begins with the plan given, else the one in force in the same scheme, else any other. */
  function start(id?: string): void {
    const { plan: open } = plan;
    const inForce = others.value.find((one) => one.standing === 'in-force' && one.schemeId === open?.schemeId);
    otherId.value =
      id ?? inForce?.id ?? others.value.find((one) => one.id === open?.basedOn)?.id ?? others.value[0]?.id ?? '';
  }

  function stop(): void {
    turn++;
    otherId.value = '';
    comparison.value = null;
    earlier.value = [];
    status.value = 'idle';
    view.value = 'difference';
  }

  watch(
    [() => otherId.value, () => plan.plan?.id, () => plan.plan?.revision, () => plan.status],
    ([id], before) => {
      if (id === '') {
        if (before?.[0]) stop();
      } else void load();
    },
    { immediate: true },
  );

  return {
    otherId,
    status,
    problem,
    comparison,
    earlier,
    earlierById,
    view,
    split,
    isOn,
    others,
    changed,
    rowOf,
    load,
    start,
    stop,
  };
});
