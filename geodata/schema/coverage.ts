import { z } from 'zod';
import {
  areaIdSchema,
  baseUnitIdSchema,
  closureIdSchema,
  gateIdSchema,
  gridIdSchema,
  planIdSchema,
  stationIdSchema,
} from './ids';
import { lngLatSchema } from './coordinates';
import { cutOffSchema } from './cut-off';
import { localNameSchema } from './place';
import { stationKinds, stationPropertiesSchema, stationTiers } from './station';

/*
 * Answers about walking coverage. Times are milliseconds from a household's door to a station's door over the walking
 * network; a share always comes with its numerator and denominator; unknown counts are null, never 0.
 */

/** People walk on for at most this long; a station farther than that is "not reached". */
export const LONGEST_WALK_MINUTES = 120;

/** Whom shares are of, each counted where the data has it. Base-unit columns have these names. */
export const countedGroups = ['households', 'residents', 'elderly', 'aged75', 'children'] as const;
export type CountedGroup = (typeof countedGroups)[number];

const coveredCountSchema = z
  .object({
    covered: z.number().int().meta({ description: 'Numerator: reached within the minutes asked for' }),
    total: z.number().int().meta({ description: 'Denominator: all whose time is known' }),
    unknownUnits: z.number().int().meta({ description: 'Base units without this count; in neither' }),
  })
  .meta({ id: 'CoveredCount' });

export const coverageCountsSchema = z
  .object({
    households: coveredCountSchema.nullable(),
    residents: coveredCountSchema.nullable(),
    elderly: coveredCountSchema.nullable().meta({ description: 'Residents of 60 and above' }),
    aged75: coveredCountSchema.nullable().meta({ description: 'Residents of 75 and above' }),
    children: coveredCountSchema.nullable().meta({ description: 'Residents of 14 and below' }),
    units: z.object({ covered: z.number().int(), total: z.number().int() }),
    offNetwork: z
      .object({ units: z.number().int(), households: z.number().int().nullable() })
      .meta({ description: 'Farther from every path than the limit, given no time and counted in no share' }),
  })
  .meta({ id: 'CoverageCounts' });

const streetCoverageSchema = z
  .object({
    coveredMetres: z.number().int().meta({ description: 'From which a station is walked to within the minutes' }),
    totalMetres: z.number().int().meta({ description: 'All walkable streets and paths' }),
  })
  .meta({
    id: 'StreetCoverage',
    description: 'Coverage by length of street: what can be said where nobody counted buildings or households',
  });

const unitTallySchema = z
  .object({ units: z.number().int(), households: z.number().int().nullable() })
  .meta({ id: 'UnitTally' });

const circleComparisonSchema = z
  .object({
    radiusMetres: z.number(),
    both: unitTallySchema,
    onlyCircle: unitTallySchema.meta({ description: 'In a straight-line circle, yet the walk takes longer' }),
    onlyWalk: unitTallySchema.meta({ description: 'Within the walk, yet in no circle' }),
  })
  .meta({ id: 'CircleComparison' });

