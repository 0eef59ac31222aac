import type { Context } from 'hono';
import type { Result } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import type { AppEnv } from '../app-env';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { createAnswerCache } from '../services/answer-cache';
import { asksForWalks } from '../services/answer-incidents';
import type { IncidentQuestion } from '../services/answer-incidents';
import { incidentVersion } from '../services/incident-version';
import { readyJson } from './ready-json';

/** Room for answers ready to send, compressed: a hundred of a city, thousands of a county. */
const KEPT_BYTES = 32 * 2 ** 20;

/**
 * The way every question about incidents is answered: by a worker, or as one said before; 304 where neither data, plans nor
 * merges have changed.
 */
export function createIncidentAnswer({ config, places, compute, now }: AppDeps) {
  const cache = createAnswerCache<Result<Uint8Array>>(KEPT_BYTES, (made) => (made.ok ? made.value.byteLength : null));
  return async <T>(
    c: Context<AppEnv>,
    placeId: string,
    question: IncidentQuestion,
    contentType: 'application/json' | 'application/geo+json' = 'application/json',
  ) => {
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const tag = entityTag(config.build, await incidentVersion(store, now()));
    const known = notModified(c, tag);
    if (known) return known;
    const answered = await cache.get(JSON.stringify([placeId, tag, question]), async () => {
      const walks = asksForWalks(question) ? await compute.call('walk-incidents', { placeId, now: now() }) : undefined;
      return compute.call('answer-incidents', { placeId, question, now: now(), ...(walks ? { walks } : {}) });
    });
    if (!answered.ok) return problemResponse(c, answered.problem);
    return readyJson<T>(c, answered.value, contentType);
  };
}
