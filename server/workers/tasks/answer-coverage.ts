import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { answerCoverage } from '../../services/answer-coverage';
import type { CoverageQuestion } from '../../services/answer-coverage';
import { defineTask } from '../task';

const packAside = promisify(gzip);

/** Text longer than this is packed by another thread: this one has better to do for so long. */
const LONG_TEXT = 256 * 1024;

function pack(text: string | Uint8Array): Uint8Array | Promise<Uint8Array> {
  return text.length > LONG_TEXT ? packAside(text, { level: 1 }) : gzipSync(text, { level: 1 });
}

/** The answer to a question about coverage as gzipped JSON; networks and times stay in this thread's memory. */
export const answerCoverageTask = defineTask(
  async (
    context,
    { placeId, question, now }: { placeId: string; question: CoverageQuestion; now: number },
  ): Promise<Result<Uint8Array>> => {
    const place = await context.place(placeId);
    const { client } = place;
    const cached = <T>(key: string, build: () => Promise<T>) => context.cachedAt(place, key, build);
    const answer = await answerCoverage({ client, cached, now }, question);
    return answer.ok ? ok(await pack(answer.value)) : answer;
  },
);
