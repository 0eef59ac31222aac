import { z } from 'zod';
import { lngLatSchema } from './coordinates';
import { LONGEST_WALK_MINUTES } from './coverage';
import { areaIdSchema, baseUnitIdSchema, stationIdSchema } from './ids';
import { importProblemSchema } from './import-session';
import { localNameSchema } from './place';
import { stationKinds } from './station';

/*
 * Where should the next stations stand. A question is answered by a job; its answer carries how far it may be from the
 * optimum, proven.
 */

/** Cover most people, cover everybody with fewest sites, shortest walks on average, shortest longest walk. */
export const sitingGoals = ['cover-most', 'cover-all', 'median', 'centre'] as const;
export type SitingGoal = (typeof sitingGoals)[number];

/** Whom to count: a column of the base units. */
export const countedGroups = ['residents', 'households', 'elderly', 'aged-75', 'children'] as const;
export type CountedGroup = (typeof countedGroups)[number];

/** Most new sites of one question. */
export const MOST_SITES = 100;
/** Most candidates of one question. */
export const MOST_CANDIDATES = 5000;

/** What on record says how many an existing station can serve; `station`: each the same. */
export const capacityMeasures = ['station', 'seat', 'staff', 'square-metre'] as const;
export type CapacityMeasure = (typeof capacityMeasures)[number];

const candidatePointSchema = z
  .strictObject({
    name: z.string().trim().max(120).default('').meta({ description: 'As people call it; may be empty' }),
    coordinates: lngLatSchema,
  })
  .meta({ id: 'CandidatePoint' });
export type CandidatePoint = z.infer<typeof candidatePointSchema>;

/** Where a station could stand. */
export const candidateSourceSchema = z
  .discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('buildings'),
      most: z
        .number()
        .int()
        .min(1)
        .max(MOST_CANDIDATES)
        .default(500)
        .meta({ description: 'Base units spread evenly, at most so many' }),
    }),
    z.strictObject({
      from: z.literal('stations'),
      kind: z.enum(stationKinds).meta({ description: 'Where stations of another kind stand' }),
    }),
    z.strictObject({ from: z.literal('points'), points: z.array(candidatePointSchema).min(1).max(MOST_CANDIDATES) }),
  ])
  .meta({ id: 'CandidateSource' });
export type CandidateSource = z.infer<typeof candidateSourceSchema>;

export const sitingQuestionSchema = z
  .strictObject({
    kind: z.enum(stationKinds).meta({ description: 'Kind of station that is to be sited' }),
    minutes: z
      .number()
      .int()
      .min(1)
      .max(LONGEST_WALK_MINUTES)
      .meta({ description: 'Longest walk that counts as covered' }),
    walker: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Walker group of the profile; its first one without it' }),
    at: z.iso
      .date()
      .optional()
      .meta({ description: 'Day that closures of streets are in force on; today without it', example: '2026-11-27' }),
    goal: z.enum(sitingGoals),
    sites: z
      .number()
      .int()
      .min(1)
      .max(MOST_SITES)
      .default(1)
      .meta({ description: 'New sites; with `cover-all` the answer says how many, and this is not looked at' }),
    count: z.enum(countedGroups).default('residents').meta({ description: 'Whom to count' }),
    candidates: candidateSourceSchema,
    closable: z.number().int().min(0).max(MOST_SITES).default(0).meta({
      description: 'So many existing stations may be given up for a new site each; not with `cover-all` and `centre`',
    }),
    floorPercent: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .meta({ description: 'Of each community at least so many percent are covered; with `cover-most` only' }),
    capacity: z
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .optional()
      .meta({ description: 'How many of those counted a new site can serve; with `cover-most` only' }),
    stationCapacity: z
      .strictObject({
        people: z.number().positive().max(10_000_000).meta({ description: 'How many of those counted' }),
        by: z
          .enum(capacityMeasures)
          .meta({ description: 'For each station, or for each seat, worker or m² on record' }),
      })
      .optional()
      .meta({
        description:
          'How many existing stations can serve; those with nothing on record serve whoever comes. With `cover-most` only, and not with a floor',
      }),
    thoroughness: z
      .enum(['quick', 'proven'])
      .default('proven')
      .meta({ description: 'quick: a gap of at most 1 % will do; proven: to the optimum, as far as time allows' }),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2_147_483_647)
      .default(1)
      .meta({ description: 'The same seed gives the same answer' }),
  })
  .meta({ id: 'SitingQuestion' });
export type SitingQuestion = z.infer<typeof sitingQuestionSchema>;
export type SitingQuestionInput = z.input<typeof sitingQuestionSchema>;

const partSchema = z.object({ covered: z.number(), total: z.number() });

const siteSchema = z.object({
  name: localNameSchema.nullable().meta({ description: 'Of the building, station or point; null where it has none' }),
  address: z.string().nullable(),
  unit: baseUnitIdSchema.nullable().meta({ description: 'The building it would be in' }),
  station: stationIdSchema.nullable().meta({ description: 'The station that stands there' }),
  coordinates: lngLatSchema,
  community: z.object({ id: areaIdSchema, name: localNameSchema }).nullable(),
});

