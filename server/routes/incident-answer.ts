import type { Context } from 'hono';
import type { AppDeps } from '../app-deps';
import type { AppEnv } from '../app-env';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { asksForWalks } from '../services/answer-incidents';
import type { IncidentQuestion } from '../services/answer-incidents';
import { incidentVersion } from '../services/incident-version';
import { readyJson } from './ready-json';

/** Asks a worker about the incidents of a place and answers what it says; 304 where neither data nor plans have changed. */
export function createIncidentAnswer({ config, places, compute, now }: AppDeps) {
  return async <T>(
    c: Context<AppEnv>,
    placeId: string,
    question: IncidentQuestion,
    contentType: 'application/json' | 'application/geo+json' = 'application/json',
  ) => {
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await incidentVersion(store, now())));
    if (known) return known;
    const walks = asksForWalks(question) ? await compute.call('walk-incidents', { placeId, now: now() }) : undefined;
    const answered = await compute.call('answer-incidents', {
      placeId,
      question,
      now: now(),
      ...(walks ? { walks } : {}),
    });
    if (!answered.ok) return problemResponse(c, answered.problem);
    return readyJson<T>(c, answered.value, contentType);
  };
}
