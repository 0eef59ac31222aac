import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { countedKinds } from '../../geodata/schema/incident-assignment';
import {
  clusterSchema,
  densityRasterSchema,
  emergingSchema,
  hexagonsSchema,
  incidentAreasSchema,
  incidentCounts,
  incidentFeaturesSchema,
  incidentOrders,
  incidentPageSchema,
  incidentDetailSchema,
  incidentSummarySchema,
  incidentTypeWireSchema,
  scaleBases,
} from '../../geodata/schema/incident-summary';
import { figureParts, listedFigures } from '../../geodata/schema/incident-figures';
import type {
  DensityRasterWire,
  EmergingIncidents,
  IncidentCluster,
  IncidentAreas,
  IncidentHexagons,
  IncidentPage,
  IncidentDetail,
  IncidentSummaryWire,
  IncidentTypeWire,
} from '../../geodata/schema/incident-summary';
import {
  incidentCoverSchema,
  latenessGroupings,
  latenessSchema,
  latePointsSchema,
} from '../../geodata/schema/incident-lateness';
import type { IncidentCover, IncidentLateness, LatePoints } from '../../geodata/schema/incident-lateness';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import type { IncidentQuestion } from '../services/answer-incidents';
import { MAX_HEX_METRES, MIN_HEX_METRES } from '../services/count-hexagons';
import { incidentLocated } from '../services/list-incidents';
import { createIncidentAnswer } from './incident-answer';
import { pagingQuery, readCursor } from './paging';
import { jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

export const text = (description: string, example: string, max = 400) =>
  z.string().max(max).optional().meta({ description, example });
export const choice = <const T extends readonly [string, ...string[]]>(values: T, description: string) =>
  z.enum(values).optional().meta({ description });

export const planQuery = text(
  'Plan whose grids are counted by, and whose workers count for `cover`; without it the published one, else the one changed last',
  'general-published',
  64,
);
/** What every question about incidents can be narrowed by. */
export const filterQuery = languageQuery.extend({
  from: text("First day of the place's zone (YYYY-MM-DD), or an instant with its zone; included", '2025-03-01', 40),
  to: text('Last day, included as a whole; or an instant, excluded', '2025-03-31', 40),
  type: text('Codes of types or groups, comma separated; a group stands for all its types', '01,0203', 2000),
  state: text('States, comma separated; `open` and `ended` stand for all of their kind', 'open'),
  owner: text(
    'Agencies responsible, by name, `|` between them; `-` stands for incidents that name none',
    '环卫中心',
    2000,
  ),
  light: text(
    'Standings to the due time, comma separated: green, yellow and red are open, red past due; closed-late, closed-in-time; unknown has no due time or was closed nobody knows when; excluded nobody had to solve',
    'red,closed-late',
    100,
  ),
  cover: text(
    "Only what is outside cover in any of these ways, comma separated: beyond-15 (a walk of more minutes, 1 to 120, to the nearest station of the place's main kind), off-network (too far from every path to be given a time), no-full-time-worker (in a grid without one)",
    'beyond-15',
    120,
  ),
  plan: planQuery,
  late: z.enum(['true', 'false']).optional().meta({ description: 'true: only what is overdue or was closed late' }),
  hours: text(
    "Weekdays and hours of the report by the place's clock, all included: 1 is Monday, 8-17 is 8:00 to 18:00; several separated by commas",
    '1-5:8-17,6:10-11',
    400,
  ),
  q: text('Words to find in title, address, numbers and type names', 'A2', 80),
  count: choice(incidentCounts, 'reports (default): every report; problems: without those merged into another one'),
});
export const levelQuery = text('Key of a level of the place: its areas are counted instead of grids', 'community', 64);
export const countedQuery = choice(
  countedKinds,
  "then: by the grids in force on the day of each report, of the plan's scheme; now (default): by the grids of the plan, for all",
);
export const boxQuery = text('west,south,east,north in degrees', '116.2,39.4,116.3,39.5', 120);
/** What colours are fixed by. */
export const scaleQuery = {
  scale: choice(
    scaleBases,
    'What colours are fixed by: the whole data (default), the busiest period as long as the one asked for, or that very period',
  ),
  scaleDays: queryNumber({ min: 1, max: 100_000, whole: true })
    .optional()
    .meta({ description: 'With `scale=window`: the busiest so many days, however long the period is', example: 30 }),
  reference: text(
    'A filter written as a query of its own: colours fit what passes it, instead of what `scale` names',
    'from=2025-03-01&to=2025-03-31&type=01',
    2400,
  ),
};

const tags = ['incidents'];
const middleware = authorise('incident.read');

const rowsContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents',
  tags,
  summary: 'Incidents in pages, as rows or as GeoJSON',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      ...pagingQuery.shape,
      bbox: boxQuery,
      level: levelQuery,
      counted: countedQuery,
      grid: text(
        'Only the incidents of this grid, or of this area where a level is named; several comma separated',
        'g-12',
        12_000,
      ),
      hexagon: text('Only the incidents in this hexagon: size, q and r of incidents/hexagons', '200.12.-4', 40),
      at: text('Id of an incident: only those of the same place as it, see incidents/repeats', 'i-1', 200),
      alike: z.enum(['true', 'false']).optional().meta({
        description: 'true: with `at` only those of the same group of types, too',
      }),
      merged: z.enum(['true', 'false']).optional().meta({
        description: 'true: only reports that are merged into another one; with `count=problems` there are none',
      }),
      located: choice(
        incidentLocated,
        'Only what no grid counts: all of it, within 100 m of one, farther, reported before any plan was in force, or without a point; or `unsure`: only what is in a grid that holds less than 90 % of the places it may really be at',
      ),
      figure: choice(listedFigures, 'Only what this figure of incidents/figures is made of'),
      part: choice(figureParts, 'Which part of the figure; all of it without'),
      sort: choice(
        incidentOrders,
        'newest (default), oldest, earliest due, latest first (overdue before closed late), or a column upwards (sureness: the least sure of its grid first); no value comes last',
      ),
      reverse: z.enum(['true', 'false']).optional().meta({ description: 'true: the other way round' }),
      skip: queryNumber({ min: 0, max: 10_000_000, whole: true })
        .optional()
        .meta({ description: 'Rows to leave out first, for lists that jump; a cursor goes before it', example: 400 }),
      around: text('Id of an incident: the page that holds it, if the filter lets it pass', 'i-1', 64),
      format: choice(['json', 'geojson'], 'geojson: a FeatureCollection; geometry is null where there is no point'),
    }),
  },
  responses: {
    200: {
      description: 'A page of incidents',
      content: {
        'application/json': { schema: incidentPageSchema },
        'application/geo+json': { schema: incidentFeaturesSchema },
      },
    },
    default: problemContent,
  },
});

const oneContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/{incident}',
  tags,
  summary: 'One incident',
  middleware,
  request: {
    params: placeParams.extend({ incident: z.string().meta({ description: 'Id of the incident' }) }),
    query: languageQuery.extend({ plan: planQuery, level: levelQuery, counted: countedQuery }),
  },
  responses: {
    200: jsonContent(incidentDetailSchema, 'The incident, with its grid in every scheme'),
    default: problemContent,
  },
});

const typesContract = createRoute({
  method: 'get',
  path: '/places/{place}/incident-types',
  tags,
  summary: 'Types and groups of types, with how many incidents carry each',
  middleware,
  request: { params: placeParams, query: languageQuery },
  responses: {
    200: jsonContent(z.object({ types: z.array(incidentTypeWireSchema) }), 'Types by code'),
    default: problemContent,
  },
});

const summaryContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/summary',
  tags,
  summary: 'Counts by grid, day, type and state; rates per 1,000 households with their class borders',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      level: levelQuery,
      counted: countedQuery,
      against: text(
        'Period to compare with: `previous` (as many days, just before), `last-year`, or `2025-01-01..2025-01-31`',
        'previous',
        40,
      ),
      outliers: z.enum(['true', 'false']).optional().meta({
        description: 'true: local Moran of every grid too, by 9,999 conditional permutations',
      }),
      ...scaleQuery,
    }),
  },
  responses: { 200: jsonContent(incidentSummarySchema, 'The counts'), default: problemContent },
});

const densityContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/density',
  tags,
  summary: 'Kernel density in metres, as a raster with its fixed colour domain',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      bandwidth: queryNumber({ min: 50, max: 5000 })
        .optional()
        .meta({ description: "Radius of the quartic kernel in metres; the profile's without it", example: 200 }),
      lateScale: z.enum(['true', 'false']).optional().meta({
        description: 'true: colours are fixed by what is late alone, for a picture of what is late',
      }),
      ...scaleQuery,
    }),
  },
  responses: { 200: jsonContent(densityRasterSchema, 'The raster'), default: problemContent },
});

const hexagonsContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/hexagons',
  tags,
  summary: 'Counts by hexagon of a lattice that never moves, with the fixed classes of their colours',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      size: queryNumber({ min: MIN_HEX_METRES, max: MAX_HEX_METRES, whole: true })
        .optional()
        .meta({ description: 'Metres across the flats; without it what suits the size of the place', example: 200 }),
      ...scaleQuery,
    }),
  },
  responses: { 200: jsonContent(hexagonsSchema, 'The counts'), default: problemContent },
});

/** A period in equal steps. */
const steppedQuery = filterQuery.extend({
  level: levelQuery,
  counted: countedQuery,
  steps: queryNumber({ min: 4, max: 60, whole: true })
    .optional()
    .meta({ description: 'Equal steps of whole days the period is cut into; 12 without it', example: 12 }),
});

const emergingContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/emerging',
  tags,
  summary: 'Hot and cold spots over equal steps of the period: new, persistent, intensifying, …',
  middleware,
  request: { params: placeParams, query: steppedQuery },
  responses: { 200: jsonContent(emergingSchema, 'The history of every grid'), default: problemContent },
});

const clusterContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/cluster',
  tags,
  summary: 'The most unlikely cluster: a circle of grids and a span until now (space-time scan)',
  middleware,
  request: { params: placeParams, query: steppedQuery },
  responses: { 200: jsonContent(clusterSchema, 'The cluster'), default: problemContent },
});

const latenessContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/lateness',
  tags,
  summary: 'How many are late, of how many with a due time, by area, agency or type',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      by: choice(latenessGroupings, 'area (default): grids, or the areas of the level named; owner: agency; type'),
      level: levelQuery,
      counted: countedQuery,
    }),
  },
  responses: { 200: jsonContent(latenessSchema, 'The counts'), default: problemContent },
});

const latePointsContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/late-points',
  tags,
  summary: 'Incidents with a due time as points, by how much of their limit has gone',
  middleware,
  request: { params: placeParams, query: filterQuery },
  responses: { 200: jsonContent(latePointsSchema, 'Points as columns'), default: problemContent },
});

const coverContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/cover',
  tags,
  summary: 'How many are out of walking reach of a station, and how many in grids without a full-time worker',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      minutes: queryNumber({ min: 1, max: LONGEST_WALK_MINUTES, whole: true })
        .optional()
        .meta({ description: 'Minutes on foot; 15 without it', example: 15 }),
    }),
  },
  responses: { 200: jsonContent(incidentCoverSchema, 'The counts'), default: problemContent },
});

const areasContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/areas',
  tags,
  summary: 'Shapes of the base units that incidents are counted by where the place has no grids',
  middleware,
  request: { params: placeParams, query: languageQuery },
  responses: { 200: jsonContent(incidentAreasSchema, 'GeoJSON'), default: problemContent },
});

