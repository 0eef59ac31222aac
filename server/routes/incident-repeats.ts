import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { duplicatesSchema, repeatsSchema } from '../../geodata/schema/incident-repeats';
import type { IncidentDuplicates, IncidentRepeats } from '../../geodata/schema/incident-repeats';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import type { IncidentQuestion } from '../services/answer-incidents';
import { createIncidentAnswer } from './incident-answer';
import { countedQuery, filterQuery, levelQuery, planQuery } from './incidents';
import { pagingQuery, readCursor } from './paging';
import { jsonContent, placeParams, problemContent, queryNumber } from './route-contract';

const tags = ['incidents'];
const middleware = authorise('incident.read');

const repeatsContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/repeats',
  tags,
  summary: 'Places reported on again and again: one address, one building, or points within 15 m',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({
      least: queryNumber({ min: 2, max: 1000, whole: true })
        .default(3)
        .meta({ description: 'Fewest reports of a place within the days; 3 without it', example: 3 }),
      days: queryNumber({ min: 1, max: 3660, whole: true })
        .default(90)
        .meta({ description: 'Length of the span that is moved over the reports; 90 without it', example: 90 }),
      alike: z.enum(['true', 'false']).optional().meta({
        description: 'true: each group of types is counted by itself, so that a place may be listed once a group',
      }),
    }),
  },
  responses: { 200: jsonContent(repeatsSchema, 'The places'), default: problemContent },
});

const duplicatesContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/duplicates',
  tags,
  summary: 'Reports that an earlier one is much like in place, time and text, for a person to confirm',
  middleware,
  request: {
    params: placeParams,
    query: filterQuery.extend({ ...pagingQuery.shape, plan: planQuery, level: levelQuery, counted: countedQuery }),
  },
  responses: { 200: jsonContent(duplicatesSchema, 'Pairs of reports'), default: problemContent },
});

/** `/places/{place}/incidents/repeats` and `…/duplicates`. */
export function createIncidentRepeatRoutes(deps: AppDeps) {
  const answer = createIncidentAnswer(deps);
  return createRoutes()
    .openapi(repeatsContract, (c) => {
      const { late, alike, ...query } = c.req.valid('query');
      const question: IncidentQuestion = {
        about: 'repeats',
        query: { ...query, late: late === 'true', alike: alike === 'true' },
      };
      return answer<IncidentRepeats>(c, c.req.valid('param').place, question);
    })
    .openapi(duplicatesContract, (c) => {
      const { late, cursor, ...query } = c.req.valid('query');
      const after = readCursor(cursor);
      if (!after.ok) return problemResponse(c, after.problem);
      const question: IncidentQuestion = {
        about: 'duplicates',
        query: { ...query, late: late === 'true', offset: after.value + 1 },
      };
      return answer<IncidentDuplicates>(c, c.req.valid('param').place, question);
    });
}
