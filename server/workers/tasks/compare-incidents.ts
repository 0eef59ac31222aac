import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PlanWire } from '../../../geodata/schema/plan';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { compareIncidents } from '../../services/compare-incidents';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface CompareIncidentsInput {
  placeId: string;
  before: PlanWire;
  after: PlanWire;
  /** UTC ms. */
  now: number;
}

/** What redrawing does to incidents, rates and load, as gzipped JSON. */
export const compareIncidentsTask = defineTask(
  async (context, { placeId, before, after, now }: CompareIncidentsInput): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    const compared = await compareIncidents({ client, cached, now }, before, after);
    return compared.ok ? ok(await pack(JSON.stringify({ before, after, ...compared.value }), { level: 1 })) : compared;
  },
);