/** `/places/{place}/incidents…` and `/places/{place}/incident-types`. */
export function createIncidentRoutes(deps: AppDeps) {
  const answer = createIncidentAnswer(deps);
  return createRoutes()
    .openapi(summaryContract, (c) => {
      const { late, outliers, scale = 'full', ...query } = c.req.valid('query');
      const question: IncidentQuestion = {
        about: 'summary',
        query: { ...query, late: late === 'true', outliers: outliers === 'true', scale },
      };
      return answer<IncidentSummaryWire>(c, c.req.valid('param').place, question);
    })
    .openapi(densityContract, (c) => {
      const { late, lateScale, scale = 'full', ...query } = c.req.valid('query');
      const question: IncidentQuestion = {
        about: 'density',
        query: { ...query, late: late === 'true', lateScale: lateScale === 'true', scale },
      };
      return answer<DensityRasterWire>(c, c.req.valid('param').place, question);
    })
    .openapi(hexagonsContract, (c) => {
      const { late, scale = 'full', ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'hexagons', query: { ...query, late: late === 'true', scale } };
      return answer<IncidentHexagons>(c, c.req.valid('param').place, question);
    })
    .openapi(emergingContract, (c) => {
      const { late, steps = 12, ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'emerging', query: { ...query, late: late === 'true', steps } };
      return answer<EmergingIncidents>(c, c.req.valid('param').place, question);
    })
    .openapi(clusterContract, (c) => {
      const { late, steps = 12, ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'cluster', query: { ...query, late: late === 'true', steps } };
      return answer<IncidentCluster>(c, c.req.valid('param').place, question);
    })
    .openapi(latenessContract, (c) => {
      const { late, by = 'area', ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'lateness', query: { ...query, late: late === 'true', by } };
      return answer<IncidentLateness>(c, c.req.valid('param').place, question);
    })
    .openapi(latePointsContract, (c) => {
      const { late, ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'late-points', query: { ...query, late: late === 'true' } };
      return answer<LatePoints>(c, c.req.valid('param').place, question);
    })
    .openapi(coverContract, (c) => {
      const { late, minutes = 15, ...query } = c.req.valid('query');
      const question: IncidentQuestion = { about: 'cover', query: { ...query, late: late === 'true' }, minutes };
      return answer<IncidentCover>(c, c.req.valid('param').place, question);
    })
    .openapi(areasContract, (c) => answer<IncidentAreas>(c, c.req.valid('param').place, { about: 'areas' }))
    .openapi(typesContract, (c) =>
      answer<{ types: IncidentTypeWire[] }>(c, c.req.valid('param').place, { about: 'types' }),
    )
    .openapi(rowsContract, (c) => {
      const {
        late,
        alike,
        merged,
        reverse,
        cursor,
        skip = 0,
        limit,
        sort = 'newest',
        format = 'json',
        ...query
      } = c.req.valid('query');
      const after = readCursor(cursor);
      if (!after.ok) return problemResponse(c, after.problem);
      const question: IncidentQuestion = {
        about: 'rows',
        format,
        query: {
          ...query,
          late: late === 'true',
          alike: alike === 'true',
          merged: merged === 'true',
          sort,
          reverse: reverse === 'true',
          limit,
          offset: cursor === undefined ? skip : after.value + 1,
        },
      };
      const contentType = format === 'geojson' ? 'application/geo+json' : 'application/json';
      return answer<IncidentPage>(c, c.req.valid('param').place, question, contentType);
    })
    .openapi(oneContract, (c) => {
      const { place, incident } = c.req.valid('param');
      const { plan, level, counted } = c.req.valid('query');
      return answer<IncidentDetail>(c, place, { about: 'one', id: incident, asked: { plan, level, counted } });
    });
}
