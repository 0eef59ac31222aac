import { z } from 'zod';
import { areaIdSchema, gridIdSchema, planIdSchema } from './ids';
import { incidentStates, incidentWireSchema } from './incident';
import { countedKinds, incidentAssignmentSchema, landGaps, outsideGridSchema, SURE_SHARE } from './incident-assignment';
import { overdueNowSchema } from './overdue-now';
import { localNameSchema } from './place';

export const latenessKinds = ['on-time', 'overdue', 'closed-late'] as const;

const isoTime = z.string().meta({ description: 'ISO 8601, UTC' });
const localDay = z.string().meta({ description: "YYYY-MM-DD, a day of the place's time zone" });
const count = z.number().int().nonnegative();

/** Period of local days, both included. */
export const periodSchema = z.object({ from: localDay, to: localDay }).meta({ id: 'IncidentPeriod' });
export type IncidentPeriod = z.infer<typeof periodSchema>;

/** What a count counts: every report, or problems, of which merged duplicates are further reports. */
export const incidentCounts = ['reports', 'problems'] as const;
export type IncidentCount = (typeof incidentCounts)[number];

/** Columns a list of incidents can be ordered by. */
export const incidentOrders = [
  'newest',
  'oldest',
  'due',
  'late',
  'closed',
  'type',
  'state',
  'level',
  'grid',
  'sureness',
  'number',
  'title',
  'address',
] as const;
export type IncidentOrder = (typeof incidentOrders)[number];

/** Says what every answer about incidents was counted from. */
export const incidentBasis = {
  period: periodSchema.nullable().meta({ description: 'Days counted; null where the place has no incidents' }),
  timeZone: z.string(),
  asOf: isoTime.meta({
    description: 'Lateness of open incidents is judged at this time: the end of the data date, in the place’s zone',
  }),
  datasetVersion: z.string(),
  total: count.meta({ description: 'Incidents that pass the filter' }),
};

const counted = z.enum(countedKinds).meta({
  description: 'By which grids it was counted in fact: those of the day of each report, or those of one plan for all',
});

export const incidentTypeWireSchema = z
  .object({
    code: z.string(),
    name: localNameSchema,
    initials: z.string().meta({ description: 'First letters of the Chinese name in pinyin, for searching' }),
    parentCode: z.string().nullable(),
    /** Incidents of this very code, all periods. */
    count,
  })
  .meta({ id: 'IncidentType' });
export type IncidentTypeWire = z.infer<typeof incidentTypeWireSchema>;

export const incidentRowSchema = incidentWireSchema
  .extend({
    lng: z.number().nullable(),
    lat: z.number().nullable(),
    gridId: gridIdSchema.nullable().meta({ description: 'Grid of the plan asked for; null in none' }),
    lateness: z.enum(latenessKinds),
    channelRef: z.string().nullable().meta({ description: 'Id in the system it was reported by' }),
    problemId: z.string().meta({
      description: 'Id of the report that stands for its problem: its own unless it was merged into another one',
    }),
    problemNumber: z.string().nullable().meta({
      description: 'Case number of that report where this one was merged into it; null where it stands for itself',
    }),
    reports: count.meta({ description: 'Reports of the problem it stands for, itself counted; 0 where it is merged' }),
    gridShare: z
      .number()
      .nullable()
      .meta({
        description: `Of the places it may really be at, the share its grid holds, where below ${SURE_SHARE}; null where it is more, and in none`,
      }),
    outside: outsideGridSchema
      .nullable()
      .meta({ description: 'Why it is in no grid; null for one in a grid or without a point' }),
  })
  .meta({ id: 'Incident' });
export type IncidentRow = z.infer<typeof incidentRowSchema>;

/** One incident, with its grid in every scheme. */
export const incidentDetailSchema = incidentRowSchema
  .extend({
    sigmaMetres: z.number().meta({ description: 'Standard deviation its place is taken to have, in metres' }),
    whyNoPoint: z.enum(['no-coordinate', 'bad-coordinate']).nullable().meta({
      description: 'The source gave no coordinate, or one that cannot be used; null for one with a point',
    }),
    assignments: z.array(incidentAssignmentSchema).meta({ description: 'One a scheme; none without a point' }),
  })
  .meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

export const incidentPageSchema = z
  .object({
    ...incidentBasis,
    rows: z.array(incidentRowSchema),
    offset: count.meta({ description: 'Rows before this page' }),
    nextCursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last' }),
  })
  .meta({ id: 'IncidentPage' });
export type IncidentPage = z.infer<typeof incidentPageSchema>;

