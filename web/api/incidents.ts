import type {
  DensityRasterWire,
  EmergingIncidents,
  IncidentAreas,
  IncidentCluster,
  IncidentFeatures,
  IncidentHexagons,
  IncidentPage,
  IncidentDetail,
  IncidentSummaryWire,
  IncidentTypeWire,
} from '../../geodata/schema/incident-summary';
import type { IncidentCover, IncidentLateness, LatePoints } from '../../geodata/schema/incident-lateness';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { incidents } = placeApi;
/** What narrows and orders a list of incidents. */
export type IncidentQuery = Omit<QueryOf<typeof incidents.$get>, 'format'>;
export type IncidentSummaryQuery = QueryOf<typeof incidents.summary.$get>;
export type DensityQuery = QueryOf<typeof incidents.density.$get>;
export type EmergingQuery = QueryOf<typeof incidents.emerging.$get>;
export type LatenessQuery = QueryOf<typeof incidents.lateness.$get>;
export type CoverQuery = QueryOf<typeof incidents.cover.$get>;
export type HexagonQuery = QueryOf<typeof incidents.hexagons.$get>;

const asked = <Q>(placeId: string, query: Q) => ({ param: pathParams({ place: placeId }), query });

export function fetchIncidentTypes(placeId: string): Promise<Result<{ types: IncidentTypeWire[] }>> {
  return answer(placeApi['incident-types'].$get(asked(placeId, {})));
}

export function fetchIncidentSummary(
  placeId: string,
  query: IncidentSummaryQuery,
  signal: AbortSignal,
): Promise<Result<IncidentSummaryWire>> {
  return answer(incidents.summary.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchDensity(
  placeId: string,
  query: DensityQuery,
  signal: AbortSignal,
): Promise<Result<DensityRasterWire>> {
  return answer(incidents.density.$get(asked(placeId, query), { init: { signal } }));
}

export function fetchHexagons(
  placeId: string,
  query: HexagonQuery,
  signal: AbortSignal,
): Promise<Result<IncidentHexagons>> {
  return answer(incidents.hexagons.$get(asked(placeId, query), { init: { signal } }));
}

/** The history of every grid over equal steps of the period. */
export function fetchEmerging(
  placeId: string,
  query: EmergingQuery,
  signal: AbortSignal,
): Promise<Result<EmergingIncidents>> {
  return answer(incidents.emerging.$get(asked(placeId, query), { init: { signal } }));
}

/** The most unlikely cluster over the same steps; a second or more in a city. */
export function fetchCluster(
  placeId: string,
  query: EmergingQuery,
  signal: AbortSignal,
): Promise<Result<IncidentCluster>> {
  return answer(incidents.cluster.$get(asked(placeId, query), { init: { signal } }));
}

/** How many are late, of how many that can be judged, by area, agency or type. */
export function fetchLateness(
  placeId: string,
  query: LatenessQuery,
  signal: AbortSignal,
): Promise<Result<IncidentLateness>> {
  return answer(incidents.lateness.$get(asked(placeId, query), { init: { signal } }));
}

/** Incidents with a due time as points with their light. */
export function fetchLatePoints(
  placeId: string,
  query: QueryOf<(typeof incidents)['late-points']['$get']>,
  signal: AbortSignal,
): Promise<Result<LatePoints>> {
  return answer(incidents['late-points'].$get(asked(placeId, query), { init: { signal } }));
}

/** How many are outside cover. */
export function fetchIncidentCover(
  placeId: string,
  query: CoverQuery,
  signal: AbortSignal,
): Promise<Result<IncidentCover>> {
  return answer(incidents.cover.$get(asked(placeId, query), { init: { signal } }));
}

/** Shapes of the base units that incidents are counted by where there are no grids. */
export function fetchIncidentAreas(placeId: string): Promise<Result<IncidentAreas>> {
  return answer(incidents.areas.$get(asked(placeId, {})));
}

/** A page of rows. The route answers in two shapes; which one came is looked at, not believed. */
export async function fetchIncidents(
  placeId: string,
  query: IncidentQuery,
  signal: AbortSignal,
): Promise<Result<IncidentPage>> {
  const page = await answer(incidents.$get(asked(placeId, { ...query, format: 'json' }), { init: { signal } }));
  if (!page.ok) return page;
  return 'rows' in page.value ? ok(page.value) : fail('client.unexpected-answer', { status: 200 });
}

/** A page as GeoJSON. */
export async function fetchIncidentFeatures(
  placeId: string,
  query: IncidentQuery,
  signal: AbortSignal,
): Promise<Result<IncidentFeatures>> {
  const page = await answer(incidents.$get(asked(placeId, { ...query, format: 'geojson' }), { init: { signal } }));
  if (!page.ok) return page;
  return 'features' in page.value ? ok(page.value) : fail('client.unexpected-answer', { status: 200 });
}

/** One incident, with its grid in every scheme. */
export function fetchIncident(
  placeId: string,
  incident: string,
  areas: { plan: string; level?: string; counted?: 'then' | 'now' },
): Promise<Result<IncidentDetail>> {
  const param = pathParams({ place: placeId, incident });
  return answer(incidents[':incident'].$get({ param, query: areas }));
}
