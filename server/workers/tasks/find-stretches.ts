import type { FoundStretch } from '../../../geodata/schema/closure';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { Result } from '../../../geodata/schema/problems';
import { findStretches } from '../../services/find-stretches';
import { defineTask } from '../task';

/** Stretches of street that places point at; the network they are found on stays in this thread's memory. */
export const findStretchesTask = defineTask(
  async (
    context,
    { placeId, places, now }: { placeId: string; places: LngLat[]; now: number },
  ): Promise<Result<FoundStretch[]>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return findStretches({ client, cached, now }, places);
  },
);
