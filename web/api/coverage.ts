import type { ClosuresAnswer } from '../../geodata/schema/closure';
import type {
  CoverageAnswer,
  CoverageUnits,
  ReachAnswer,
  ServiceAreas,
  StationFeatures,
} from '../../geodata/schema/coverage';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { coverage } = placeApi;
export type CoverageQuery = QueryOf<typeof coverage.$get>;
export type CoverageUnitsQuery = QueryOf<typeof coverage.units.$get>;
export type ServiceAreaQuery = QueryOf<(typeof coverage)['service-areas']['$get']>;
export type ReachQuery = QueryOf<typeof coverage.reach.$get>;

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
