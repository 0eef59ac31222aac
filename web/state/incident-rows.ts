import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import type { Problem } from '../../geodata/schema/problems';
import { fetchIncidents } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import { useHeat } from './heat';
import { usePlace } from './place';
import type { LoadStatus } from './place';

const pageSize = 200;

export interface IncidentRows {
  rows: ShallowRef<readonly IncidentRow[]>;
  /** All that pass, loaded or not. */
  total: Ref<number>;
  status: Ref<LoadStatus>;
  problem: ShallowRef<Problem | null>;
  /** Fetches the next page, if there is one and none is on its way. */
  more(): Promise<void>;
  reload(): Promise<void>;
}

/**
 * The incidents under the current filter, narrowed by `scope` (a grid, or what no grid counts), page by page.
 * A null scope is nothing.
 */
export function useIncidentRows(scope: () => IncidentQuery | null): IncidentRows {
  const place = usePlace();
  const heat = useHeat();
  const rows = shallowRef<readonly IncidentRow[]>([]);
  const total = ref(0);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  let nextCursor: string | null = null;
  let asked: AbortController | null = null;

  async function fetchPage(cursor: string | null): Promise<void> {
    const params = scope();
    const placeId = place.current?.id;
    asked?.abort();
    if (!params || !placeId) return;
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const answer = await fetchIncidents(
      placeId,
      { ...heat.filter, ...heat.planParams, ...params, limit: pageSize, cursor: cursor ?? '' },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    problem.value = answer.ok ? null : answer.problem;
    status.value = answer.ok ? 'ready' : 'failed';
    if (!answer.ok) return;
    rows.value = cursor === null ? answer.value.rows : [...rows.value, ...answer.value.rows];
    total.value = answer.value.total;
    nextCursor = answer.value.nextCursor;
  }

  const reload = (): Promise<void> => fetchPage(null);

  watch(
    () => JSON.stringify([place.current?.id, place.current?.datasetVersion, heat.filter, heat.planParams, scope()]),
    () => {
      rows.value = [];
      total.value = 0;
      nextCursor = null;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => asked?.abort());

  return {
    rows,
    total,
    status,
    problem,
    reload,
    async more() {
      if (nextCursor !== null && status.value !== 'loading') await fetchPage(nextCursor);
    },
  };
}
