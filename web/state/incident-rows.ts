import { onScopeDispose, ref, shallowRef, triggerRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import type { Problem } from '../../geodata/schema/problems';
import { fetchIncidents } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useMerges } from './merges';
import { usePlace } from './place';
import type { LoadStatus } from './place';

const pageSize = 200;

export interface IncidentRows {
  /** As long as the whole list; undefined where a row has not been fetched yet. */
  rows: ShallowRef<(IncidentRow | undefined)[]>;
  /** All that pass, fetched or not. */
  total: Ref<number>;
  status: Ref<LoadStatus>;
  problem: ShallowRef<Problem | null>;
  /** Fetches the pages that hold these rows, if they are not there or on their way. */
  need(first: number, last: number): void;
  /** Position of an incident in the list; -1 where the filter does not let it pass. */
  find(incidentId: string): Promise<number>;
  reload(): Promise<void>;
}

/**
 * The incidents under the current filter, narrowed by `scope` (a grid, a hexagon, or what no grid counts). Pages are
 * fetched where one looks, so that the end of 200,000 rows is as near as the beginning. While days are played the list
 * rests. A null scope is nothing.
 */
export function useIncidentRows(scope: () => IncidentQuery | null): IncidentRows {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const merges = useMerges();
  const rows = shallowRef<(IncidentRow | undefined)[]>([]);
  const total = ref(0);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  let pages = new Set<number>();
  let asked = new AbortController();

  const query = (): IncidentQuery => ({ ...asking.filter, ...heat.planParams, ...scope(), limit: pageSize });

  async function fetchPage(page: number): Promise<void> {
    const placeId = place.current?.id;
    if (!scope() || !placeId || pages.has(page)) return;
    const mine = pages;
    mine.add(page);
    const answer = await fetchIncidents(placeId, { ...query(), skip: page * pageSize }, asked.signal);
    if (mine !== pages) return;
    problem.value = answer.ok ? null : answer.problem;
    status.value = answer.ok ? 'ready' : 'failed';
    if (!answer.ok) {
      mine.delete(page);
      return;
    }
    take(answer.value.offset, answer.value.rows, answer.value.total);
  }

  function take(offset: number, found: readonly IncidentRow[], count: number): void {
    if (total.value !== count || rows.value.length !== count) {
      total.value = count;
      rows.value = Array.from({ length: count });
    }
    found.forEach((row, i) => (rows.value[offset + i] = row));
    triggerRef(rows);
  }

  async function reload(): Promise<void> {
    asked.abort();
    asked = new AbortController();
    pages = new Set();
    status.value = 'loading';
    await fetchPage(0);
  }

  watch(
    () =>
      asking.frame
        ? null
        : JSON.stringify([
            place.current?.id,
            place.current?.datasetVersion,
            asking.filter,
            heat.planParams,
            scope(),
            merges.revision,
          ]),
    (key) => {
      if (key === null) return;
      rows.value = [];
      total.value = 0;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => asked.abort());

  return {
    rows,
    total,
    status,
    problem,
    reload,
    need(first, last) {
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) void fetchPage(page);
    },
    async find(incidentId) {
      const known = rows.value.findIndex((row) => row?.id === incidentId);
      const placeId = place.current?.id;
      if (known >= 0 || !placeId || total.value === 0) return known;
      const mine = pages;
      const answer = await fetchIncidents(placeId, { ...query(), around: incidentId }, asked.signal);
      if (!answer.ok || mine !== pages) return -1;
      const within = answer.value.rows.findIndex((row) => row.id === incidentId);
      if (within < 0) return -1;
      mine.add(answer.value.offset / pageSize);
      take(answer.value.offset, answer.value.rows, answer.value.total);
      return answer.value.offset + within;
    },
  };
}
