import { z } from 'zod';
import { areaIdSchema, placeIdSchema } from './ids';
import type { AreaId, PlaceId } from './ids';
import type { BBox, MultiPolygon } from './coordinates';
import { elevationWireSchema } from './elevation';
import { baseUnitKinds } from './base-unit-kind';
import { localNameSchema } from './local-name';
import type { LocalName } from './local-name';
import { lifeCircleRuleSchema, serviceStandardSchema, standardSourceSchema } from './service-standard';

export { localNameSchema } from './local-name';
export type { LocalName } from './local-name';

/**
 * The rules of a place: levels, thresholds and standards are data, never code.
 * One JSON file each in `geodata/places/`.
 */
export const profileSchema = z
  .object({
    id: z.string(),
    name: localNameSchema,
    /** Six digits of the county, the first part of every grid code. */
    countyCode: z.string().regex(/^\d{6}$/),
    /** IANA zone in which times are shown and aggregated. */
    timeZone: z.string(),
    /** Levels of the area hierarchy, outermost first; the last one is the level that holds grids. */
    levels: z.array(z.object({ key: z.string(), name: localNameSchema })).min(1),
    grid: z.object({
      /** Households a grid should have, both ends included. */
      householdBand: z.tuple([z.number().int(), z.number().int()]),
      residentsMax: z.number().int(),
      /** Digits of each part of a grid code: county, subdistrict, community, sequence. */
      codeDigits: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
    }),
    workersPer10000Residents: z.number(),
    /** Smallest floor area of a station of a tier, m². */
    stationFloorAreaSquareMetres: z.record(z.string(), z.number()),
    /** Where those floor areas are published. */
    stationFloorAreaSource: standardSourceSchema.optional(),
    /** What else is asked of stations: opening hours, what they offer, how many they serve. */
    serviceStandards: z.array(serviceStandardSchema).optional(),
    /** The services of the life circle; without it those of `usualLifeCircle`. */
    lifeCircle: lifeCircleRuleSchema.optional(),
    coverage: z.object({
      cutoffMinutes: z.array(z.number()).min(1),
      /** Least share of a community that should reach its service centre within the longest cutoff, 0…1. */
      leastCoveredShare: z.number().min(0).max(1).optional(),
      /** Walking speed per group, m/s. */
      walkSpeedMetresPerSecond: z.record(z.string(), z.number().positive()),
      gateWaitSeconds: z.number().nonnegative(),
      /** Over an arterial, by a light over any other street (30 where it is not said), without a light. */
      crossingWaitSeconds: z.object({
        arterial: z.number().nonnegative(),
        signals: z.number().nonnegative().optional(),
        other: z.number().nonnegative(),
      }),
      /** Speed on stairs as a part of that on the level, and what elders have of it; 0.45, 0.6 and 0.75 where not said. */
      stairSpeedFactor: z
        .object({
          up: z.number().positive().max(1),
          down: z.number().positive().max(1),
          elders: z.number().positive().max(1),
        })
        .optional(),
      /** Steepest street for those who take no stairs, rise over run; 0.08 where not said. Asked where heights are known. */
      stepFreeSteepestSlope: z.number().positive().optional(),
      /** Wait for a lift, and its time a floor; 30 and 1 where not said. */
      liftSeconds: z.object({ wait: z.number().nonnegative(), floor: z.number().nonnegative() }).optional(),
      /** Without a mapped interior: straight line from door to gate times this. */
      assumedDetour: z.number().min(1),
    }),
    incidents: z.object({
      densityBandwidthMetres: z.number().positive(),
      /** Below so many households a grid has no rate. */
      tooFewHouseholds: z.number(),
      /** The same where residents are all that is counted; without it those of `tooFewHouseholds` households. */
      tooFewResidents: z.number().optional(),
      /** Standard deviation of an incident's place, eastwards and northwards, where nobody noted it; 10 where not said. */
      locationSigmaMetres: z.number().positive().optional(),
    }),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof profileSchema>;

/** Where a place's data comes from; shown as map credit. */
export const sourceSchema = z.object({ name: z.string(), licence: z.string(), url: z.string().optional() });
export type DataSource = z.infer<typeof sourceSchema>;

/** One county or city: one database, one prefix in every URL. */
export interface Place {
  id: PlaceId;
  name: LocalName;
  profile: Profile;
  /** True for generated demo data; the console says so wherever the place is named. */
  synthetic: boolean;
  bbox: BBox;
  /** ISO date the data describes. */
  dataDate: string;
  sources: DataSource[];
}

export const placeWireSchema = z
  .object({
    id: placeIdSchema,
    name: localNameSchema,
    profile: profileSchema,
    synthetic: z.boolean(),
    bbox: z.array(z.number()).length(4).meta({ description: '[west, south, east, north]' }),
    dataDate: z.string(),
    sources: z.array(sourceSchema),
    /** Changes whenever imported data changes; caches hang on it. */
    datasetVersion: z.string(),
    counts: z.object({
      areas: z.number().int(),
      baseUnits: z.number().int(),
      households: z.number().int().nullable(),
      residents: z.number().int().nullable(),
      streets: z.number().int(),
      stations: z.number().int(),
      incidents: z.number().int(),
    }),
    /** What people are counted by, or by most of them; null without base units. */
    baseUnitKind: z.enum(baseUnitKinds).nullable(),
    /** Share of base units whose household count is an assumption, 0…1. */
    householdsAssumedShare: z.number(),
    /** First and last report time, ISO 8601 UTC; null without incidents. */
    incidentPeriod: z.object({ from: z.string(), to: z.string() }).nullable(),
    /** Heights of the ground; null where none were imported. */
    elevation: elevationWireSchema.nullable(),
  })
  .meta({ id: 'Place' });
export type PlaceWire = z.infer<typeof placeWireSchema>;

/** An area of the administrative hierarchy: county, subdistrict, community … */
export interface Area {
  id: AreaId;
  /** Digits of this level only (county 6, subdistrict 3, community 3) or the source's own code. */
  code: string;
  name: LocalName;
  /** Index into `profile.levels`. */
  level: number;
  parentId: AreaId | null;
  geometry: MultiPolygon;
}

export const areaWireSchema = z
  .object({
    id: areaIdSchema,
    code: z.string(),
    name: localNameSchema,
    level: z.number().int(),
    parentId: areaIdSchema.nullable(),
    households: z.number().int().nullable(),
    residents: z.number().int().nullable(),
  })
  .meta({ id: 'AreaProperties' });
export type AreaWire = z.infer<typeof areaWireSchema>;
