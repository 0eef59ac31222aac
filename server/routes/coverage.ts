import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { closuresAnswerSchema } from '../../geodata/schema/closure';
import type { ClosuresAnswer } from '../../geodata/schema/closure';
import {
  countedGroups,
  coverageAnswerSchema,
  coverageUnitsSchema,
  levelPageSchema,
  levelSorts,
  LONGEST_WALK_MINUTES,
  reachAnswerSchema,
  serviceAreasSchema,
  uncoveredPageSchema,
} from '../../geodata/schema/coverage';
import type {
  CoverageAnswer,
  CoverageUnits,
  LevelPage,
  ReachAnswer,
  ServiceAreas,
  UncoveredPage,
} from '../../geodata/schema/coverage';
import { stationKinds } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import type { CoverageQuestion } from '../services/answer-coverage';
import type { ReachQuery } from '../services/find-reach';
import { writeCursor } from '../services/page-cursor';
import { createCoverageAnswer } from './coverage-answer';
import { dayQuery, kindQuery, minutes, planQuery, text, walkerQuery } from './coverage-query';
import { pagingQuery, readCursor } from './paging';
import { geoJsonContent, jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

/** Stations of one drawing; a kind has no such limit. */
const MOST_STATIONS = 60;

const tags = ['coverage'];
const middleware = authorise('coverage.read');

const coverageContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage',
  tags,
  summary: 'Who walks to a station of a kind in time: in all, by community and grid, beside a straight-line circle',
  middleware,
  request: { params: placeParams, query: kindQuery.extend({ minutes, plan: planQuery }) },
  responses: { 200: jsonContent(coverageAnswerSchema, 'Shares with both their parts'), default: problemContent },
});

const unitsContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/units',
  tags,
  summary: 'Walking time of every base unit to its nearest station of a kind, as columns',
  middleware,
  request: { params: placeParams, query: kindQuery },
  responses: { 200: jsonContent(coverageUnitsSchema, 'One value a base unit, by index'), default: problemContent },
});

const levelContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/levels',
  tags,
  summary: 'Who is covered by area of a level, by grid or by base unit, in pages',
  middleware,
  request: {
    params: placeParams,
    query: kindQuery.extend({
      ...pagingQuery.shape,
      minutes,
      plan: planQuery,
      level: z.string().max(40).meta({
        description: 'Key of a level of the profile, `grid` or `base-unit`',
        example: 'community',
      }),
      group: z
        .enum(countedGroups)
        .optional()
        .meta({ description: 'Whom the order is by; without it by households, else residents, else base units' }),
      sort: z
        .enum(levelSorts)
        .default('missing')
        .meta({ description: 'Most left out first, smallest share first, or by name' }),
    }),
  },
  responses: { 200: jsonContent(levelPageSchema, 'Rows with every share and both its parts'), default: problemContent },
});

const uncoveredContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/uncovered',
  tags,
  summary: 'Base units nobody reaches a station from in time, in pages',
  middleware,
  request: {
    params: placeParams,
    query: kindQuery.extend({
      ...pagingQuery.shape,
      minutes,
      plan: planQuery,
      community: text('Only those in this community', 'community-3'),
      grid: text('Only those in this grid', 'grid-12'),
      sort: z.enum(['farthest', 'households']).default('farthest').meta({ description: 'What comes first' }),
    }),
  },
  responses: { 200: jsonContent(uncoveredPageSchema, 'A page of base units'), default: problemContent },
});

const areasContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/service-areas',
  tags,
  summary: 'Outlines of the land from which a station is reached in time, longest time first',
  middleware,
  request: {
    params: placeParams,
    query: walkerQuery.extend({
      kind: z.enum(stationKinds).optional().meta({ description: 'All stations of a kind; this or `station`' }),
      station: z
        .string()
        .max(4000)
        .transform((list) => list.split(',').filter(Boolean))
        .refine((list) => list.length >= 1 && list.length <= MOST_STATIONS, { message: `1–${MOST_STATIONS}` })
        .optional()
        .meta({ description: 'One station, or several with commas between, drawn as one', example: 'station-7' }),
      minutes: z
        .string()
        .regex(/^\d{1,3}(,\d{1,3}){0,5}$/)
        .transform((list) => list.split(',').map(Number))
        .refine((list) => list.every((m) => m >= 1 && m <= LONGEST_WALK_MINUTES), {
          message: `1–${LONGEST_WALK_MINUTES}`,
        })
        .optional()
        .meta({ description: "At most six, comma separated; the profile's without it", example: '5,10,15' }),
    }),
  },
  responses: { 200: geoJsonContent(serviceAreasSchema, 'One feature a time'), default: problemContent },
});

const reachContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/reach',
  tags,
  summary: 'Stations nearest on foot to a place, with minutes, way and gates',
  middleware,
  request: {
    params: placeParams,
    query: walkerQuery.extend({
      lng: queryNumber({ min: -180, max: 180 }).optional().meta({ description: 'With `lat`: any place' }),
      // Takes what can only be a longitude too, so that swapped ones are told as such.
      lat: queryNumber({ min: -180, max: 180 })
        .optional()
        .meta({ description: 'With `lng`', minimum: -90, maximum: 90 }),
      unit: text('Instead: the door of this base unit', 'building-1'),
      station: text('Instead: the door of this station', 'station-7'),
      minutes: minutes.default(15),
    }),
  },
  responses: { 200: jsonContent(reachAnswerSchema, 'Stations by kind'), default: problemContent },
});

const closuresContract = createRoute({
  method: 'get',
  path: '/places/{place}/closures',
  tags,
  summary: 'Streets closed for a while: name, reason, days, notice, and whether they are in force on a day',
  middleware,
  request: { params: placeParams, query: languageQuery.extend({ at: dayQuery }) },
  responses: { 200: jsonContent(closuresAnswerSchema, 'Every closure on record'), default: problemContent },
});

/** `/places/{place}/coverage…` and `/places/{place}/closures`. */
export function createCoverageRoutes(deps: AppDeps) {
  const answer = createCoverageAnswer(deps);

  return createRoutes()
    .openapi(coverageContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<CoverageAnswer>(c, c.req.valid('param').place, { about: 'coverage', query });
    })
    .openapi(unitsContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<CoverageUnits>(c, c.req.valid('param').place, { about: 'units', query });
    })
    .openapi(levelContract, (c) => {
      const { lang: _lang, cursor, limit, ...query } = c.req.valid('query');
      const after = readCursor(cursor);
      if (!after.ok) return problemResponse(c, after.problem);
      const page = { limit, offset: after.value + 1, nextCursor: writeCursor(after.value + limit) };
      return answer<LevelPage>(c, c.req.valid('param').place, { about: 'level', query: { ...query, ...page } });
    })
    .openapi(uncoveredContract, (c) => {
      const { lang: _lang, cursor, limit, ...query } = c.req.valid('query');
      const after = readCursor(cursor);
      if (!after.ok) return problemResponse(c, after.problem);
      const page = { limit, offset: after.value + 1, nextCursor: writeCursor(after.value + limit) };
      return answer<UncoveredPage>(c, c.req.valid('param').place, { about: 'uncovered', query: { ...query, ...page } });
    })
    .openapi(areasContract, (c) => {
      const { kind, station, minutes: list, walker, at, openOnly } = c.req.valid('query');
      const of = station !== undefined ? { stations: station } : kind !== undefined ? { kind } : null;
      if (!of) {
        return problemResponse(c, { code: 'request.one-of', params: { fields: 'kind, station' } });
      }
      const question: CoverageQuestion = { about: 'service-areas', query: { of, minutes: list, walker, at, openOnly } };
      return answer<ServiceAreas>(c, c.req.valid('param').place, question, 'application/geo+json');
    })
    .openapi(reachContract, (c) => {
      const { lng, lat, unit, station, minutes: within, walker, at, openOnly } = c.req.valid('query');
      const from: ReachQuery['from'] | null =
        unit !== undefined
          ? { unit }
          : station !== undefined
            ? { station }
            : lng !== undefined && lat !== undefined
              ? { lng, lat }
              : null;
      if (!from) {
        return problemResponse(c, { code: 'request.one-of', params: { fields: 'lng & lat, unit, station' } });
      }
      const question: CoverageQuestion = { about: 'reach', query: { from, minutes: within, walker, at, openOnly } };
      return answer<ReachAnswer>(c, c.req.valid('param').place, question);
    })
    .openapi(closuresContract, (c) => {
      const { at } = c.req.valid('query');
      return answer<ClosuresAnswer>(c, c.req.valid('param').place, { about: 'closures', query: { at } });
    });
}
