import { fetchIncidents } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { useHeat } from '../state/heat';
import { useHeatFilter } from '../state/heat-filter';
import { usePlace } from '../state/place';

const pageSize = 1000;

/** Narrows and orders the filter of the mode to one list. */
export type IncidentScope = Pick<
  IncidentQuery,
  | 'grid'
  | 'hexagon'
  | 'at'
  | 'alike'
  | 'merged'
  | 'count'
  | 'located'
  | 'figure'
  | 'part'
  | 'owner'
  | 'type'
  | 'light'
  | 'late'
  | 'sort'
  | 'reverse'
>;

/**
 * Hands over every incident under the filter, narrowed by `scope`, page after page: no page takes long, however many
 * there are. A page that fails fails it whole. Gives the number of rows.
 */
export function useGatherIncidents(): (
  scope: IncidentScope,
  take: (rows: readonly IncidentRow[]) => void,
) => Promise<Result<number>> {
  const heat = useHeat();
  const asking = useHeatFilter();
  const place = usePlace();
  return async (scope, take) => {
    const placeId = place.current?.id;
    if (!placeId) return fail('client.cancelled');
    const asked = { ...asking.filter, ...heat.planParams, ...scope, limit: pageSize };
    const { signal } = new AbortController();
    let count = 0;
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof fetchIncidents>> = await fetchIncidents(
        placeId,
        { ...asked, cursor },
        signal,
      );
      if (!page.ok) return page;
      take(page.value.rows);
      count += page.value.rows.length;
      cursor = page.value.nextCursor;
    }
    return ok(count);
  };
}
