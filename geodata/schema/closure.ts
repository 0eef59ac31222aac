import { z } from 'zod';
import { closureIdSchema } from './ids';
import type { ClosureId } from './ids';
import type { MultiPolygon } from './coordinates';
import { landGeometrySchema } from './collections';
import { localNameSchema } from './place';
import type { LocalName } from './place';

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
  /** Land in which every street is closed; a stretch that touches it cannot be walked through. Null: none. */
  area: MultiPolygon | null;
}

/** True where a closure is in force on a day of the place's calendar, `YYYY-MM-DD`. */
export const isClosedOn = ({ from, to }: Pick<Closure, 'from' | 'to'>, day: string): boolean =>
  from <= day && (to === null || day <= to);

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
    area: landGeometrySchema.nullable().meta({ description: 'Land in which every street is closed' }),
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
