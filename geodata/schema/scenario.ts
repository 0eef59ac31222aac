import { z } from 'zod';
import { coverageCountsSchema, LONGEST_WALK_MINUTES } from './coverage';
import { cutOffSchema } from './cut-off';
import { lngLatSchema } from './coordinates';
import {
  areaIdSchema,
  baseUnitIdSchema,
  gateIdSchema,
  gridIdSchema,
  planIdSchema,
  scenarioIdSchema,
  stationIdSchema,
} from './ids';
import { capacityMeasures } from './life-circle';
import { momentSchema } from './moment';
import { localNameSchema } from './place';
import { headSchema, stationKinds, stationTiers } from './station';
import { whatIfSizesSchema } from './what-if-sizes';

/*
 * A scenario is a list of things that might be done, and what walking coverage would be if they were. Nothing of the
 * place itself changes by it.
 */

/** A scenario has at most so many edits. */
export const MOST_EDITS = 200;

const daySchema = z.iso.date().nullable().meta({ example: '2026-11-27' });
const floorArea = z.number().positive().max(1e6).meta({ description: 'm²' });
/** Name of what a scenario adds, within it. */
const newId = z
  .string()
  .regex(/^new-[a-z0-9-]{1,40}$/)
  .meta({ description: 'Yours to choose, within the scenario', example: 'new-1' });

export const gateStates = ['closed', 'recorded', 'all'] as const;
export const wayKinds = ['path', 'footbridge', 'steps'] as const;

export const scenarioEditSchema = z
  .discriminatedUnion('edit', [
    z.object({
      edit: z.literal('add-station'),
      id: newId,
      name: z.string().max(100),
      kind: z.enum(stationKinds),
      tier: z.enum(stationTiers).default('station'),
      coordinates: lngLatSchema,
      floorAreaSquareMetres: floorArea.nullable().default(null),
      seats: headSchema.default(null),
      staff: headSchema.default(null),
    }),
    z.object({
      edit: z.literal('move-station'),
      station: stationIdSchema,
      coordinates: lngLatSchema,
    }),
    z.object({ edit: z.literal('close-station'), station: stationIdSchema }),
    z
      .object({
        edit: z.literal('resize-station'),
        station: stationIdSchema,
        floorAreaSquareMetres: floorArea.nullable().default(null),
        seats: headSchema.default(null),
        staff: headSchema.default(null),
      })
      .meta({ description: 'What is null stays as it is' }),
    z.object({
      edit: z.literal('set-gate'),
      gate: gateIdSchema,
      state: z.enum(gateStates).meta({ description: 'Closed; open for those on record; open for everybody' }),
    }),
    z.object({
      edit: z.literal('add-way'),
      id: newId,
      kind: z.enum(wayKinds),
      from: lngLatSchema,
      to: lngLatSchema,
    }),
    z.object({
      edit: z.literal('close-street'),
      street: z.string().max(64).nullable().default(null).meta({ description: 'Id of the street; this or `near`' }),
      near: lngLatSchema
        .nullable()
        .default(null)
        .meta({ description: 'The stretch between two crossings nearest to this place' }),
      from: daySchema.default(null).meta({ description: 'First day; null: from ever' }),
      to: daySchema.default(null).meta({ description: 'Last day; null: for good' }),
      stretch: z
        .tuple([lngLatSchema, lngLatSchema])
        .nullable()
        .default(null)
        .meta({ description: 'Only between the places of the street nearest to these two; null: all of it' }),
    }),
    z.object({
      edit: z.literal('set-speed'),
      walker: z.string().max(40),
      speedMetresPerSecond: z.number().min(0.2).max(3),
    }),
  ])
  .meta({ id: 'ScenarioEdit' });
export type ScenarioEdit = z.infer<typeof scenarioEditSchema>;

export const scenarioEditsSchema = z.array(scenarioEditSchema).max(MOST_EDITS);

export const scenarioInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  note: z.string().trim().max(1000).default(''),
  edits: scenarioEditsSchema,
});
export const scenarioUpdateSchema = scenarioInputSchema.extend({
  revision: z
    .number()
    .int()
    .min(1)
    .meta({ description: 'The revision this is based on; 409 where there is a newer one' }),
});
export type ScenarioInput = z.infer<typeof scenarioInputSchema>;

