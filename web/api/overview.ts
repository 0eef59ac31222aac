import type { OverviewAnswer } from '../../geodata/schema/overview';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { overview } = placeApi;
export type OverviewQuery = QueryOf<typeof overview.$get>;

/** The figures of a place, its areas, its broken rules and its trend. */
export function fetchOverview(
  placeId: string,
  query: OverviewQuery,
  signal: AbortSignal,
): Promise<Result<OverviewAnswer>> {
  return answer(overview.$get({ param: pathParams({ place: placeId }), query }, { init: { signal } }));
}
