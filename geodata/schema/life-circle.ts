import { z } from 'zod';
import { areaIdSchema, gridIdSchema, planIdSchema, stationIdSchema } from './ids';
import { localNameSchema } from './local-name';
import { lifeCircleRuleSchema } from './service-standard';
import { stationKinds } from './station';

/*
 * Answers about how many everyday services a dwelling reaches on foot, and how far what there is goes round. A mean and a
 * share always come with what they are over.
 */

/** What a mean or share is over. */
export const peopleBases = ['residents', 'households', 'units'] as const;

const planSchema = z.object({ id: planIdSchema, name: localNameSchema, revision: z.number().int() }).nullable();
const communityNames = { id: areaIdSchema, name: localNameSchema, code: z.string() };
const gridNames = { id: gridIdSchema, name: z.string(), code: z.string().nullable(), communityId: areaIdSchema };

const lifeCircleCountsSchema = z
  .object({
    people: z.number().int().meta({ description: 'Denominator: those of the basis whose number and walks are known' }),
    services: z.number().int().meta({ description: 'Σ services reached × people; over `people` it is the mean' }),
    withAll: z.number().int().meta({ description: 'Numerator: those who reach every service there is' }),
    units: z.number().int(),
    unknownUnits: z.number().int().meta({ description: 'Base units with an unknown number of people; in neither' }),
    offNetwork: z.number().int().meta({ description: 'Base units too far from every path to be given a time' }),
  })
  .meta({ id: 'LifeCircleCounts' });
export type LifeCircleCounts = z.infer<typeof lifeCircleCountsSchema>;

export const lifeCircleSchema = z
  .object({
    datasetVersion: z.string(),
    minutes: z.number(),
    walker: z.string(),
    basis: z.enum(peopleBases),
    rule: lifeCircleRuleSchema.meta({ description: 'The services the place counts, and where the list is from' }),
    kinds: z
      .array(z.object({ kind: z.enum(stationKinds), stations: z.number().int(), people: z.number().int() }))
      .meta({ description: 'Services that are counted, with those who reach one in time' }),
    notRecorded: z.array(z.enum(stationKinds)).meta({ description: 'Asked for, yet the place has none: in no score' }),
    byScore: z
      .array(z.object({ people: z.number().int(), units: z.number().int() }))
      .meta({ description: 'Those who reach exactly 0, 1, 2 … services' }),
    plan: planSchema,
    total: lifeCircleCountsSchema,
    byCommunity: z.array(lifeCircleCountsSchema.extend(communityNames).meta({ id: 'CommunityLifeCircle' })),
    byGrid: z.array(lifeCircleCountsSchema.extend(gridNames).meta({ id: 'GridLifeCircle' })),
    assumedUnits: z.object({ units: z.number().int(), of: z.number().int() }).meta({
      description: 'Base units whose count of people is an assumption of the import',
    }),
  })
  .meta({ id: 'LifeCircle' });
export type LifeCircle = z.infer<typeof lifeCircleSchema>;

export const lifeCircleUnitsSchema = z
  .object({
    datasetVersion: z.string(),
    minutes: z.number(),
    walker: z.string(),
    kinds: z.array(z.enum(stationKinds)).meta({ description: 'Meaning of the bits, lowest first' }),
    reached: z
      .array(z.number().int())
      .meta({ description: 'Per base unit by index: bit k set where the k-th service is reached; -1 off the network' }),
  })
  .meta({ id: 'LifeCircleUnits' });
export type LifeCircleUnits = z.infer<typeof lifeCircleUnitsSchema>;

export const capacityMeasures = ['floor-area', 'seats', 'staff'] as const;
export type CapacityMeasure = (typeof capacityMeasures)[number];

const accessCountsSchema = z
  .object({
    people: z.number().int().meta({ description: 'Denominator: those of the basis whose number and walks are known' }),
    stations: z.number().int().meta({ description: 'Σ stations within the minutes × people; over `people` the mean' }),
    withAny: z.number().int().meta({ description: 'Numerator: those with at least one station within the minutes' }),
    supply: z
      .number()
      .nullable()
      .meta({ description: 'Capacity shared out to them (2SFCA); over `people` it is the share of each' }),
    units: z.number().int(),
    unknownUnits: z.number().int(),
    offNetwork: z.number().int(),
  })
  .meta({ id: 'AccessCounts' });
export type AccessCounts = z.infer<typeof accessCountsSchema>;

export const accessSchema = z
  .object({
    datasetVersion: z.string(),
    kind: z.enum(stationKinds),
    minutes: z.number(),
    walker: z.string(),
    basis: z.enum(peopleBases),
    capacity: z.enum(capacityMeasures),
    supply: z
      .object({
        stations: z.number().int(),
        withCapacity: z
          .number()
          .int()
          .meta({ description: 'Those whose capacity is on record; the others share nothing' }),
        reachable: z.number().meta({ description: 'Capacity that somebody reaches: what all shares add up to' }),
        unreachable: z.number().meta({ description: 'Capacity nobody counted reaches within the minutes' }),
      })
      .meta({ id: 'SharedSupply' }),
    plan: planSchema,
    total: accessCountsSchema,
    byCommunity: z.array(accessCountsSchema.extend(communityNames).meta({ id: 'CommunityAccess' })),
    byGrid: z.array(accessCountsSchema.extend(gridNames).meta({ id: 'GridAccess' })),
    assumedUnits: z.object({ units: z.number().int(), of: z.number().int() }),
  })
  .meta({ id: 'Access' });
export type AccessAnswer = z.infer<typeof accessSchema>;

export const accessUnitsSchema = z
  .object({
    datasetVersion: z.string(),
    kind: z.enum(stationKinds),
    minutes: z.number(),
    walker: z.string(),
    capacity: z.enum(capacityMeasures),
    nearestCount: z.number().int(),
    within: z.array(z.number().int()).meta({ description: 'Stations within the minutes; -1 off the network' }),
    supplyPerThousand: z.array(z.number()).nullable().meta({
      description: 'Capacity within reach per 1,000 people (2SFCA); -1 off the network; null without capacities',
    }),
    nearestMilliseconds: z
      .array(z.number().int())
      .meta({ description: '`nearestCount` values a unit, nearest first; -1 where fewer are within the minutes' }),
    nearestStation: z.array(z.number().int()).meta({ description: 'Beside them: position in `stations`; -1 for none' }),
    stations: z.array(stationIdSchema),
  })
  .meta({ id: 'AccessUnits' });
export type AccessUnits = z.infer<typeof accessUnitsSchema>;
