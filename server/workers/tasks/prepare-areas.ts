import { prepareAreas } from '../../services/prepare-areas';
import { defineTask } from '../task';

/** How long others wait for this thread at most, but for one step. */
const SLICE_MILLISECONDS = 8;

/** A slice of the work that makes later service areas fast; answers where to go on, null at the end. */
export const prepareAreasTask = defineTask(
  async (context, { placeId, from, now }: { placeId: string; from: number; now: number }): Promise<number | null> => {
    const place = await context.place(placeId);
    const { client } = place;
    const cached = <T>(key: string, build: () => Promise<T>) => context.cachedAt(place, key, build);
    return prepareAreas({ client, cached, now }, from, SLICE_MILLISECONDS);
  },
);