/** State of things once a site and all before it stand. */
const standSchema = z.object({
  covered: z.number().meta({ description: 'Of those counted, within the minutes' }),
  averageMilliseconds: z.number().nullable().meta({
    description: 'Mean walk of those counted, over an hour counted as an hour; null where the goal is covering',
  }),
  longestMilliseconds: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Longest walk of those who reach a station within two hours; with the goal `centre` only' }),
});

const orderedSiteSchema = siteSchema.extend({ stand: standSchema }).meta({ id: 'SitedPlace' });
export type SitedPlace = z.infer<typeof orderedSiteSchema>;

export const refusedReasons = ['off-network', 'enclosed'] as const;

export const sitingAnswerSchema = z
  .object({
    question: sitingQuestionSchema,
    datasetVersion: z.string(),
    dataDate: z.string(),
    at: z.string().meta({ description: 'Day the answer is for, YYYY-MM-DD: which closures are in force' }),
    closedMetres: z.number().meta({ description: 'Metres of street closed on that day' }),
    walker: z.string(),
    speedMetresPerSecond: z.number(),
    counted: z.object({
      total: z.number().meta({ description: 'Denominator: all those counted whose walk is known' }),
      unknownUnits: z.number().int().meta({ description: 'Base units whose number is not known; not counted' }),
      offNetworkUnits: z.number().int().meta({ description: 'Base units too far from every path; not counted' }),
      assumedUnits: z.number().int().meta({ description: 'Base units whose number is an assumption of the import' }),
    }),
    before: standSchema,
    /** Stands that stay, as they were. */
    stationsBefore: z.number().int(),
    stationsWithoutCapacity: z.number().int().meta({
      description: 'With `stationCapacity`: existing stations with nothing on record, taken as without a limit',
    }),
    sites: z.array(orderedSiteSchema).meta({ description: 'New sites, the one that adds most first; stands add up' }),
    closed: z.array(siteSchema).meta({ description: 'Existing stations given up' }),
    further: z.array(orderedSiteSchema).meta({ description: 'What the next best sites would add' }),
    byCommunity: z.array(
      z.object({
        id: areaIdSchema,
        name: localNameSchema,
        code: z.string(),
        before: partSchema,
        after: partSchema,
      }),
    ),
    unreachable: z
      .object({ units: z.number().int(), count: z.number() })
      .meta({ description: 'Covered by nothing now and within the minutes of no candidate' }),
    candidates: z.object({
      given: z.number().int(),
      used: z.number().int(),
      spacingMetres: z
        .number()
        .nullable()
        .meta({ description: 'Side of the squares of which one building each is tried' }),
      refused: z.array(
        z.object({
          position: z.number().int(),
          name: z.string(),
          coordinates: lngLatSchema,
          reason: z.enum(refusedReasons),
        }),
      ),
    }),
    proof: z.object({
      unit: z.enum(['people', 'sites', 'milliseconds']),
      value: z.number().meta({
        description:
          'People newly covered (all covered where existing stations are weighed too), number of sites, mean or longest walk',
      }),
      bound: z.number().nullable().meta({ description: 'Proven: no choice among the candidates can pass this' }),
      gapPercent: z
        .number()
        .nullable()
        .meta({ description: 'How far from the optimum at most; null: nothing is proven' }),
      byExactSolver: z.boolean(),
      seconds: z.number(),
    }),
  })
  .meta({ id: 'SitingAnswer' });
export type SitingAnswer = z.infer<typeof sitingAnswerSchema>;

export const sitingUnitsSchema = z
  .object({
    datasetVersion: z.string(),
    before: z
      .array(z.number().int())
      .meta({ description: 'Per base unit: milliseconds now, -1 for none in two hours' }),
    after: z.array(z.number().int()).meta({ description: 'With the new sites' }),
    site: z
      .array(z.number().int())
      .meta({ description: 'Index of the new site a base unit would go to, -1 where it goes where it went' }),
    connection: z.array(z.number().int()).meta({ description: '0 off the network, 1 connected, 2 walled in' }),
  })
  .meta({ id: 'SitingUnits' });
export type SitingUnits = z.infer<typeof sitingUnitsSchema>;

export const sitingStates = ['running', 'done', 'failed'] as const;

export const sitingJobSchema = z
  .object({
    id: z.string(),
    state: z.enum(sitingStates),
    progress: z
      .object({
        phase: z.enum(['search', 'exact']),
        value: z.number().nullable().meta({ description: 'The best so far, in the unit of the goal' }),
        bound: z.number().nullable().meta({ description: 'What no choice can pass' }),
        seconds: z.number(),
      })
      .nullable(),
    problem: importProblemSchema.nullable().meta({ description: 'Of a job that failed' }),
  })
  .meta({ id: 'SitingJob' });
export type SitingJobWire = z.infer<typeof sitingJobSchema>;
