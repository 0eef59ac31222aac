import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PlanWire } from '../../../geodata/schema/plan';
import { comparePlansOf, comparisonWire, movedPage } from '../../services/compare-plans';
import type { MovedQuery } from '../../services/compare-plans';
import { defineTask } from '../task';

const pack = promisify(gzip);

export type ComparePlansInput = { placeId: string; before: PlanWire; after: PlanWire } & (
  { part: 'all' } | { part: 'moved'; query: MovedQuery; nextCursor: string }
);

/** Two plans beside each other, or a page of what moves, as gzipped JSON text; null where one of them is gone. */
export const comparePlansTask = defineTask(async (context, input: ComparePlansInput): Promise<Uint8Array | null> => {
  const { placeId, before, after } = input;
  const { client } = await context.place(placeId);
  const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
  const compare = () => comparePlansOf({ client, cached }, before, after);
  if (input.part === 'all') {
    // By everything the plans are told with, so that a name or a day that changes without a revision is told anew.
    return cached(`compared ${JSON.stringify([before, after])}`, async () => {
      const compared = await compare();
      return compared && pack(JSON.stringify({ before, after, ...comparisonWire(compared) }), { level: 4 });
    });
  }
  const compared = await compare();
  if (!compared) return null;
  const { query, nextCursor } = input;
  const page = movedPage(compared, query);
  const isLast = query.offset + query.limit >= page.total;
  return pack(JSON.stringify({ ...page, nextCursor: isLast ? null : nextCursor }), { level: 4 });
});
