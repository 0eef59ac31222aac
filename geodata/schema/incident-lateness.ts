import { z } from 'zod';
import { gridIdSchema, planIdSchema } from './ids';
import { localNameSchema } from './place';
import { incidentBasis } from './incident-summary';

/**
 * How an incident stands with its limit; every incident is in exactly one. Open ones by the share of the limit that has
 * gone: `green` up to 80 %, `yellow` up to 100 %, `red` beyond. Closed ones `closed-in-time` or `closed-late`. `unknown`:
 * no due time, or closed nobody knows when. `excluded`: rejected, merged into another or voided, nobody had to solve it.
 */
export const dueLights = ['green', 'yellow', 'red', 'closed-late', 'closed-in-time', 'unknown', 'excluded'] as const;
export type DueLight = (typeof dueLights)[number];
/** Those that can be judged: what a late share is a share of. */
export const judgedLights = ['green', 'yellow', 'red', 'closed-late', 'closed-in-time'] as const;
export const lateLights = ['red', 'closed-late'] as const;

/** The share of its limit after which an open incident is yellow. */
export const YELLOW_SHARE = 0.8;

const count = z.number().int().nonnegative();
const planSchema = z.object({ id: planIdSchema, revision: z.number().int() });
const intervalSchema = z.object({ low: z.number(), high: z.number() }).nullable();

const countsSchema = z
  .object({
    green: count,
    yellow: count,
    red: count,
    'closed-late': count,
    'closed-in-time': count,
    unknown: count,
    excluded: count,
  })
  .meta({ id: 'DueLightCounts' });
export type DueLightCounts = z.infer<typeof countsSchema>;

const tallySchema = z.object({
  lights: countsSchema.meta({ description: 'Σ = incidents; each is the rows listed under that `light`' }),
  late: count.meta({ description: 'Numerator: red and closed late' }),
  judged: count.meta({
    description: 'Denominator: with a due time, open or closed at a known time, neither rejected, merged nor voided',
  }),
  interval: intervalSchema.meta({
    description: 'Of late / judged at 95 % (Wilson 1927); null where nothing is judged',
  }),
  medianDaysLate: z.number().nullable().meta({
    description:
      'Of those open past their due time; the lower of the two middle ones averaged with the upper; null without',
  }),
});
export type LatenessTallyWire = z.infer<typeof tallySchema>;

export const latenessGroupings = ['area', 'owner', 'type'] as const;
export type LatenessGrouping = (typeof latenessGroupings)[number];

const latenessRowSchema = tallySchema
  .extend({
    key: z.string().nullable().meta({
      description: 'Id of the grid, base unit or area; name of the agency, null for none named; code of the type',
    }),
    name: localNameSchema.nullable(),
  })
  .meta({ id: 'LatenessRow' });
export type LatenessRow = z.infer<typeof latenessRowSchema>;

export const latenessSchema = z
  .object({
    ...incidentBasis,
    by: z.enum(latenessGroupings),
    areas: z.enum(['grids', 'base-units', 'areas']).meta({ description: 'What `by=area` lists, as in `summary`' }),
    plan: planSchema.nullable(),
    level: z.string().nullable(),
    ...tallySchema.shape,
    rows: z.array(latenessRowSchema).meta({
      description:
        'Only those with an incident. By agency and by type their incidents add up to the total; by area they and `outside` do',
    }),
    outside: count.meta({ description: 'By area: in none of them, or without a point; else 0' }),
  })
  .meta({ id: 'IncidentLateness' });
export type IncidentLateness = z.infer<typeof latenessSchema>;

/** Points with their light, as columns: a city has 200,000 of them. */
export const latePointsSchema = z
  .object({
    ...incidentBasis,
    lights: countsSchema.meta({ description: 'Of all under the filter but its own `light` and `late`, drawn or not' }),
    drawn: z.array(z.enum(judgedLights)).meta({ description: 'Which are listed here' }),
    withoutPoint: count.meta({ description: 'Of the drawn kinds, those that no map can show' }),
    ids: z.array(z.string()),
    lng: z.array(z.number()),
    lat: z.array(z.number()),
    light: z.array(z.number().int()).meta({ description: 'Index into `drawn`' }),
    daysLate: z.array(z.number()).meta({ description: 'To the time data end at, or to the closing; 0 where not late' }),
  })
  .meta({ id: 'LatePoints' });
export type LatePoints = z.infer<typeof latePointsSchema>;

/** Ways in which nobody near is responsible, or near. */
export const coverWordPattern = /^(beyond-([1-9]\d?|1[01]\d|120)|off-network|no-full-time-worker)$/;

export const incidentCoverSchema = z
  .object({
    ...incidentBasis,
    minutes: z.number().int(),
    walk: z
      .object({
        kind: z.string().meta({ description: 'Kind of station that stands for the place' }),
        walker: z.string(),
        at: z.string().meta({ description: 'Today' }),
        closedDays: z.object({ incidents: count, asToday: count }).meta({
          description:
            'Each is walked by the streets open on the day of its report. `incidents`: on that day some were closed; `asToday`: on days with a rarer set of closed streets than the 12 commonest, walked by those open today',
        }),
        stations: count,
        beyond: count.meta({ description: 'Numerator: walk longer than `minutes`, or no way at all' }),
        timed: count.meta({ description: 'Denominator: on the network' }),
        interval: intervalSchema,
        offNetwork: count.meta({ description: 'Too far from every path to be given a time; in neither' }),
        withoutPoint: count,
      })
      .nullable()
      .meta({ description: 'Null where the place has no streets or no station' }),
    whyNoWalk: z.enum(['no-streets', 'no-stations']).nullable(),
    workers: z
      .object({
        plan: planSchema,
        without: count.meta({ description: 'Numerator: in a grid without a full-time worker' }),
        inGrids: count.meta({ description: 'Denominator: in a grid' }),
        interval: intervalSchema,
        outside: count.meta({ description: 'In no grid, or without a point; in neither' }),
        grids: count,
        gridIdsWithout: z.array(gridIdSchema),
      })
      .nullable()
      .meta({ description: 'Null where the place has no grids, or no worker of any kind on record' }),
    whyNoWorkers: z.enum(['no-grids', 'no-workers']).nullable(),
  })
  .meta({ id: 'IncidentCover' });
export type IncidentCover = z.infer<typeof incidentCoverSchema>;
