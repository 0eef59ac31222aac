import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type {
  DensityRasterWire,
  IncidentFeatures,
  IncidentPage,
  IncidentRow,
  IncidentSummaryWire,
  IncidentTypeWire,
} from '../../geodata/schema/incident-summary';
import type { Result } from '../../geodata/schema/problems';
import { fetchJson } from './client';

/** Query parameters of the incident routes; empty ones are left out. */
export type IncidentParams = Readonly<Record<string, string | undefined>>;

function incidentPath(placeId: string, rest: string, params: IncidentParams = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const text = query.toString();
  return `/api/places/${encodeURIComponent(placeId)}/${rest}${text && `?${text}`}`;
}

export async function fetchIncidentTypes(placeId: string): Promise<Result<IncidentTypeWire[]>> {
  const result = await fetchJson<{ types: IncidentTypeWire[] }>(incidentPath(placeId, 'incident-types'));
  return result.ok ? { ok: true, value: result.value.types } : result;
}

export function fetchIncidentSummary(
  placeId: string,
  params: IncidentParams,
  signal: AbortSignal,
): Promise<Result<IncidentSummaryWire>> {
  return fetchJson(incidentPath(placeId, 'incidents/summary', params), { signal });
}

export function fetchDensity(
  placeId: string,
  params: IncidentParams,
  signal: AbortSignal,
): Promise<Result<DensityRasterWire>> {
  return fetchJson(incidentPath(placeId, 'incidents/density', params), { signal });
}

export function fetchIncidents(
  placeId: string,
  params: IncidentParams,
  signal: AbortSignal,
): Promise<Result<IncidentPage>> {
  return fetchJson(incidentPath(placeId, 'incidents', params), { signal });
}

export function fetchIncidentFeatures(
  placeId: string,
  params: IncidentParams,
  signal: AbortSignal,
): Promise<Result<IncidentFeatures>> {
  return fetchJson(incidentPath(placeId, 'incidents', { ...params, format: 'geojson' }), { signal });
}

export function fetchIncident(placeId: string, id: string, params: IncidentParams): Promise<Result<IncidentRow>> {
  return fetchJson(incidentPath(placeId, `incidents/${encodeURIComponent(id)}`, params));
}

/** What is needed of a grid to draw it under its incidents. */
export interface GridFace {
  id: string;
  kind: string;
}

/** The grids of a plan as GeoJSON, for the choropleth. */
export function fetchGridFaces(
  placeId: string,
  planId: string,
): Promise<Result<FeatureCollection<Polygon | MultiPolygon, GridFace>>> {
  return fetchJson(incidentPath(placeId, `plans/${encodeURIComponent(planId)}/grids`));
}
