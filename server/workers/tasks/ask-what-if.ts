import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import type { WhatIfQuestion } from '../../../geodata/schema/scenario';
import { askWhatIf } from '../../services/ask-what-if';
import { defineTask } from '../task';

const pack = promisify(gzip);

/** What coverage would be, as gzipped JSON; what it was found with stays in this thread's memory for the next question. */
export const askWhatIfTask = defineTask(
  async (
    context,
    { placeId, question, now }: { placeId: string; question: WhatIfQuestion; now: number },
  ): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    const answer = await askWhatIf({ client, cached, now }, question);
    return answer.ok ? ok(await pack(JSON.stringify(answer.value), { level: 1 })) : answer;
  },
);
