import { z } from 'zod';
import { gridIdSchema } from './ids';
import { findings, periodSchema, rateBases } from './incident-summary';
import { planWireSchema } from './plan';

const count = z.number().int().nonnegative();

const redrawnGridSchema = z
  .object({
    gridId: gridIdSchema,
    name: z.string(),
    count: count.meta({ description: 'Incidents in the grid' }),
    people: z.number().nullable().meta({ description: 'What `basis` names; null where nobody in it is counted' }),
    perThousand: z.number().nullable().meta({ description: 'Null where there are too few people' }),
    posts: z.number().meta({ description: 'Posts of workers of every kind' }),
    perWorkerMonth: z.number().nullable().meta({ description: 'Incidents a month for each post; null without a post' }),
    test: z
      .object({
        against: z.enum(['group', 'plan']).meta({
          description:
            'What the rate is held against: the other grids of the group, or, without any, those of the plan',
        }),
        finding: z.enum(findings),
        otherPerThousand: z.number().nullable(),
        adjustedChance: z.number().nullable().meta({
          description:
            'Exact conditional binomial test, two-sided, corrected for the number of grids; null where too few',
        }),
      })
      .nullable()
      .meta({ description: 'Only of the later plan; null without a rate' }),
  })
  .meta({ id: 'RedrawnGrid' });
export type RedrawnGrid = z.infer<typeof redrawnGridSchema>;

const redrawGroupSchema = z
  .object({
    before: z.array(redrawnGridSchema),
    after: z.array(redrawnGridSchema),
    freed: count.meta({ description: 'Incidents of these grids that are in no grid afterwards' }),
    gained: count.meta({ description: 'Incidents that were in no grid before. Σ before − freed + gained = Σ after' }),
  })
  .meta({ id: 'RedrawGroup' });
export type RedrawGroup = z.infer<typeof redrawGroupSchema>;

/** What redrawing grids does to what happens in them. */
export const redrawComparisonSchema = z
  .object({
    before: planWireSchema,
    after: planWireSchema,
    period: periodSchema.nullable().meta({ description: 'Days whose incidents are counted: all there are' }),
    months: z.number(),
    basis: z.enum(rateBases),
    tooFew: z.number(),
    groups: z.array(redrawGroupSchema).meta({ description: 'Grids whose land differs, with those they share it with' }),
    total: z
      .object({
        incidents: count,
        inGridsBefore: count,
        inGridsAfter: count,
        outsideBefore: count,
        outsideAfter: count,
        withoutPoint: count,
      })
      .meta({ description: 'inGrids + outside + withoutPoint = incidents, before and after' }),
  })
  .meta({ id: 'RedrawComparison' });
export type RedrawComparison = z.infer<typeof redrawComparisonSchema>;
