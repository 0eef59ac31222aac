import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { GridWorker } from '../../geodata/schema/grid-worker';
import type { GridId } from '../../geodata/schema/ids';
import type { MovedPage } from '../../geodata/schema/publication';
import type { Problem } from '../../geodata/schema/problems';
import { fetchMoved } from '../api/publications';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { usePlan } from './plan';
import { usePlanComparison } from './plan-comparison';

export type MovedUnit = MovedPage['units'][number];

/** One grid's page of the handover: who comes to it and who leaves. */
export interface HandoverPage {
  id: string;
  name: string;
  code: string | null;
  joining: MovedUnit[];
  leaving: MovedUnit[];
  /** Who works there before and after; null where the grid is not in that plan. */
  workersBefore: readonly GridWorker[] | null;
  workersAfter: readonly GridWorker[] | null;
}

/** Who moves between the plans compared, with addresses; and the lists to hand over, grid by grid. */
export const useHandover = defineStore('handover', () => {
  const place = usePlace();
  const plan = usePlan();
  const comparison = usePlanComparison();
  const isOpen = ref(false);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const units = shallowRef<readonly MovedUnit[]>([]);
  let loadedFor: unknown = null;

  const pages = computed<HandoverPage[]>(() => {
    const byGrid = new Map<string, HandoverPage>();
    const pageOf = (id: string, name: string): HandoverPage => {
      let page = byGrid.get(id);
      if (!page) {
        const grid = comparison.rowOf(id) ?? comparison.earlierById.get(id as GridId);
        page = {
          id,
          name,
          code: grid?.code ?? null,
          joining: [],
          leaving: [],
          workersBefore: comparison.earlierById.get(id as GridId)?.workers ?? null,
          workersAfter: plan.gridOf(id as GridId)?.workers ?? null,
        };
        byGrid.set(id, page);
      }
      return page;
    };
    for (const unit of units.value) {
      if (unit.toGrid) pageOf(unit.toGrid, unit.toName ?? '').joining.push(unit);
      if (unit.fromGrid) pageOf(unit.fromGrid, unit.fromName ?? '').leaving.push(unit);
    }
    return [...byGrid.values()].sort((a, b) => (a.code ?? a.name).localeCompare(b.code ?? b.name));
  });

  /** Reads who moves in the comparison shown, once for each. */
  async function load(): Promise<void> {
    const compared = comparison.comparison;
    const placeId = place.current?.id;
    if (!compared || !placeId || loadedFor === compared) return;
    loadedFor = compared;
    units.value = [];
    status.value = 'loading';
    const read = await fetchMoved(placeId, compared.before.id, compared.after.id);
    if (loadedFor !== compared) return;
    status.value = read.ok ? 'ready' : 'failed';
    if (read.ok) units.value = read.value;
    else {
      problem.value = read.problem;
      loadedFor = null;
    }
  }

  async function open(): Promise<void> {
    isOpen.value = true;
    await load();
  }
  function close(): void {
    isOpen.value = false;
  }

  watch([() => comparison.comparison, () => plan.plan?.id], () => {
    if (loadedFor !== comparison.comparison) {
      loadedFor = null;
      units.value = [];
      status.value = 'idle';
    }
    if (!comparison.comparison) close();
  });

  return { isOpen, status, problem, units, pages, load, open, close };
});
