import type { SearchAnswer } from '../../geodata/schema/search';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';

/** Finds things by name, code or coordinate in one place. */
export function fetchSearch(
  placeId: string,
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<Result<SearchAnswer>> {
  const question = { param: pathParams({ place: placeId }), query: { q: words, limit } };
  return answer(placeApi.search.$get(question, { init: { signal } }));
}