const savedSchema = z.object({
  revision: z.number().int(),
  name: z.string(),
  edits: z.number().int().meta({ description: 'How many edits it had' }),
  at: z.number().int().meta({ description: 'UTC milliseconds' }),
  by: z.string().meta({ description: 'Empty where no name was given' }),
});

export const scenarioSummarySchema = savedSchema
  .extend({ id: scenarioIdSchema, note: z.string() })
  .meta({ id: 'ScenarioSummary' });
export type ScenarioSummary = z.infer<typeof scenarioSummarySchema>;

export const scenarioWireSchema = z
  .object({
    id: scenarioIdSchema,
    name: z.string(),
    note: z.string(),
    revision: z.number().int(),
    edits: z.array(scenarioEditSchema),
    history: z.array(savedSchema).meta({ description: 'Every time it was saved, newest first' }),
  })
  .meta({ id: 'Scenario' });
export type ScenarioWire = z.infer<typeof scenarioWireSchema>;

/** What is asked of a list of edits. */
export const whatIfQuestionSchema = z.strictObject({
  edits: scenarioEditsSchema,
  against: scenarioEditsSchema
    .default([])
    .meta({ description: 'What it is held against: another list of edits; none: the place as it is' }),
  kind: z.enum(stationKinds),
  minutes: z.number().min(1).max(LONGEST_WALK_MINUTES),
  walker: z.string().max(40).optional(),
  at: momentSchema.optional(),
  openOnly: z
    .boolean()
    .optional()
    .meta({ description: 'Count only stations known to be open at the time of day of `at`; new ones are' }),
  againstAt: momentSchema
    .optional()
    .meta({ description: 'Day, or day and hour, that `against` is measured on; as `at` without it' }),
  plan: z.string().max(64).optional(),
  capacity: z
    .enum(capacityMeasures)
    .optional()
    .meta({ description: 'Also answer `sizes`: standards about size, and this capacity for each person' }),
});
export type WhatIfQuestion = z.infer<typeof whatIfQuestionSchema>;

const beforeAfter = { before: coverageCountsSchema, after: coverageCountsSchema };

const changedUnitSchema = z
  .object({
    index: z.number().int().meta({ description: 'Position among the base units' }),
    id: baseUnitIdSchema,
    name: z.string(),
    address: z.string().nullable(),
    coordinates: lngLatSchema,
    households: z.number().int().nullable(),
    residents: z.number().int().nullable(),
    elderly: z.number().int().nullable(),
    millisecondsBefore: z.number().int().nullable().meta({ description: 'Null: not reached' }),
    millisecondsAfter: z.number().int().nullable(),
  })
  .meta({ id: 'ChangedUnit' });
export type ChangedUnit = z.infer<typeof changedUnitSchema>;

export const whatIfAnswerSchema = z
  .object({
    datasetVersion: z.string(),
    at: z.string(),
    againstAt: z.string().meta({ description: 'What `before` is of' }),
    kind: z.enum(stationKinds),
    minutes: z.number(),
    walker: z.string(),
    plan: z.object({ id: planIdSchema, name: localNameSchema, revision: z.number().int() }).nullable(),
    stations: z.object({ before: z.number().int(), after: z.number().int() }),
    undersized: z
      .object({ before: z.number().int(), after: z.number().int() })
      .meta({ description: "Stations of the kind known to be below their tier's floor area" }),
    total: z.object(beforeAfter),
    byCommunity: z.array(z.object({ ...beforeAfter, id: areaIdSchema, name: localNameSchema, code: z.string() })),
    byGrid: z.array(
      z.object({
        ...beforeAfter,
        id: gridIdSchema,
        name: z.string(),
        code: z.string().nullable(),
        communityId: areaIdSchema,
      }),
    ),
    gains: z.array(changedUnitSchema).meta({ description: 'In reach after and not before, most households first' }),
    losses: z.array(changedUnitSchema).meta({ description: 'In reach before and not after' }),
    sooner: z.number().int().meta({ description: 'Base units with a shorter walk, in reach or not' }),
    later: z.number().int(),
    remote: z
      .array(z.object({ id: stationIdSchema, name: localNameSchema }))
      .meta({ description: 'Stations that the edits put too far from every path: nobody walks to them' }),
    cutOff: z
      .array(cutOffSchema)
      .meta({ description: 'Homes that nobody leaves on foot after, though they could before, by compound' }),
    sizes: whatIfSizesSchema.nullable().meta({ description: 'Null: not asked for' }),
  })
  .meta({ id: 'WhatIfAnswer' });
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;
