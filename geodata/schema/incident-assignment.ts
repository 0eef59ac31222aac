import { z } from 'zod';
import { gridIdSchema, planIdSchema, schemeIdSchema } from './ids';
import { localNameSchema } from './place';

/** By which grids incidents are counted: those in force on the day of the report, or those of one plan for all. */
export const countedKinds = ['then', 'now'] as const;
export type CountedKind = (typeof countedKinds)[number];

/**
 * Why a grid of then is not compared with itself in another period: it was not there, it was gone when the period ended, or
 * its land is not the same.
 */
export const landGaps = ['not-there', 'gone', 'land-changed'] as const;
export type LandGap = (typeof landGaps)[number];

/** Why an incident with a point is in no grid. */
export const outsideReasons = ['near', 'far', 'before-plan'] as const;
export type OutsideReason = (typeof outsideReasons)[number];

/** Up to here from a grid, what lies in none is told which one is nearest. */
export const NEAR_GRID_METRES = 100;
/** Standard deviation of a place whose accuracy nobody noted, eastwards and northwards; a profile may say another. */
export const USUAL_SIGMA_METRES = 10;
/**
 * Radius that holds so many of 100 true places, in standard deviations of a round normal error: √(−2 ln(1 − p)), for 68 the
 * 68.27 % that lie within one deviation on a line.
 */
export const RADIUS_SIGMAS = { 68: 1.515, 95: 2.448 } as const;
/** What is noted as an accuracy beyond this is none. */
export const MAX_ACCURACY_METRES = 100_000;
/** Below this share of the places it may be at, an incident is called near a border. */
export const SURE_SHARE = 0.9;

export const outsideGridSchema = z
  .object({
    reason: z.enum(outsideReasons).meta({
      description: `\`near\`: within ${NEAR_GRID_METRES} m of a grid, which is named and does not count it; \`before-plan\`: reported before any plan of the scheme was in force`,
    }),
    nearest: z
      .object({ gridId: gridIdSchema, name: z.string(), metres: z.number() })
      .nullable()
      .meta({ description: 'Only where `near`' }),
  })
  .meta({ id: 'OutsideGrid' });
export type OutsideGrid = z.infer<typeof outsideGridSchema>;

const heldSchema = z
  .object({
    planId: planIdSchema,
    planName: localNameSchema,
    gridId: gridIdSchema.nullable().meta({ description: 'Null where it is in no grid of this plan' }),
    name: z.string().nullable(),
    code: z.string().nullable(),
    borderMetres: z.number().nullable().meta({
      description: 'To the nearest border of the grid, or, in none, to the nearest grid; null where there is none',
    }),
    nearestName: z
      .string()
      .nullable()
      .meta({
        description: `Name of the nearest grid where it is in none, within ${NEAR_GRID_METRES} m of one`,
      }),
    share: z.number().nullable().meta({
      description: 'Of the places it may really be at (round normal error), the share within the grid, 0…1',
    }),
    isNearBorder: z.boolean().meta({ description: `\`share\` below ${SURE_SHARE}` }),
    neighbour: z
      .object({ gridId: gridIdSchema, name: z.string(), share: z.number() })
      .nullable()
      .meta({ description: 'The other grid it is likeliest in; null where none has a share of 0.1 %' }),
  })
  .meta({ id: 'IncidentInPlan' });
export type IncidentInPlan = z.infer<typeof heldSchema>;

export const incidentAssignmentSchema = z
  .object({
    schemeId: schemeIdSchema,
    schemeName: localNameSchema,
    then: heldSchema
      .nullable()
      .meta({ description: 'By the plan in force on the day of the report; null before any was' }),
    now: heldSchema.nullable().meta({ description: 'By the plan in force today' }),
    versions: z.number().int().meta({ description: 'Published plans of the scheme that are or were in force' }),
  })
  .meta({ id: 'IncidentAssignment' });
export type IncidentAssignment = z.infer<typeof incidentAssignmentSchema>;
