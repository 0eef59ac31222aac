import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { figures } = placeApi.incidents;
export type FigureQuery = QueryOf<typeof figures.$get>;

/** Figures by area or agency; see `/api/docs`. */
export function fetchFigures(
  placeId: string,
  query: FigureQuery,
  signal: AbortSignal,
): Promise<Result<IncidentFigures>> {
  return answer(figures.$get({ param: pathParams({ place: placeId }), query }, { init: { signal } }));
}
