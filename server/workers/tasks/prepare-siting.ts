import type { Result } from '../../../geodata/schema/problems';
import type { SitingQuestion } from '../../../geodata/schema/siting';
import { prepareSiting } from '../../services/prepare-siting';
import type { PreparedSiting } from '../../services/prepare-siting';
import { answerOthers } from '../answer-others';
import { defineTask } from '../task';

/** Measures what a siting question is about, on the thread that keeps the networks. */
export const prepareSitingTask = defineTask(
  async (
    context,
    { placeId, question, now }: { placeId: string; question: SitingQuestion; now: number },
  ): Promise<Result<PreparedSiting>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return prepareSiting({ client, cached, now }, question, answerOthers());
  },
);
