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
  const compared = await comparePlansOf({ client, cached }, before, after);
  if (!compared) return null;
  if (input.part === 'all') return pack(JSON.stringify({ before, after, ...comparisonWire(compared) }), { level: 4 });
  const { query, nextCursor } = input;
  const page = movedPage(compared, query);
  const isLast = query.offset + query.limit >= page.total;
  return pack(JSON.stringify({ ...page, nextCursor: isLast ? null : nextCursor }), { level: 4 });
});
