import { z } from 'zod';
import { stationIdSchema } from './ids';
import { localNameSchema } from './local-name';
import { capacityMeasures, peopleBases } from './life-circle';
import { checkResultSchema, checkTallySchema, servedCountSchema } from './service-check';
import { serviceStandardSchema } from './service-standard';

/*
 * What a scenario does to how large stations are: against the standards of the place, for those they serve, and for each
 * person who has them in reach.
 */

/** A station as one side of the comparison has it. */
const sizedStationSchema = z
  .object({
    floorAreaSquareMetres: z.number().nullable(),
    seats: z.number().int().nullable(),
    staff: z.number().int().nullable(),
    households: servedCountSchema.meta({ description: 'Those to whom it is the nearest within the minutes' }),
    squareMetresPer100Households: z.number().nullable(),
    perThousand: z.number().nullable().meta({
      description: 'Its capacity for each 1,000 people who walk to it in time; null where either is unknown or 0',
    }),
    checks: z.array(checkResultSchema),
  })
  .meta({ id: 'SizedStation' });
export type SizedStation = z.infer<typeof sizedStationSchema>;

const supplySchema = z
  .object({
    stations: z.number().int(),
    withCapacity: z.number().int().meta({ description: 'Those whose capacity is on record' }),
    total: z.number().meta({ description: 'Capacity on record that somebody walks to in time' }),
    people: z.number().int().meta({ description: 'Who the mean is over, within reach or not' }),
    perThousand: z.number().nullable().meta({ description: 'Mean over these people (2SFCA), for each 1,000 of them' }),
  })
  .meta({ id: 'WhatIfSupply' });
export type WhatIfSupply = z.infer<typeof supplySchema>;

export const whatIfSizesSchema = z
  .object({
    capacity: z.enum(capacityMeasures),
    basis: z.enum(peopleBases).meta({ description: 'Who shares the capacity' }),
    standards: z.array(serviceStandardSchema).meta({ description: 'Those about size that the place asks of the kind' }),
    tally: z.object({ before: checkTallySchema, after: checkTallySchema }),
    supply: z.object({ before: supplySchema, after: supplySchema }),
    stations: z
      .array(
        z.object({
          id: stationIdSchema.meta({ description: 'Of a new one: its id within the scenario' }),
          name: localNameSchema,
          before: sizedStationSchema.nullable().meta({ description: 'Null: not there' }),
          after: sizedStationSchema.nullable(),
        }),
      )
      .meta({ description: 'Stations of the kind that the edits speak of' }),
  })
  .meta({ id: 'WhatIfSizes' });
export type WhatIfSizes = z.infer<typeof whatIfSizesSchema>;
