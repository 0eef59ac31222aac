import type { Result } from '../../../geodata/schema/problems';
import type { SearchAnswer } from '../../../geodata/schema/search';
import { searchPlace } from '../../services/search-place';
import type { SearchQuery } from '../../services/search-place';
import { defineTask } from '../task';

/** Searches a place; its index stays in this thread's memory. */
export const searchPlaceTask = defineTask(
  async (
    context,
    { placeId, query, now }: { placeId: string; query: SearchQuery; now: number },
  ): Promise<Result<SearchAnswer>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return searchPlace({ client, cached, now }, query);
  },
);
