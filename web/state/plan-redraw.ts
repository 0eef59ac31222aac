import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Problem } from '../../geodata/schema/problems';
import type { RedrawComparison, RedrawGroup } from '../../geodata/schema/redraw';
import { fetchRedraw } from '../api/publications';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { usePlan } from './plan';
import { usePlanComparison } from './plan-comparison';

/** How long an edit rests before incidents are counted again, milliseconds. */
const rest = 400;

/** What the open plan does to incidents, rates and load against another one, counted by the server after each saved edit. */
export const usePlanRedraw = defineStore('plan-redraw', () => {
  const place = usePlace();
  const plan = usePlan();
  const comparison = usePlanComparison();
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const redraw = shallowRef<RedrawComparison | null>(null);
  /** How many parts of the page show it; nothing is counted for nobody. */
  const watchers = ref(0);
  let asked: AbortController | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  /** The plan compared with: the one chosen in the comparison, else the one in force in the scheme, else the one it came from. */
  const otherId = computed(() => {
    const { plan: open, plans } = plan;
    if (!open) return null;
    if (comparison.isOn) return comparison.otherId;
    const inForce = plans.find(({ id, schemeId, standing }) => {
      return id !== open.id && schemeId === open.schemeId && standing === 'in-force';
    });
    return inForce?.id ?? plans.find(({ id }) => id === open.basedOn)?.id ?? null;
  });

  /** The group a grid of the open plan is in; null where its land is the same. */
  function groupOf(gridId: string): RedrawGroup | null {
    return redraw.value?.groups.find(({ after }) => after.some((grid) => grid.gridId === gridId)) ?? null;
  }

  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    const open = plan.plan?.id;
    if (!placeId || !open || !otherId.value || watchers.value === 0) return;
    const mine = (asked = new AbortController());
    status.value = 'loading';
    const answer = await fetchRedraw(placeId, otherId.value, open, mine.signal);
    if (mine.signal.aborted) return;
    status.value = answer.ok ? 'ready' : 'failed';
    problem.value = answer.ok ? null : answer.problem;
    redraw.value = answer.ok ? answer.value : null;
  }

  watch(
    [() => plan.plan?.id, () => otherId.value, () => plan.plan?.revision, () => watchers.value > 0],
    ([id, other], before) => {
      if (id !== before?.[0] || other !== before[1]) redraw.value = null;
      clearTimeout(waiting);
      waiting = setTimeout(() => void load(), redraw.value ? rest : 0);
    },
  );

  return { status, problem, redraw, otherId, groupOf, load, watchers };
});
