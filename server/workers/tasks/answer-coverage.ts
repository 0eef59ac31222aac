import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { answerCoverage } from '../../services/answer-coverage';
import type { CoverageQuestion } from '../../services/answer-coverage';
import { defineTask } from '../task';

const pack = promisify(gzip);

/** The answer to a question about coverage as gzipped JSON; networks and times stay in this thread's memory. */
export const answerCoverageTask = defineTask(
  async (
    context,
    { placeId, question, now }: { placeId: string; question: CoverageQuestion; now: number },
  ): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    const answer = await answerCoverage({ client, cached, now }, question);
    return answer.ok ? ok(await pack(answer.value, { level: 1 })) : answer;
  },
);