/** What an answer takes for granted; shown beside it. */
const assumptionsSchema = z
  .object({
    speedMetresPerSecond: z.number(),
    gateWaitSeconds: z.number(),
    crossingWaitSeconds: z.object({ arterial: z.number(), signals: z.number(), other: z.number() }),
    slopes: z
      .enum(['counted', 'none'])
      .meta({ description: 'Counted where heights were imported; none: every street is taken as level' }),
    heights: z.object({ withoutMetres: z.number().int(), totalMetres: z.number().int() }).meta({
      description:
        'Walkable street (not stairs) outside the heights or where they are unknown, taken as level, and all of it',
    }),
    stairs: z
      .object({ up: z.number(), down: z.number() })
      .nullable()
      .meta({ description: 'Speed on stairs as a part of that on the level; null: stairs are not used' }),
    steepestSlope: z
      .number()
      .nullable()
      .meta({ description: 'Steepest street walked, rise over run; null: any. Asked where heights are known' }),
    steepMetres: z.number().int().meta({ description: 'Street left out as too steep' }),
    lift: z.object({ waitSeconds: z.number(), floorSeconds: z.number() }),
    /** Streets closed on the day the answer is for. */
    closures: z.array(z.object({ id: closureIdSchema, name: localNameSchema })),
    closedMetres: z.number().int(),
    /** Base units whose way from the door to the gates is assumed, as no path inside the compound is mapped. */
    assumedDoors: z.object({ units: z.number().int(), of: z.number().int(), detour: z.number() }),
    /** Base units whose household count is an assumption of the import. */
    assumedHouseholds: z.object({ units: z.number().int(), of: z.number().int() }),
    offNetworkMetres: z.number(),
    network: z.object({
      streets: z.number().int(),
      crossings: z.number().int().meta({ description: 'Marked crossings, the only ones that are waited at' }),
      kilometres: z.number(),
      islands: z.number().int(),
      throughWalls: z.number().int(),
      gatesClosed: z.number().int(),
      gatesResidentsOnly: z.number().int(),
      gatesOffNetwork: z.number().int(),
    }),
  })
  .meta({ id: 'CoverageAssumptions' });

const areaCoverageSchema = coverageCountsSchema
  .extend({ id: areaIdSchema, name: localNameSchema, code: z.string(), parentId: areaIdSchema.nullable() })
  .meta({ id: 'AreaCoverage' });

export const coverageAnswerSchema = z
  .object({
    datasetVersion: z.string(),
    dataDate: z.string(),
    at: z.string().meta({ description: 'Day the answer is for, YYYY-MM-DD: which closures are in force' }),
    kind: z.enum(stationKinds),
    minutes: z.number(),
    walker: z.string(),
    plan: z.object({ id: planIdSchema, name: localNameSchema, revision: z.number().int() }).nullable(),
    stations: z.object({
      count: z.number().int(),
      offNetwork: z.number().int(),
      offNetworkStations: z.array(z.object({ id: stationIdSchema, name: localNameSchema })).meta({
        description: 'Farther from every path than the limit, so that nobody walks to them; the first twenty',
      }),
      hours: z
        .object({ open: z.number().int(), closed: z.number().int(), unknown: z.number().int() })
        .nullable()
        .meta({ description: 'All of the kind by their opening hours at the time of day; null: none was asked about' }),
    }),
    total: coverageCountsSchema,
    streets: streetCoverageSchema,
    byArea: z
      .array(areaCoverageSchema.extend({ level: z.number().int() }))
      .meta({ description: 'Areas above the communities, outermost first; `level` is the position in the levels' }),
    byCommunity: z.array(areaCoverageSchema),
    byGrid: z.array(
      coverageCountsSchema
        .extend({ id: gridIdSchema, name: z.string(), code: z.string().nullable(), communityId: areaIdSchema })
        .meta({ id: 'GridCoverage' }),
    ),
    circle: circleComparisonSchema,
    cutOff: z
      .array(cutOffSchema)
      .meta({ description: 'Homes that nobody leaves on foot on the day because of closures, by compound' }),
    assumptions: assumptionsSchema,
  })
  .meta({ id: 'CoverageAnswer' });
export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>;
export type CoverageCountsWire = z.infer<typeof coverageCountsSchema>;
export type AreaCoverage = CoverageAnswer['byArea'][number];
export type GridCoverage = CoverageAnswer['byGrid'][number];

/** Levels below the areas of a place that coverage is summed up by; the others are the keys of the profile's levels. */
export const inmostLevels = ['grid', 'base-unit'] as const;
export const levelSorts = ['missing', 'share', 'name'] as const;
export type LevelSort = (typeof levelSorts)[number];

