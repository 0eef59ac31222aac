import type { ClosuresAnswer } from '../../geodata/schema/closure';
import type {
  CoverageAnswer,
  CoverageUnits,
  ReachAnswer,
  ServiceAreas,
  StationFeatures,
  UncoveredPage,
} from '../../geodata/schema/coverage';
import type { Result } from '../../geodata/schema/problems';
import { fail, ok } from '../../geodata/schema/problems';
import { answer, apiHeaders, pathParams, placeApi, problemFromBody } from './client';
import type { QueryOf } from './client';

const { coverage } = placeApi;
export type CoverageQuery = QueryOf<typeof coverage.$get>;
export type CoverageUnitsQuery = QueryOf<typeof coverage.units.$get>;
export type ServiceAreaQuery = QueryOf<(typeof coverage)['service-areas']['$get']>;
export type ReachQuery = QueryOf<typeof coverage.reach.$get>;
export type UncoveredQuery = QueryOf<typeof coverage.uncovered.$get>;
export type UncoveredFileQuery = QueryOf<typeof coverage.uncovered.export.$get>;

const asked = <Q>(placeId: string, query: Q) => ({ param: pathParams({ place: placeId }), query });

export function fetchStations(placeId: string): Promise<Result<StationFeatures>> {
  return answer(placeApi.stations.$get(asked(placeId, {})));
}

export function fetchCoverage(
  placeId: string,
  query: CoverageQuery,
  signal: AbortSignal,
): Promise<Result<CoverageAnswer>> {
  return answer(coverage.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchCoverageUnits(
  placeId: string,
  query: CoverageUnitsQuery,
  signal: AbortSignal,
): Promise<Result<CoverageUnits>> {
  return answer(coverage.units.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchServiceAreas(
  placeId: string,
  query: ServiceAreaQuery,
  signal: AbortSignal,
): Promise<Result<ServiceAreas>> {
  return answer(coverage['service-areas'].$get(asked(placeId, query), { init: { signal } }));
}

export function fetchClosures(
  placeId: string,
  query: { at?: string },
  signal: AbortSignal,
): Promise<Result<ClosuresAnswer>> {
  return answer(placeApi.closures.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchReach(placeId: string, query: ReachQuery, signal: AbortSignal): Promise<Result<ReachAnswer>> {
  return answer(coverage.reach.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchUncovered(
  placeId: string,
  query: UncoveredQuery,
  signal: AbortSignal,
): Promise<Result<UncoveredPage>> {
  return answer(coverage.uncovered.$get(asked(placeId, query), { init: { signal } }));
}

/** Everybody who is left out, as a file. */
export async function fetchUncoveredFile(placeId: string, query: UncoveredFileQuery): Promise<Result<Blob>> {
  try {
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
    const address = coverage.uncovered.export.$path(asked(placeId, given as UncoveredFileQuery));
    const response = await fetch(address, { headers: apiHeaders() });
    if (!response.ok) return { ok: false, problem: problemFromBody(await response.json(), response.status) };
    return ok(await response.blob());
  } catch {
    return fail('client.unreachable');
  }
}
