import type { IncidentReports, MergeAnswer } from '../../geodata/schema/incident-merge';
import type { IncidentDuplicates, IncidentRepeats } from '../../geodata/schema/incident-repeats';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';
import type { QueryOf } from './client';

const { incidents } = placeApi;
const one = incidents[':incident'];
export type RepeatsQuery = QueryOf<typeof incidents.repeats.$get>;
export type DuplicatesQuery = QueryOf<typeof incidents.duplicates.$get>;

const ofPlace = (placeId: string) => ({ param: pathParams({ place: placeId }) });
const ofIncident = (placeId: string, incident: string) => ({
  param: pathParams({ place: placeId, incident }),
  query: {},
});

/** Places reported on again and again. */
export function fetchRepeats(
  placeId: string,
  query: RepeatsQuery,
  signal: AbortSignal,
): Promise<Result<IncidentRepeats>> {
  return answer(incidents.repeats.$get({ ...ofPlace(placeId), query }, { init: { signal } }));
}

/** A page of reports beside the earlier ones they are much like. */
export function fetchDuplicates(
  placeId: string,
  query: DuplicatesQuery,
  signal: AbortSignal,
): Promise<Result<IncidentDuplicates>> {
  return answer(incidents.duplicates.$get({ ...ofPlace(placeId), query }, { init: { signal } }));
}

/** All reports of the problem that an incident belongs to. */
export function fetchReports(
  placeId: string,
  incident: string,
  areas: QueryOf<typeof one.reports.$get>,
): Promise<Result<IncidentReports>> {
  return answer(one.reports.$get({ ...ofIncident(placeId, incident), query: areas }));
}

/** Confirms that `incident` is a duplicate of `master`. */
export function postMerge(placeId: string, incident: string, master: string): Promise<Result<MergeAnswer>> {
  return answer(one.merge.$post({ ...ofIncident(placeId, incident), json: { master } }));
}

export function deleteMerge(placeId: string, incident: string): Promise<Result<MergeAnswer>> {
  return answer(one.merge.$delete(ofIncident(placeId, incident)));
}

/** Says that two reports are not one problem. */
export function postApart(placeId: string, incident: string, other: string): Promise<Result<MergeAnswer>> {
  return answer(one.apart.$post({ ...ofIncident(placeId, incident), json: { other } }));
}

export function deleteApart(placeId: string, incident: string, other: string): Promise<Result<MergeAnswer>> {
  const param = pathParams({ place: placeId, incident, other });
  return answer(one.apart[':other'].$delete({ param, query: {} }));
}