export const incidentFeaturesSchema = z
  .object({
    ...incidentBasis,
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.number()).length(2) }).nullable(),
        properties: incidentRowSchema.omit({ lng: true, lat: true }),
      }),
    ),
    offset: count,
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'IncidentFeatures' });
export type IncidentFeatures = z.infer<typeof incidentFeaturesSchema>;

/**
 * What colours are fixed by, always with all types and states. `full`: the whole data. `window`: the busiest period of a
 * length, so that they stay as they are wherever a period slides. `period`: the very period asked for.
 */
export const scaleBases = ['full', 'window', 'period'] as const;
export type ScaleBasis = (typeof scaleBases)[number];

const scaled = {
  scale: z.enum([...scaleBases, 'reference']).meta({ description: '`reference`: fixed by the filter that was named' }),
  scalePeriod: periodSchema.nullable().meta({ description: 'Days whose incidents the colours are fixed by' }),
};

/** What a rate is divided by: households, or residents where a place counts no households. */
export const rateBases = ['households', 'residents'] as const;
export type RateBasis = (typeof rateBases)[number];

/** What of a count is real: `high` and `low` where chance explains it badly. */
export const findings = ['high', 'low', 'usual', 'too-few'] as const;
export type Finding = (typeof findings)[number];

/** Of all that is called high or low, at most this part is expected to be chance (Benjamini and Hochberg 1995). */
export const FALSE_DISCOVERY_SHARE = 0.05;

const findingSchema = z
  .object({
    finding: z.enum(findings).meta({ description: '`too-few`: fewer than 5 cases, both counted and expected' }),
    adjustedChance: z.number().meta({
      description: `Exact, two-sided, corrected for the number of grids; a finding is real at ${FALSE_DISCOVERY_SHARE} or below`,
    }),
  })
  .meta({ id: 'IncidentFinding' });

const aroundSchema = findingSchema
  .extend({
    count: count.meta({ description: 'Incidents of the grid and of all grids that touch it' }),
    expected: z.number(),
    giStar: z.number().meta({ description: 'Gi* of the shrunk rates, standard deviations (Ord and Getis 1995)' }),
  })
  .meta({ id: 'IncidentsAround' });

const outlierSchema = z
  .object({
    corner: z.enum(['high-high', 'low-low', 'high-low', 'low-high']),
    localMoran: z.number(),
    adjustedChance: z
      .number()
      .nullable()
      .meta({ description: '9,999 conditional permutations; null without neighbours' }),
    isReal: z.boolean(),
  })
  .meta({ id: 'IncidentOutlier' });

const changeSchema = z
  .object({
    before: count.meta({ description: 'Incidents in the period compared with' }),
    ratio: z.number().nullable().meta({ description: 'Incidents a day, now to then; null where there were none' }),
    finding: z
      .enum(findings)
      .meta({ description: '`high`: more than before, `low`: fewer; `too-few`: below 5 in both' }),
    adjustedChance: z.number().nullable().meta({
      description: 'Exact conditional binomial test, two-sided, corrected for the number of places; null where too few',
    }),
  })
  .meta({ id: 'IncidentChange' });
export type IncidentChange = z.infer<typeof changeSchema>;

/** The days a grid of then was in force. */
export const inForceSchema = z
  .object({ from: localDay.nullable(), to: localDay.nullable(), isGone: z.boolean() })
  .nullable()
  .meta({
    description:
      'Counted as then: first day in force, first day no longer, and whether it was gone when the period ended',
  });

/** Why a grid of then has no change. */
export const uncomparedSchema = z.enum(landGaps).nullable().meta({
  description:
    'Counted as then, against another period: why the grid is not compared; it was not there then, was gone when the period ended, or its land is not the same',
});

export const gridIncidentsSchema = z
  .object({
    gridId: gridIdSchema,
    communityId: areaIdSchema,
    code: z.string().nullable(),
    name: z.string(),
    count: count.meta({ description: 'Equals the rows listed for this grid under the same filter' }),
    overdue: count,
    closedLate: count,
    households: z.number().nonnegative().nullable().meta({
      description: 'Counted as then: for the share of the days of the period that the grid was in force',
    }),
    residents: z.number().nonnegative().nullable(),
    inForce: inForceSchema,
    rateKind: z.enum(['rate', 'too-few', 'unknown']),
    perThousand: z
      .number()
      .nullable()
      .meta({ description: 'Incidents in the period per 1,000 of what `rate.basis` names' }),
    expected: z.number().nullable().meta({ description: 'Count at the rate of all grids together' }),
    chance: z.number().nullable().meta({
      description:
        'Exact Poisson probability, one-sided, of a count this far from `expected` by chance; null below 5 cases',
    }),
    shrunkPerThousand: z.number().nullable().meta({
      description:
        'Empirical Bayes (Marshall 1991): moved to the common rate, the more the fewer people; this is coloured',
    }),
    alone: findingSchema.nullable().meta({ description: 'The grid by itself; null without a rate' }),
    around: aroundSchema.nullable().meta({ description: 'The grid with its neighbours; null without a rate' }),
    outlier: outlierSchema.nullable().meta({ description: 'Local Moran, where it was asked for' }),
    change: changeSchema.nullable().meta({ description: 'Against another period, where one was named' }),
    uncompared: uncomparedSchema,
  })
  .meta({ id: 'GridIncidents' });
