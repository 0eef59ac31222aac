import type { AccessAnswer, AccessUnits, LifeCircle, LifeCircleUnits } from '../../geodata/schema/life-circle';
import type { Result } from '../../geodata/schema/problems';
import type { ServiceChecks } from '../../geodata/schema/service-check';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { coverage } = placeApi;
export type ChecksQuery = QueryOf<typeof coverage.checks.$get>;
export type LifeCircleQuery = QueryOf<(typeof coverage)['life-circle']['$get']>;
export type LifeCircleUnitsQuery = QueryOf<(typeof coverage)['life-circle']['units']['$get']>;
export type AccessQuery = QueryOf<typeof coverage.access.$get>;
export type AccessUnitsQuery = QueryOf<typeof coverage.access.units.$get>;

const asked = <Q>(placeId: string, query: Q) => ({ param: pathParams({ place: placeId }), query });

export function fetchChecks(placeId: string, query: ChecksQuery, signal: AbortSignal): Promise<Result<ServiceChecks>> {
  return answer(coverage.checks.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchLifeCircle(
  placeId: string,
  query: LifeCircleQuery,
  signal: AbortSignal,
): Promise<Result<LifeCircle>> {
  return answer(coverage['life-circle'].$get(asked(placeId, query), { init: { signal } }));
}

export function fetchLifeCircleUnits(
  placeId: string,
  query: LifeCircleUnitsQuery,
  signal: AbortSignal,
): Promise<Result<LifeCircleUnits>> {
  return answer(coverage['life-circle'].units.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchAccess(placeId: string, query: AccessQuery, signal: AbortSignal): Promise<Result<AccessAnswer>> {
  return answer(coverage.access.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchAccessUnits(
  placeId: string,
  query: AccessUnitsQuery,
  signal: AbortSignal,
): Promise<Result<AccessUnits>> {
  return answer(coverage.access.units.$get(asked(placeId, query), { init: { signal } }));
}
