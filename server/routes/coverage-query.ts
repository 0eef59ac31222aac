import { z } from 'zod';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { momentSchema } from '../../geodata/schema/moment';
import { stationKinds } from '../../geodata/schema/station';
import { languageQuery, queryNumber } from './route-contract';

/* Parameters that questions about walking coverage have in common. */

export const text = (description: string, example: string, max = 64) =>
  z.string().max(max).optional().meta({ description, example });

export const dayQuery = momentSchema.optional();
export const walkerQuery = languageQuery.extend({
  walker: text('Walker group of the profile; its first one without it. Write + as %2B', '60-74', 40),
  at: dayQuery,
  openOnly: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({
      type: 'string',
      enum: ['true', 'false'],
      description: 'Count only stations known to be open at the time of day of `at`; not those without hours on record',
    }),
});
export const kindQuery = walkerQuery.extend({
  kind: z.enum(stationKinds).meta({ description: 'Kind of station' }),
});
export const minutes = queryNumber({ min: 1, max: LONGEST_WALK_MINUTES }).meta({
  description: 'Longest walk',
  example: 15,
});
export const planQuery = text(
  'Plan whose grids are summed up; without it the published one, else the one changed last',
  'general-published',
);