export type GridIncidents = z.infer<typeof gridIncidentsSchema>;

const byType = z.array(z.object({ code: z.string(), count }));
const byState = z.array(z.object({ state: z.enum(incidentStates), count }));
const byOwner = z
  .array(z.object({ owner: z.string().nullable(), count }))
  .meta({ description: 'Every owner of the place; null stands for incidents that name none' });
const byWeekHour = z
  .array(count)
  .length(168)
  .meta({ description: "Hours of the week by the place's clock: Monday 0–1 first, Sunday 23–24 last" });
const byDay = z.object({ from: localDay, counts: z.array(count) });

export const incidentSummarySchema = z
  .object({
    ...incidentBasis,
    plan: z.object({ id: planIdSchema, revision: z.number().int() }).nullable(),
    withoutPoint: count,
    outsideGrids: count.meta({ description: 'With a point, in no grid. Σ byGrid + this + withoutPoint = total' }),
    unsure: count.meta({
      description: `In a grid that holds less than ${SURE_SHARE} of the places it may really be at; each is counted for it all the same`,
    }),
    outside: z
      .object({ near: count, far: count, beforePlan: count })
      .meta({ description: 'Why: within 100 m of a grid, farther, or before any plan was in force. Σ = outsideGrids' }),
    counted,
    versions: count.meta({ description: 'Plans of the scheme that are or were in force; 0 without a plan' }),
    overdue: count.meta({ description: 'Of those reported in the period' }),
    overdueNow: overdueNowSchema,
    closedLate: count,
    byGrid: z.array(gridIncidentsSchema),
    byDay: byDay.nullable(),
    byType,
    byState,
    byWeekHour,
    /** The same counts without the filter of their own dimension: what a picker shows beside each choice. */
    facets: z.object({ byType, byState, byOwner, byWeekHour, byDay: byDay.nullable() }),
    areas: z.enum(['grids', 'base-units', 'areas']).meta({
      description:
        'What `byGrid` lists: grids; base units (their ids as `gridId`) where the place has no grids; or the areas of the level asked for',
    }),
    level: z.string().nullable().meta({ description: 'Key of the level, where areas are listed' }),
    against: z
      .object({ period: periodSchema, days: z.object({ now: count, before: count }), total: changeSchema })
      .nullable()
      .meta({ description: 'The period compared with, and how all incidents together have changed' }),
    rate: z.object({
      basis: z.enum(rateBases).meta({ description: 'What rates are divided by' }),
      /** Of all grids with enough of it together. */
      perThousand: z.number().nullable(),
      denominator: z
        .number()
        .nonnegative()
        .meta({ description: 'Households or residents of all grids that have a rate' }),
      /** Date of the counts of people. */
      denominatorDate: z.string(),
      /** Share of base units whose counts are assumed, 0…1. */
      assumedShare: z.number(),
      tooFew: z.number().meta({ description: 'Below so many households or residents there is no rate' }),
      ...scaled,
      breaks: z.array(z.number()).meta({ description: 'Lower borders of the classes after the first' }),
    }),
  })
  .meta({ id: 'IncidentSummary' });
export type IncidentSummaryWire = z.infer<typeof incidentSummarySchema>;

/** What an area's history says of it; the same words serve hot and cold spots. */
export const emergingClasses = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;
export type EmergingClass = (typeof emergingClasses)[number];

const gridHistorySchema = z
  .object({
    gridId: gridIdSchema,
    counts: z.array(count).meta({ description: 'Incidents in each step; Σ = rows listed over all steps' }),
    found: z.array(z.enum(['hot', 'cold', 'usual'])).meta({
      description: 'Each step: the grid with its neighbours, exactly, corrected for the number of grids',
    }),
    kind: z
      .object({ temperature: z.enum(['hot', 'cold']), class: z.enum(emergingClasses) })
      .nullable()
      .meta({ description: 'Null: neither hot nor cold by the rules of emerging hot spots' }),
    trend: z.object({ tau: z.number().nullable(), chance: z.number() }).meta({
      description: 'Mann and Kendall over the Gi* of the steps; tau-b is null for a flat series',
    }),
  })
  .meta({ id: 'GridHistory' });
