import { z } from 'zod';
import { coverageCountsSchema } from './coverage';
import { areaIdSchema, planIdSchema } from './ids';
import { periodSchema } from './incident-summary';
import { localNameSchema } from './place';
import { stationKinds } from './station';

/*
 * The figures that stand for a place, made by the same counting as planning, coverage and incidents use. A share comes
 * as its two parts; what the data of a place cannot say is null, and `missing` names what would have to be imported.
 */

const count = z.number().int().nonnegative();

const peopleSchema = z.object({
  units: count.meta({ description: 'Base units: buildings, small areas or hexagons' }),
  households: count.nullable(),
  residents: count.nullable(),
  unknownHouseholds: count.meta({ description: 'Base units without a household count; missing from it' }),
  unknownResidents: count.meta({ description: 'Base units without a resident count; missing from it' }),
  assumedUnits: count.meta({ description: 'Base units whose counts are an assumption of the import' }),
});

const gridTallySchema = z
  .object({
    total: count,
    judged: count.meta({ description: 'With a known number of households: the denominator of the share in band' }),
    below: count.meta({ description: 'Fewer households than the band' }),
    above: count.meta({ description: 'More households than the band' }),
    withoutWorker: count,
    workers: z.number().nonnegative().meta({ description: 'Full-time workers; shared ones as a part' }),
    residents: count.nullable().meta({ description: 'Residents in these grids: whom the workers are there for' }),
  })
  .meta({ id: 'GridTally' });

const progressSchema = z
  .object({
    count,
    closed: count,
    open: count,
    excluded: count.meta({ description: 'Rejected, merged or voided: in no share' }),
    withDue: count.meta({ description: 'With a due time and not excluded: the denominator of the late share' }),
    overdue: count.meta({ description: 'Open and past due' }),
    closedLate: count,
  })
  .meta({ id: 'IncidentProgress' });

export const overviewRowSchema = peopleSchema
  .extend({
    id: z.string().meta({ description: 'Id of the area or grid' }),
    name: localNameSchema,
    level: z
      .number()
      .int()
      .meta({ description: 'Index into the levels of the profile; one beyond the last for a grid' }),
    parentId: areaIdSchema.nullable(),
    grids: gridTallySchema.nullable().meta({ description: 'Null without a plan' }),
    stations: count.meta({ description: 'Stations of the kind asked about that stand in it' }),
    covered: coverageCountsSchema.nullable().meta({ description: 'Null where walking cannot be measured' }),
    incidents: progressSchema
      .nullable()
      .meta({ description: 'Reported in the period, with a point inside; null where the place has no incidents' }),
    incidentsInside: count.nullable().meta({
      description: 'Of them, those with a point in an area: the numerator of the rate, of the place as of its areas',
    }),
  })
  .meta({ id: 'OverviewRow' });
export type OverviewRow = z.infer<typeof overviewRowSchema>;

export const overviewRules = [
  'too-few-households',
  'too-many-households',
  'too-many-residents',
  'no-worker',
  'unassigned',
  'overlap',
  'crack',
  'ring',
  'apart',
  'outside',
  'units-outside',
  'low-coverage',
  'small-station',
  'overdue',
  'late',
] as const;
export type OverviewRule = (typeof overviewRules)[number];

export const brokenRuleSchema = z
  .object({
    rule: z.enum(overviewRules).meta({ description: 'Those of a plan are named as its checks are, without `check.`' }),
    kind: z.enum(stationKinds).nullable().meta({ description: 'Kind of station the rule is about' }),
    count: count.meta({ description: 'How many break it' }),
    of: count.nullable().meta({ description: 'How many were judged; null where there is no such number' }),
    assumed: z.boolean().meta({ description: 'Judged by household counts that the import assumed' }),
  })
  .meta({ id: 'BrokenRule' });
export type BrokenRule = z.infer<typeof brokenRuleSchema>;

const trendBinSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    reported: count,
    closed: count,
    open: count.meta({ description: 'Reported by the end of the bin and not ended by then' }),
  })
  .meta({ id: 'TrendBin' });
export type TrendBinWire = z.infer<typeof trendBinSchema>;

/** What a figure may need and a place may not have. */
export const overviewInputs = [
  'areas',
  'base-units',
  'households',
  'residents',
  'plan',
  'workers',
  'streets',
  'stations',
  'floor-areas',
  'incidents',
] as const;
export type OverviewInput = (typeof overviewInputs)[number];

export const overviewAnswerSchema = z
  .object({
    datasetVersion: z.string(),
    dataDate: z.string(),
    timeZone: z.string(),
    asOf: z.string().meta({ description: 'Lateness of open incidents is judged at this time' }),
    plan: z.object({ id: planIdSchema, name: localNameSchema, revision: z.number().int() }).nullable(),
    kind: z.enum(stationKinds).nullable().meta({
      description: 'Stations the coverage is about: as asked, else the service centres or what there is most of',
    }),
    minutes: z.number(),
    walker: z.string(),
    period: periodSchema.nullable(),
    previousPeriod: periodSchema
      .nullable()
      .meta({ description: 'As many days before it; null where the data does not go back that far' }),
    rateBase: z
      .enum(['households', 'residents'])
      .nullable()
      .meta({ description: 'What incidents are divided by: households, or residents where no household is known' }),
    tooFew: z.number().meta({ description: 'An area with fewer of these gets no rate' }),
    place: overviewRowSchema.meta({ description: 'All of the place, incidents without a point among them' }),
    previous: progressSchema.nullable().meta({ description: 'The period before, judged at its own end' }),
    withoutPoint: count.nullable().meta({ description: 'Incidents of the period no area counts: they have no point' }),
    outsideAreas: count.nullable().meta({ description: 'Incidents of the period with a point in no area' }),
    stations: z.array(
      z
        .object({
          kind: z.enum(stationKinds),
          count,
          measured: count.meta({ description: 'With a known floor area' }),
          judged: count.meta({ description: 'With a known floor area and a standard for their tier' }),
          undersized: count,
          leastSquareMetres: z
            .number()
            .nullable()
            .meta({ description: 'The one standard that applies; null for none or several' }),
        })
        .meta({ id: 'StationTally' }),
    ),
    standards: z.object({
      householdBand: z.array(z.number().int()).length(2),
      workersPer10000Residents: z.number(),
      coveredShare: z.number().nullable().meta({
        description:
          'Least share of a community that its centres should cover, 0…1; null for none, and for other stations',
      }),
    }),
    rows: z.array(overviewRowSchema).meta({ description: 'Every area below the place, and every grid if asked for' }),
    broken: z.array(brokenRuleSchema).meta({ description: 'Every rule that was judged, those nobody breaks too' }),
    trend: z
      .object({
        weeks: z.array(trendBinSchema),
        months: z.array(trendBinSchema),
        untimed: count.meta({ description: 'Ended without a time of their end: in neither closed nor open' }),
      })
      .nullable(),
    missing: z.array(z.enum(overviewInputs)).meta({ description: 'What the place has none of' }),
  })
  .meta({ id: 'Overview' });
export type OverviewAnswer = z.infer<typeof overviewAnswerSchema>;
