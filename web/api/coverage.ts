import type {
  CoverageAnswer,
  CoverageUnits,
  ReachAnswer,
  ServiceAreas,
  StationFeatures,
} from '../../geodata/schema/coverage';
import type { Result } from '../../geodata/schema/problems';
import { fetchJson } from './client';

/** Query parameters of the coverage routes; empty ones are left out. */
export type CoverageParams = Readonly<Record<string, string | undefined>>;

function coveragePath(placeId: string, rest: string, params: CoverageParams = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const text = query.toString();
  return `/api/places/${encodeURIComponent(placeId)}/${rest}${text && `?${text}`}`;
}

export function fetchStations(placeId: string): Promise<Result<StationFeatures>> {
  return fetchJson(coveragePath(placeId, 'stations'));
}

export function fetchCoverage(
  placeId: string,
  params: CoverageParams,
  signal: AbortSignal,
): Promise<Result<CoverageAnswer>> {
  return fetchJson(coveragePath(placeId, 'coverage', params), { signal });
}

export function fetchCoverageUnits(
  placeId: string,
  params: CoverageParams,
  signal: AbortSignal,
): Promise<Result<CoverageUnits>> {
  return fetchJson(coveragePath(placeId, 'coverage/units', params), { signal });
}

export function fetchServiceAreas(
  placeId: string,
  params: CoverageParams,
  signal: AbortSignal,
): Promise<Result<ServiceAreas>> {
  return fetchJson(coveragePath(placeId, 'coverage/service-areas', params), { signal });
}

export function fetchReach(placeId: string, params: CoverageParams, signal: AbortSignal): Promise<Result<ReachAnswer>> {
  return fetchJson(coveragePath(placeId, 'coverage/reach', params), { signal });
}
