import { z } from 'zod';
import { localNameSchema } from './local-name';
import { stationKinds, stationTiers } from './station-kind';

/*
 * What a place asks of its stations. All of it is data of the place's profile, with where it comes from; what was made up
 * for a demo says so (`invented`), and the console repeats it wherever the standard is named.
 */

/** Days of the week as OSM writes them, Monday first; positions in weekly hours and in `missing` of a check. */
export const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

/** Where a figure or a list is published. */
export const standardSourceSchema = z
  .object({
    name: localNameSchema,
    /** Year, month or day of publication, as exactly as it is known; null where it is not. */
    date: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .nullable(),
    url: z.string().optional(),
  })
  .meta({ id: 'StandardSource' });

const shape = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: localNameSchema,
  /** Kinds of station it is asked of. */
  kinds: z.array(z.enum(stationKinds)).min(1),
  /** Tiers it is asked of; all without it. */
  tiers: z.array(z.enum(stationTiers)).min(1).optional(),
  source: standardSourceSchema.optional(),
  /** True where the figure or the list was made up for a demo, or put together from others: nobody published it. */
  invented: z.boolean(),
  /** What a reader must know of it, e.g. what an invented list follows. */
  note: localNameSchema.optional(),
};

/** One thing asked of stations; what is measured depends on `check`. */
export const serviceStandardSchema = z
  .discriminatedUnion('check', [
    z.object({ ...shape, check: z.literal('floor-area'), leastSquareMetres: z.number().positive() }),
    z.object({ ...shape, check: z.literal('seats'), least: z.number().int().positive() }),
    z.object({ ...shape, check: z.literal('staff'), least: z.number().int().positive() }),
    z.object({
      ...shape,
      check: z.literal('services'),
      items: z
        .array(
          z.object({
            name: localNameSchema,
            /** A listed service stands for the item if it holds one of these, capitals or not. */
            words: z.array(z.string().min(1)).min(1),
          }),
        )
        .min(1),
    }),
    z.object({
      ...shape,
      check: z.literal('hours'),
      leastWeeklyHours: z.number().positive().max(168).optional(),
      /** Days it must be open on, however long. */
      days: z.array(z.enum(weekdays)).min(1).optional(),
    }),
    z.object({ ...shape, check: z.literal('residents'), most: z.number().int().positive() }),
    z.object({
      ...shape,
      check: z.literal('area-per-households'),
      squareMetresPer100Households: z.number().positive(),
    }),
  ])
  .meta({ id: 'ServiceStandard' });
export type ServiceStandard = z.infer<typeof serviceStandardSchema>;

/** The everyday services a dwelling should have within a short walk. */
export const lifeCircleRuleSchema = z
  .object({
    kinds: z.array(z.enum(stationKinds)).min(1),
    source: standardSourceSchema.optional(),
    note: localNameSchema.optional(),
  })
  .meta({ id: 'LifeCircleRule' });
export type LifeCircleRule = z.infer<typeof lifeCircleRuleSchema>;
