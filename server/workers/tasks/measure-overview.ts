import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { findPlan } from '../../services/find-plan';
import { measureOverview } from '../../services/measure-overview';
import type { OverviewQuery } from '../../services/measure-overview';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface MeasureOverviewInput {
  placeId: string;
  query: OverviewQuery;
  /** UTC ms. */
  now: number;
}

/** The overview as gzipped JSON, kept until the data or the plan changes: it is the first thing everybody asks for. */
export const measureOverviewTask = defineTask(
  async (context, { placeId, query, now }: MeasureOverviewInput): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const plan = await findPlan(client, query.plan, now);
    if (!plan.ok) return plan;
    const key = `overview ${JSON.stringify([query, plan.value?.id, plan.value?.revision])}`;
    const cached = <T>(name: string, build: () => Promise<T>) => context.cached(placeId, name, build);
    return cached(key, async () => {
      const answer = await measureOverview({ client, cached, now }, query);
      return answer.ok ? ok(await pack(JSON.stringify(answer.value), { level: 6 })) : answer;
    });
  },
);
