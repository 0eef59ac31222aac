import type { Result } from '../../../geodata/schema/problems';
import { exportUncovered } from '../../services/export-uncovered';
import type { UncoveredOrder } from '../../services/export-uncovered';
import { defineTask } from '../task';

/** Uncovered base units as a file, from the networks and times this thread has in memory. */
export const exportUncoveredTask = defineTask(
  async (
    context,
    { placeId, order, now }: { placeId: string; order: UncoveredOrder; now: number },
  ): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return exportUncovered({ client, cached, now }, order);
  },
);
