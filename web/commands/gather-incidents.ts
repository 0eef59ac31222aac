import { fetchIncidents } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { useHeat } from '../state/heat';
import { usePlace } from '../state/place';

const pageSize = 1000;

/** Narrows the filter of the mode to one list. */
export type IncidentScope = Pick<IncidentQuery, 'grid' | 'located' | 'sort'>;

/** Every incident under the filter, narrowed by `scope`, page after page; a page that fails fails it whole. */
export function useGatherIncidents(): (scope: IncidentScope) => Promise<Result<IncidentRow[]>> {
  const heat = useHeat();
  const place = usePlace();
  return async (scope) => {
    const placeId = place.current?.id;
    if (!placeId) return fail('client.cancelled');
    const asked = { ...heat.filter, ...heat.planParams, ...scope, limit: pageSize };
    const { signal } = new AbortController();
    const rows: IncidentRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof fetchIncidents>> = await fetchIncidents(
        placeId,
        { ...asked, cursor },
        signal,
      );
      if (!page.ok) return page;
      rows.push(...page.value.rows);
      cursor = page.value.nextCursor;
    }
    return ok(rows);
  };
}
