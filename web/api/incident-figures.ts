import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { answer, apiHeaders, pathParams, placeApi, problemFromBody } from './client';
import type { QueryOf } from './client';

const { figures, export: workbook } = placeApi.incidents;
export type FigureQuery = QueryOf<typeof figures.$get>;
export type WorkbookQuery = QueryOf<typeof workbook.$get>;

/** Figures by area or agency; see `/api/docs`. */
export function fetchFigures(
  placeId: string,
  query: FigureQuery,
  signal: AbortSignal,
): Promise<Result<IncidentFigures>> {
  return answer(figures.$get({ param: pathParams({ place: placeId }), query }, { init: { signal } }));
}

/** The incidents under a filter as an Excel workbook. */
export async function fetchIncidentWorkbook(placeId: string, query: WorkbookQuery): Promise<Result<Blob>> {
  try {
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
    const address = workbook.$path({ param: pathParams({ place: placeId }), query: given as WorkbookQuery });
    const response = await fetch(address, { headers: apiHeaders() });
    if (!response.ok) return { ok: false, problem: problemFromBody(await response.json(), response.status) };
    return ok(await response.blob());
  } catch {
    return fail('client.unreachable');
  }
}
