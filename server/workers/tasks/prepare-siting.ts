import type { Result } from '../../../geodata/schema/problems';
import type { SitingQuestion } from '../../../geodata/schema/siting';
import { prepareSiting } from '../../services/prepare-siting';
import type { PreparedSiting } from '../../services/prepare-siting';
import { defineTask } from '../task';

/** Other questions about walking are answered in between after so long. */
const sliceMilliseconds = 20;

/** Measures what a siting question is about, on the thread that keeps the networks. */
export const prepareSitingTask = defineTask(
  async (
    context,
    { placeId, question, now }: { placeId: string; question: SitingQuestion; now: number },
  ): Promise<Result<PreparedSiting>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    let since = performance.now();
    return prepareSiting({ client, cached, now }, question, async () => {
      if (performance.now() - since < sliceMilliseconds) return;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    });
  },
);
