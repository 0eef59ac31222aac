import type { Context } from 'hono';
import type { Result } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import type { AppEnv } from '../app-env';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { createAnswerCache } from '../services/answer-cache';
import type { CoverageQuestion } from '../services/answer-coverage';
import { coverageVersion } from '../services/coverage-version';
import { readyJson } from './ready-json';

/** Room for answers ready to send, compressed: some hundred of a county. */
const KEPT_BYTES = 16 * 2 ** 20;

/** Answers about coverage what a worker says, or said before; 304 where neither data nor plans have changed. */
export function createCoverageAnswer({ config, places, compute, areas, now }: AppDeps) {
  const cache = createAnswerCache<Result<Uint8Array>>(KEPT_BYTES, (made) => (made.ok ? made.value.byteLength : null));
  return async <T>(
    c: Context<AppEnv>,
    placeId: string,
    question: CoverageQuestion,
    contentType: 'application/json' | 'application/geo+json' = 'application/json',
  ) => {
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const tag = entityTag(config.build, await coverageVersion(store, now()));
    const known = notModified(c, tag);
    if (known) return known;
    const answered = await cache.get(JSON.stringify([placeId, tag, question]), () =>
      compute.call('answer-coverage', { placeId, question, now: now() }),
    );
    if (!answered.ok) return problemResponse(c, answered.problem);
    areas?.warm(placeId, tag);
    return readyJson<T>(c, answered.value, contentType);
  };
}
