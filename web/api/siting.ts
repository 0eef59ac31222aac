import type { Result } from '../../geodata/schema/problems';
import type { SitingAnswer, SitingJobWire, SitingQuestionInput, SitingUnits } from '../../geodata/schema/siting';
import { answer, pathParams, placeApi } from './client';

const { siting } = placeApi;
const job = siting[':job'];
const ofJob = (placeId: string, id: string) => ({ param: pathParams({ place: placeId, job: id }), query: {} });

/** Asks where stations should stand; the walks are measured before this answers. */
export function askSiting(
  placeId: string,
  json: SitingQuestionInput,
  signal: AbortSignal,
): Promise<Result<SitingJobWire>> {
  return answer(siting.$post({ param: pathParams({ place: placeId }), query: {}, json }, { init: { signal } }));
}

export function fetchSitingJob(placeId: string, id: string, signal: AbortSignal): Promise<Result<SitingJobWire>> {
  return answer(job.$get(ofJob(placeId, id), { init: { signal } }));
}

export function fetchSitingAnswer(placeId: string, id: string, signal: AbortSignal): Promise<Result<SitingAnswer>> {
  return answer(job.answer.$get(ofJob(placeId, id), { init: { signal } }));
}

export function fetchSitingUnits(placeId: string, id: string, signal: AbortSignal): Promise<Result<SitingUnits>> {
  return answer(job.units.$get(ofJob(placeId, id), { init: { signal } }));
}

/** Ends the search with the best there is by now. */
export function finishSiting(placeId: string, id: string): Promise<Result<SitingJobWire>> {
  return answer(job.finish.$post(ofJob(placeId, id)));
}

/** Cancels a job and forgets it. */
export function dropSiting(placeId: string, id: string): Promise<Result<unknown>> {
  return answer(job.$delete(ofJob(placeId, id)));
}