export const levelPageSchema = z
  .object({
    datasetVersion: z.string(),
    level: z.string(),
    group: z.enum(countedGroups).nullable().meta({ description: 'Whom the order is by; null: what each row has' }),
    total: z.number().int(),
    rows: z.array(
      coverageCountsSchema
        .extend({
          id: z.string(),
          name: localNameSchema,
          code: z.string().nullable(),
          parent: z
            .object({ id: z.string(), name: localNameSchema })
            .nullable()
            .meta({ description: 'The area that holds it' }),
        })
        .meta({ id: 'LevelCoverage' }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'LevelPage' });
export type LevelPage = z.infer<typeof levelPageSchema>;
export type LevelRow = LevelPage['rows'][number];

/** How a base unit hangs on the network; the index is what columns hold. */
export const unitConnections = ['off-network', 'connected', 'enclosed', 'street-closed', 'too-steep'] as const;

export const coverageUnitsSchema = z
  .object({
    datasetVersion: z.string(),
    kind: z.enum(stationKinds),
    walker: z.string(),
    milliseconds: z
      .array(z.number().int())
      .meta({ description: 'Per base unit by index; -1: no station within two hours' }),
    station: z.array(z.number().int()).meta({ description: 'Index into `stations` of the nearest; -1 for none' }),
    connection: z.array(z.number().int()).meta({
      description:
        '0 off the network, 1 connected, 2 walled in behind closed gates, 3 on a closed street, 4 on one too steep for the walker',
    }),
    stations: z.array(stationIdSchema),
  })
  .meta({ id: 'CoverageUnits' });
export type CoverageUnits = z.infer<typeof coverageUnitsSchema>;

export const uncoveredReasons = [
  'too-far',
  'not-reached',
  'enclosed',
  'street-closed',
  'too-steep',
  'off-network',
] as const;
export type UncoveredReason = (typeof uncoveredReasons)[number];

const uncoveredRowSchema = z
  .object({
    index: z.number().int(),
    id: baseUnitIdSchema,
    name: z.string(),
    address: z.string().nullable(),
    coordinates: lngLatSchema,
    households: z.number().int().nullable(),
    residents: z.number().int().nullable(),
    elderly: z.number().int().nullable(),
    aged75: z.number().int().nullable(),
    children: z.number().int().nullable(),
    community: z.object({ id: areaIdSchema, name: localNameSchema }).nullable(),
    grid: z
      .object({ id: gridIdSchema, name: z.string(), code: z.string().nullable() })
      .nullable()
      .meta({ description: 'Of the plan counted by; null where it has none here' }),
    reason: z.enum(uncoveredReasons),
    milliseconds: z.number().int().nullable().meta({ description: 'To the nearest station; null if none is reached' }),
    station: z.object({ id: stationIdSchema, name: localNameSchema }).nullable(),
  })
  .meta({ id: 'UncoveredUnit' });

export const uncoveredPageSchema = z
  .object({
    datasetVersion: z.string(),
    total: z.number().int(),
    rows: z.array(uncoveredRowSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'UncoveredPage' });
export type UncoveredPage = z.infer<typeof uncoveredPageSchema>;
export type UncoveredRow = UncoveredPage['rows'][number];

/** What the uncovered are written as: tables, or points. */
export const uncoveredFormats = ['csv', 'xlsx', 'geojson'] as const;
export type UncoveredFormat = (typeof uncoveredFormats)[number];

const positionsSchema = z.array(z.array(z.number()));
const polygonGeometrySchema = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(positionsSchema) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(positionsSchema)) }),
]);

export const serviceAreasSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.number(),
        geometry: polygonGeometrySchema,
        properties: z.object({
          minutes: z.number(),
          /** Households in the outline and within the time, in either of the two, and their share; null without households. */
          agreement: z.object({
            both: z.number(),
            either: z.number(),
            intersectionOverUnion: z.number().nullable(),
          }),
          covered: unitTallySchema.meta({ description: 'From which one of these stations is walked to in time' }),
          circle: circleComparisonSchema.meta({ description: 'What straight-line circles around them say instead' }),
        }),
      }),
    ),
  })
  .meta({ id: 'ServiceAreas' });
export type ServiceAreas = z.infer<typeof serviceAreasSchema>;

