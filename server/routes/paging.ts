import { z } from 'zod';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { queryNumber } from './route-contract';

/** Query parameters of a list that comes in pages. */
export const pagingQuery = z.object({
  limit: queryNumber({ min: 1, max: 1000, whole: true })
    .default(100)
    .meta({ description: 'Rows a page, at most 1,000', example: 100 }),
  cursor: z
    .string()
    .max(40)
    .optional()
    .meta({ description: '`nextCursor` of the page before; none for the first page' }),
});

/** The key a cursor stands for, 0 or more; -1 without a cursor. Fails with `request.bad-cursor`. */
export function readCursor(cursor: string | undefined): Result<number> {
  if (cursor === undefined) return ok(-1);
  const after = /^c[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor.slice(1), 36) : Number.NaN;
  return Number.isSafeInteger(after) ? ok(after) : fail('request.bad-cursor', { cursor });
}
