import type { Result } from '../../../geodata/schema/problems';
import { walkIncidents } from '../../services/walk-incidents';
import type { IncidentWalks } from '../../services/walk-incidents';
import { answerOthers } from '../answer-others';
import { defineTask } from '../task';

/** Measures the walks from incidents to stations, on the thread that keeps the networks. */
export const walkIncidentsTask = defineTask(
  async (context, { placeId, now }: { placeId: string; now: number }): Promise<Result<IncidentWalks>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return walkIncidents({ client, cached, now }, answerOthers());
  },
);
