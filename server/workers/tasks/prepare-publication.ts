import type { Result } from '../../../geodata/schema/problems';
import { preparePublication } from '../../services/prepare-publication';
import type { PreparedPublication } from '../../services/prepare-publication';
import { prepareRebase } from '../../services/rebase-draft';
import type { PreparedRebase } from '../../services/rebase-draft';
import { defineTask } from '../task';

export interface PlanOfPlace {
  placeId: string;
  planId: string;
}

/** What publishing a draft takes: its checks, codes and origins, and what it changes. */
export const preparePublicationTask = defineTask(
  async (context, { placeId, planId }: PlanOfPlace): Promise<Result<PreparedPublication>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return preparePublication({ client, cached }, planId);
  },
);

/** The change that takes over into a draft what was published since it was made. */
export const prepareRebaseTask = defineTask(
  async (context, { placeId, planId }: PlanOfPlace): Promise<Result<PreparedRebase | null>> =>
    prepareRebase((await context.place(placeId)).client, planId),
);