export type GridHistory = z.infer<typeof gridHistorySchema>;

export const emergingSchema = z
  .object({
    ...incidentBasis,
    plan: z.object({ id: planIdSchema, revision: z.number().int() }).nullable(),
    level: z.string().nullable(),
    counted,
    steps: z.array(periodSchema).meta({ description: 'Equally long, oldest first; the last one ends with the period' }),
    byGrid: z.array(gridHistorySchema).meta({ description: 'Grids with a rate, in the order of `summary`' }),
  })
  .meta({ id: 'EmergingIncidents' });
export type EmergingIncidents = z.infer<typeof emergingSchema>;

export const clusterSchema = z
  .object({
    ...incidentBasis,
    plan: z.object({ id: planIdSchema, revision: z.number().int() }).nullable(),
    level: z.string().nullable(),
    counted,
    cluster: z
      .object({
        gridIds: z.array(gridIdSchema).meta({ description: 'The grids in it, nearest to its middle first' }),
        period: periodSchema.meta({ description: 'Since when; it lasts to the end of the period asked about' }),
        count: count.meta({ description: 'Incidents of these grids in these days' }),
        expected: z.number().meta({ description: 'By people, of what all grids have in these days' }),
        chance: z.number().meta({
          description: 'How often chance alone has a cluster as unlikely anywhere: (M + 1) / (R + 1) of R dealt maps',
        }),
        simulations: z.number().int(),
      })
      .nullable()
      .meta({ description: 'Null where nothing is in excess anywhere' }),
  })
  .meta({ id: 'IncidentCluster' });
export type IncidentCluster = z.infer<typeof clusterSchema>;

const daysCountedSchema = count.meta({
  description: 'Days of the period that the data holds: a density is divided by so many sevenths of a week',
});

export const densityRasterSchema = z
  .object({
    ...incidentBasis,
    unit: z.literal('incidents/km²/week'),
    days: daysCountedSchema,
    bbox: z.array(z.number()).length(4).meta({ description: '[west, south, east, north] of the raster' }),
    width: count,
    height: count,
    cellMetres: z.number(),
    bandwidthMetres: z.number(),
    kernel: z.literal('quartic'),
    /** Lambert cylindrical equal-area plane: its origin in degrees and the north-west corner in its metres. */
    plane: z.object({ lng0: z.number(), lat0: z.number(), east0: z.number(), north0: z.number() }),
    n: count.meta({ description: 'Points spread: Σ values × cell area in km² × days / 7 = n ± 0.5 %' }),
    outside: count.meta({ description: "Points beyond the place's box, not spread" }),
    withoutPoint: count,
    max: z.number(),
    ...scaled,
    domainTop: z.number().meta({ description: 'Colours run from 0 to here; fixed across filters and zoom' }),
    encoding: z.literal('float32-le-base64'),
    values: z.string().meta({ description: 'height × width values, northernmost row first' }),
  })
  .meta({ id: 'DensityRaster' });
export type DensityRasterWire = z.infer<typeof densityRasterSchema>;

export const hexagonsSchema = z
  .object({
    ...incidentBasis,
    days: daysCountedSchema,
    sizeMetres: z.number().meta({ description: 'Across the flats; neighbouring centres are as far apart' }),
    areaSquareKilometres: z.number(),
    /** Lambert cylindrical equal-area plane: its origin in degrees is the centre of hexagon (0, 0). */
    plane: z.object({ lng0: z.number(), lat0: z.number() }),
    q: z.array(z.number().int()).meta({
      description: 'Axial coordinate to the east; hexagons that hold any incident of the place, whatever the filter',
    }),
    r: z.array(z.number().int()).meta({ description: 'Axial coordinate to the north, and half a hexagon east' }),
    counts: z.array(count).meta({ description: 'Σ counts + withoutPoint = total; each is the rows of that hexagon' }),
    late: z.array(count).meta({ description: 'Of these overdue, or closed late' }),
    areaIds: z.array(areaIdSchema),
    areaOf: z.array(z.number().int()).meta({ description: 'Index into areaIds of the area at the centre; -1 in none' }),
    withoutPoint: count,
    ...scaled,
    breaks: z.array(count).meta({ description: 'Least count of each class after the first' }),
  })
  .meta({ id: 'IncidentHexagons' });
export type IncidentHexagons = z.infer<typeof hexagonsSchema>;

/** Shapes of the base units that stand in for grids. */
export const incidentAreasSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.unknown()) }),
        properties: z.object({ id: z.string(), name: z.string() }),
      }),
    ),
  })
  .meta({ id: 'IncidentAreas' });
export type IncidentAreas = z.infer<typeof incidentAreasSchema>;
