import { z } from 'zod';

/** What is open and past due at the as-of moment, whenever it was reported. */
export const overdueNowSchema = z
  .object({
    count: z.number().int().nonnegative().meta({
      description:
        'Under the whole filter but its period: the rows listed with `light=red` and without `from` and `to`',
    }),
    longestDaysLate: z.number().nullable().meta({ description: 'Of the one overdue longest; null without any' }),
  })
  .meta({ id: 'OverdueNow' });
export type OverdueNow = z.infer<typeof overdueNowSchema>;
