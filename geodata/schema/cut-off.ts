import { z } from 'zod';
import { closureIdSchema, compoundIdSchema, gateIdSchema } from './ids';
import { localNameSchema } from './local-name';

/** Homes that nobody leaves on foot for the streets, and what keeps them in. */
export const cutOffSchema = z
  .object({
    compound: z
      .object({ id: compoundIdSchema, name: localNameSchema })
      .nullable()
      .meta({ description: 'Null: homes in no walled compound' }),
    units: z.number().int(),
    households: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Of units with a known count; null where none has one' }),
    closures: z
      .array(z.object({ id: closureIdSchema, name: localNameSchema }))
      .meta({ description: 'Closures of the place between them and the streets' }),
    edits: z.array(z.number().int()).meta({ description: 'The same of edits, by position in the list from 1' }),
    gates: z
      .array(z.object({ id: gateIdSchema, name: localNameSchema }))
      .meta({ description: 'Gates that are shut then and were not before' }),
  })
  .meta({ id: 'CutOff' });
export type CutOffWire = z.infer<typeof cutOffSchema>;
