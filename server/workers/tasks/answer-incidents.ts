import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { answerIncidents } from '../../services/answer-incidents';
import type { IncidentQuestion } from '../../services/answer-incidents';
import type { IncidentWalks } from '../../services/walk-incidents';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface AnswerIncidentsInput {
  placeId: string;
  question: IncidentQuestion;
  /** UTC ms. */
  now: number;
  /** Of questions for which `asksForWalks`. */
  walks?: Result<IncidentWalks>;
}

/** The answer to a question about incidents as gzipped JSON; the place's incidents stay in this thread's memory. */
export const answerIncidentsTask = defineTask(
  async (context, { placeId, question, now, walks }: AnswerIncidentsInput): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    const answer = await answerIncidents({ client, cached, now, ...(walks ? { walks } : {}) }, question);
    // Level 1: a raster of mostly zeros packs well at any level, and the reader is waiting.
    return answer.ok ? ok(await pack(answer.value, { level: 1 })) : answer;
  },
);
