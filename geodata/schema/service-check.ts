import { z } from 'zod';
import { lngLatSchema } from './coordinates';
import { stationIdSchema } from './ids';
import { localNameSchema } from './local-name';
import { serviceStandardSchema } from './service-standard';
import { stationKinds, stationTiers } from './station';

/*
 * What each station of a kind offers against what its place asks of it. What is not on record is `unknown`, and that is
 * never a pass.
 */

export const checkOutcomes = ['fails', 'unknown', 'passes'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Why nothing can be said. */
export const unknownReasons = ['not-recorded', 'not-understood', 'not-counted', 'no-walks'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

export const checkResultSchema = z
  .object({
    standard: z.string().meta({ description: '`id` of the standard' }),
    outcome: z.enum(checkOutcomes),
    required: z.number().nullable().meta({
      description: 'What is asked, in the unit of the check: m², places, people, services, hours a week, residents',
    }),
    found: z.number().nullable().meta({ description: 'What is there, in the same unit; null where unknown' }),
    missing: z.array(z.number().int()).meta({
      description: 'Positions of missing services among `items`, or of days the station is closed on (0 Monday)',
    }),
    why: z.enum(unknownReasons).nullable().meta({ description: 'Why nothing can be said; null where something can' }),
  })
  .meta({ id: 'CheckResult' });
export type CheckResult = z.infer<typeof checkResultSchema>;

export const servedCountSchema = z
  .object({
    count: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Of base units with a known count; null where none has one' }),
    unknownUnits: z.number().int().meta({ description: 'Base units served whose count is unknown' }),
  })
  .meta({ id: 'ServedCount' });
export type ServedCount = z.infer<typeof servedCountSchema>;

export const servedSchema = z
  .object({ units: z.number().int(), households: servedCountSchema, residents: servedCountSchema })
  .meta({
    id: 'ServedPeople',
    description: 'Those to whom it is the nearest of its kind within the minutes',
  });
export type ServedPeople = z.infer<typeof servedSchema>;

const checkedStationSchema = z
  .object({
    id: stationIdSchema,
    name: localNameSchema,
    tier: z.enum(stationTiers),
    address: z.string().nullable(),
    coordinates: lngLatSchema,
    served: servedSchema.nullable().meta({ description: 'Null where the place has no walking streets' }),
    outcome: z.enum(checkOutcomes).meta({ description: 'Fails where any check does, else unknown where any is' }),
    checks: z.array(checkResultSchema).meta({ description: 'One for every standard asked of it' }),
  })
  .meta({ id: 'CheckedStation' });
export type CheckedStation = z.infer<typeof checkedStationSchema>;

export const checkTallySchema = z
  .object({ fails: z.number().int(), unknown: z.number().int(), passes: z.number().int(), of: z.number().int() })
  .meta({ id: 'CheckTally', description: 'Stations by outcome, and their denominator' });
export type CheckTally = z.infer<typeof checkTallySchema>;

export const serviceChecksSchema = z
  .object({
    datasetVersion: z.string(),
    kind: z.enum(stationKinds),
    minutes: z.number(),
    walker: z.string(),
    standards: z
      .array(z.object({ standard: serviceStandardSchema, tally: checkTallySchema }))
      .meta({ description: 'Everything asked of a station of the kind that is there, with how many keep to it' }),
    total: checkTallySchema.meta({ description: 'Stations that something is asked of' }),
    notAsked: z.number().int().meta({ description: 'Stations of the kind that nothing is asked of' }),
    served: z
      .object({
        households: servedCountSchema,
        residents: servedCountSchema,
        assumedHouseholds: z
          .object({ units: z.number().int(), of: z.number().int() })
          .meta({ description: 'Base units whose household count is an assumption of the import' }),
      })
      .nullable(),
    stations: z.array(checkedStationSchema).meta({ description: 'Most failed checks first, then most unknown ones' }),
  })
  .meta({ id: 'ServiceChecks' });
export type ServiceChecks = z.infer<typeof serviceChecksSchema>;