const reachedStationSchema = z
  .object({
    id: stationIdSchema,
    kind: z.enum(stationKinds),
    tier: z.enum(stationTiers),
    name: localNameSchema,
    coordinates: lngLatSchema,
    milliseconds: z.number().int(),
    lengthMetres: z.number().int().meta({ description: 'Along the way, assumed stretches with their detour' }),
    /** Gates passed on the way, in order. */
    gates: z.array(z.object({ id: gateIdSchema, name: localNameSchema, compoundName: localNameSchema })),
    path: z.array(lngLatSchema).meta({ description: 'The way as walked, door to door' }),
  })
  .meta({ id: 'ReachedStation' });
export type ReachedStation = z.infer<typeof reachedStationSchema>;

const reachLimitSchema = z
  .object({
    bar: z.discriminatedUnion('type', [
      z.object({
        type: z.literal('gate'),
        id: gateIdSchema,
        name: localNameSchema,
        compoundName: localNameSchema,
        state: z
          .enum(['closed', 'residents', 'hours'])
          .meta({ description: 'Shut, open to residents and visitors only, or shut at the hour asked about' }),
        openingHours: z.string().nullable().meta({ description: 'As recorded, where it is shut by them; else null' }),
      }),
      z.object({ type: z.literal('closure'), id: closureIdSchema, name: localNameSchema }),
    ]),
    milliseconds: z
      .number()
      .int()
      .meta({ description: 'To the nearest station of the kind, were this one thing open' }),
    station: z.object({ id: stationIdSchema, name: localNameSchema }),
  })
  .meta({
    id: 'ReachLimit',
    description: 'A gate or closure that, opened alone, brings a station at least half a minute closer',
  });
export type ReachLimit = z.infer<typeof reachLimitSchema>;

export const reachAnswerSchema = z
  .object({
    datasetVersion: z.string(),
    coordinates: lngLatSchema,
    walker: z.string(),
    minutes: z.number(),
    connection: z.enum(unitConnections),
    offNetworkMetres: z.number().nullable().meta({ description: 'Straight metres to the network; null if too far' }),
    at: z.string().meta({ description: 'Day the answer is for, YYYY-MM-DD' }),
    closure: z
      .object({ id: closureIdSchema, name: localNameSchema })
      .nullable()
      .meta({ description: 'Closure of the street that the place is on' }),
    assumed: z.boolean().meta({ description: 'True where the way from the door to the gates is assumed' }),
    compound: localNameSchema.nullable().meta({ description: 'Walled compound the place lies in' }),
    heightMetres: z.number().nullable().meta({ description: 'Above sea level; null where no height is on record' }),
    streets: z
      .array(z.object({ minutes: z.number(), metres: z.number().int() }))
      .meta({ description: 'Street and path within each of the usual minutes from here, stations or not' }),
    kinds: z
      .array(
        z.object({
          kind: z.enum(stationKinds),
          within: z.number().int().meta({ description: 'Stations within the minutes asked for' }),
          stations: z.array(reachedStationSchema).meta({ description: 'The nearest three, in time or not' }),
          limits: z
            .array(reachLimitSchema)
            .meta({ description: 'What keeps the nearest from being nearer, best first' }),
        }),
      )
      .meta({ description: 'Every kind the place has; one with no station in two hours has none listed' }),
  })
  .meta({ id: 'ReachAnswer' });
export type ReachAnswer = z.infer<typeof reachAnswerSchema>;

export const stationFeatureSchema = z
  .object({
    type: z.literal('Feature'),
    id: stationIdSchema,
    geometry: z.object({ type: z.literal('Point'), coordinates: lngLatSchema }),
    properties: stationPropertiesSchema,
  })
  .meta({ id: 'StationFeature' });
export type StationFeature = z.infer<typeof stationFeatureSchema>;

export const stationFeaturesSchema = z
  .object({ type: z.literal('FeatureCollection'), features: z.array(stationFeatureSchema) })
  .meta({ id: 'StationFeatures' });
export type StationFeatures = z.infer<typeof stationFeaturesSchema>;
