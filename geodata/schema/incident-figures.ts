import { z } from 'zod';
import { areaIdSchema, planIdSchema } from './ids';
import { countedKinds } from './incident-assignment';
import { findings, inForceSchema, periodSchema, rateBases, uncomparedSchema } from './incident-summary';

/**
 * Figures of a morning meeting, in the order they are read. `sameDay` … `threeDay`: closed on the calendar date of the
 * report, or by the end of the next one or two. `dueInTime`: of what fell due in the period, closed in time.
 */
export const figureIds = [
  'count',
  'rate',
  'responseMedian',
  'responseP90',
  'sameDay',
  'twoDay',
  'threeDay',
  'dueInTime',
  'closed',
  'overdue',
  'perWorker',
] as const;
export type FigureId = (typeof figureIds)[number];

/** What a figure is: how many, how many a denominator, a part of its denominator, or minutes until something happens. */
export type FigureKind = 'count' | 'rate' | 'share' | 'duration';
export const figureKinds: Readonly<Record<FigureId, FigureKind>> = {
  count: 'count',
  rate: 'rate',
  responseMedian: 'duration',
  responseP90: 'duration',
  sameDay: 'share',
  twoDay: 'share',
  threeDay: 'share',
  dueInTime: 'share',
  closed: 'share',
  overdue: 'share',
  perWorker: 'rate',
};

/**
 * Where a figure puts an incident: into its numerator, only into its denominator, into neither because its window is not
 * over (`pending`) or the data does not say (`unknown`), or beside it because nobody had to solve it (`excluded`:
 * rejected, merged into another, voided).
 */
export const figureParts = ['counted', 'rest', 'pending', 'unknown', 'excluded'] as const;
export type FigurePart = (typeof figureParts)[number];

/** Figures whose parts can be listed, incident by incident; both of the response are one list. */
export const listedFigures = [
  'count',
  'responseMedian',
  'sameDay',
  'twoDay',
  'threeDay',
  'dueInTime',
  'closed',
  'overdue',
] as const satisfies readonly FigureId[];
export type ListedFigure = (typeof listedFigures)[number];

/** What incidents are put together by: grids (or areas of a level), or the agency responsible. */
export const figureGroupings = ['area', 'owner'] as const;

const count = z.number().int().nonnegative();

export const figureValueSchema = z
  .object({
    value: z.number().nullable().meta({ description: 'Number; cases a 1,000 people or a post; share 0…1; minutes' }),
    numerator: count.meta({ description: 'Of minutes: cases whose first response is known' }),
    denominator: z.number().nullable().meta({
      description:
        'Null for a count, and where the place does not know it. Of minutes: all cases. Of `perWorker` counted as then: person-days, the value being cases a post over all days of the period',
    }),
    pending: count.meta({ description: 'Left out: the window is not over at the as-of moment' }),
    unknown: count.meta({ description: 'Left out: the data does not say (no closing time, no deadline, no area)' }),
    excluded: count.meta({ description: 'Beside: rejected, merged into another, voided' }),
    interval: z.tuple([z.number(), z.number()]).nullable().meta({
      description:
        '95 %: exact Poisson (Garwood) for counts and rates, Wilson for shares, order statistics for minutes; null of too few',
    }),
    before: z
      .object({ value: z.number().nullable(), numerator: count, denominator: z.number().nullable() })
      .nullable()
      .meta({ description: 'The period compared with; its rate is made to last as many days' }),
    change: z
      .object({ finding: z.enum(findings), adjustedChance: z.number().nullable() })
      .nullable()
      .meta({
        description:
          'high: surely more than before. Exact conditional test of two counts, Fisher of two shares, rank sums of the median, Fisher of what is above the common 90th percentile; corrected for the number of areas',
      }),
  })
  .meta({ id: 'IncidentFigureValue' });
export type FigureValue = z.infer<typeof figureValueSchema>;

const figureRowSchema = z
  .object({
    id: z.string().meta({
      description: 'Of the grid, base unit or area, or the owner’s name; empty for the whole and for what is in none',
    }),
    name: z.string(),
    code: z.string().nullable(),
    communityId: areaIdSchema.nullable(),
    reported: count.meta({ description: 'All that pass the filter: counted, and the three kinds beside' }),
    rejected: count,
    duplicate: count,
    void: count,
    people: z.number().nullable().meta({ description: 'Households or residents, as `rate.basis` says' }),
    posts: z.number().nullable().meta({
      description:
        'Posts of full-time grid workers, counted as then those of a day on average; null where none are known',
    }),
    inForce: inForceSchema,
    uncompared: uncomparedSchema,
    values: z.array(figureValueSchema).meta({ description: 'In the order of `figures`; in `rows` of `rowFigures`' }),
  })
  .meta({ id: 'IncidentFigureRow' });
export type FigureRow = z.infer<typeof figureRowSchema>;

/** Why a place has no such figure. */
export const figureGaps = [
  'no-people',
  'no-deadlines',
  'no-workers',
  'no-responses',
  'by-owner',
  'no-workers-then',
] as const;
export type FigureGap = (typeof figureGaps)[number];

export const incidentFiguresSchema = z
  .object({
    period: periodSchema.nullable(),
    timeZone: z.string(),
    asOf: z.string().meta({ description: 'ISO 8601, UTC: the moment everything is judged at' }),
    datasetVersion: z.string(),
    figures: z.array(z.enum(figureIds)).meta({ description: 'Of `whole` and `nowhere`' }),
    rowFigures: z.array(z.enum(figureIds)).meta({ description: 'Of `rows`' }),
    missing: z
      .array(z.object({ figure: z.enum(figureIds), why: z.enum(figureGaps) }))
      .meta({ description: 'Figures the place has no data for; they are not in `figures`' }),
    areas: z.enum(['grids', 'base-units', 'areas', 'owners']),
    counted: z.enum(countedKinds).meta({
      description:
        'As asked; areas have one land at all times, and counted as then their workers are those of each day',
    }),
    workersUnknown: z.array(periodSchema).meta({
      description:
        'Counted as then: days of the period on which the plan in force named no worker, or none was in force; what was in force on them has no figure a worker',
    }),
    level: z.string().nullable(),
    plan: z.object({ id: planIdSchema, revision: z.number().int() }).nullable(),
    answeredFrom: z.enum(['sums', 'rows']).meta({
      description: 'Sums by day, area and type where the filter allows, else the rows; the numbers are the same',
    }),
    whole: figureRowSchema,
    rows: z.array(figureRowSchema).meta({ description: 'Σ counts of rows + nowhere = whole' }),
    nowhere: figureRowSchema.meta({ description: 'In no area or without a point; by owner, what names none' }),
    against: z
      .object({
        period: periodSchema,
        days: z.object({ now: count, before: count }),
        asOf: z.string().meta({ description: 'It is judged as long after its end as the period asked for' }),
      })
      .nullable(),
    rate: z.object({
      basis: z.enum(rateBases),
      denominatorDate: z.string(),
      assumedShare: z.number(),
      tooFew: z.number().meta({ description: 'Areas with fewer people have no rate' }),
    }),
  })
  .meta({ id: 'IncidentFigures' });
export type IncidentFigures = z.infer<typeof incidentFiguresSchema>;
