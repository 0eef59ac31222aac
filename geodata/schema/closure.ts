import { z } from 'zod';
import { closureIdSchema } from './ids';
import type { ClosureId } from './ids';
import { lngLatSchema } from './coordinates';
import type { LatticePoint, MultiPolygon } from './coordinates';
import { landGeometrySchema } from './collections';
import { localNameSchema } from './local-name';
import type { LocalName } from './local-name';

/**
 * Streets that nobody walks for a while: road works, a market, an unsafe bridge. Days are those of the place's calendar,
 * `YYYY-MM-DD`, both ends included.
 */
export interface Closure {
  id: ClosureId;
  name: LocalName;
  reason: LocalName | null;
  /** Number or title of the notice it stands in. */
  document: string | null;
  from: string;
  /** Null: until further notice. */
  to: string | null;
  /** Ids of streets closed in whole. */
  streets: readonly string[];
  /** Parts of streets that are closed; absent: none. */
  stretches?: readonly ClosedStretch[];
  /** Land in which every street is closed; a stretch that touches it cannot be walked through. Null: none. */
  area: MultiPolygon | null;
}

/** The part of a street between the stretches, from vertex to vertex, whose middles are nearest to two places, both closed. */
export interface ClosedStretch {
  street: string;
  from: LatticePoint;
  to: LatticePoint;
}

/** True where a closure is in force on a day of the place's calendar, `YYYY-MM-DD`. */
export const isClosedOn = ({ from, to }: Pick<Closure, 'from' | 'to'>, day: string): boolean =>
  from <= day && (to === null || day <= to);

/** A closure names at most so many streets, and as many stretches. */
export const MOST_CLOSED = 200;

const inputName = z.union([
  z
    .string()
    .trim()
    .min(1)
    .max(100)
    .transform((zh): LocalName => ({ zh })),
  localNameSchema,
]);

/** A closure as it is sent in. */
export const closureInputSchema = z
  .strictObject({
    name: inputName,
    reason: inputName.nullable().default(null),
    document: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .meta({ description: 'Number or title of the notice' }),
    from: z.iso.date(),
    to: z.iso.date().nullable().default(null).meta({ description: 'Last day; null until further notice' }),
    streets: z
      .array(z.string().max(64))
      .max(MOST_CLOSED)
      .default([])
      .meta({ description: 'Ids of streets closed whole' }),
    stretches: z
      .array(z.strictObject({ street: z.string().max(64), from: lngLatSchema, to: lngLatSchema }))
      .max(MOST_CLOSED)
      .default([])
      .meta({ description: 'Parts of streets: between the places of the street nearest to these two' }),
    near: z
      .array(lngLatSchema)
      .max(MOST_CLOSED)
      .default([])
      .meta({ description: 'Also the stretches between two crossings that are nearest to these places' }),
    area: landGeometrySchema.nullable().default(null).meta({ description: 'Land in which every street is closed' }),
  })
  .meta({ id: 'ClosureInput' });
export type ClosureInput = z.infer<typeof closureInputSchema>;

export const closureUpdateSchema = closureInputSchema.extend({
  revision: z
    .number()
    .int()
    .min(0)
    .meta({ description: 'The revision this is based on; 409 where there is a newer one' }),
});

const daySchema = z.string().meta({ description: 'YYYY-MM-DD in the calendar of the place', example: '2026-11-27' });

export const closureWireSchema = z
  .object({
    id: closureIdSchema,
    name: localNameSchema,
    reason: localNameSchema.nullable(),
    document: z.string().nullable().meta({ description: 'Number or title of the notice' }),
    from: daySchema,
    to: daySchema.nullable().meta({ description: 'Last day; null until further notice' }),
    inForce: z.boolean().meta({ description: 'On the day the answer is for' }),
    streets: z
      .array(z.object({ id: z.string(), name: localNameSchema.nullable() }))
      .meta({ description: 'Streets closed in whole' }),
    stretches: z
      .array(z.object({ street: z.string(), name: localNameSchema.nullable(), from: lngLatSchema, to: lngLatSchema }))
      .meta({ description: 'Parts of streets: between the places of the street nearest to these two' }),
    area: landGeometrySchema.nullable().meta({ description: 'Land in which every street is closed' }),
    lines: z.array(z.array(lngLatSchema)).meta({ description: 'The closed streets and parts as lines, to draw' }),
    unknownStreets: z
      .array(z.string())
      .meta({
        description: 'Ids of streets that the data of the place does not have any more: nothing is closed there',
      }),
    revision: z.number().int().meta({ description: '0 as imported; one more with every change by hand' }),
    changedAt: z.number().int().nullable().meta({ description: 'UTC milliseconds; null: never changed by hand' }),
    by: z.string().nullable().meta({ description: 'Who changed it last; empty where no name was given' }),
  })
  .meta({ id: 'Closure' });
export type ClosureWire = z.infer<typeof closureWireSchema>;

export const closuresAnswerSchema = z
  .object({
    datasetVersion: z.string(),
    at: daySchema.meta({ description: 'Day the answer is for' }),
    closures: z.array(closureWireSchema),
  })
  .meta({ id: 'ClosuresAnswer' });
export type ClosuresAnswer = z.infer<typeof closuresAnswerSchema>;

/** What a change of closures comes to. */
export const closureChangeSchema = z
  .object({
    datasetVersion: z.string().meta({ description: 'Of the place from now on: coverage is measured anew' }),
    closure: closureWireSchema.nullable().meta({ description: 'Null: taken away' }),
    revision: z.number().int(),
  })
  .meta({ id: 'ClosureChange' });
export type ClosureChange = z.infer<typeof closureChangeSchema>;

/** The part of a street between two crossings that a place points at. */
export const foundStretchSchema = z
  .object({
    street: z.string(),
    name: localNameSchema.nullable(),
    from: lngLatSchema,
    to: lngLatSchema,
    line: z.array(lngLatSchema),
    lengthMetres: z.number().int(),
  })
  .meta({ id: 'FoundStretch' });
export type FoundStretch = z.infer<typeof foundStretchSchema>;
