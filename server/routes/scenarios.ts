import { createRoute } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import type { ScenarioId } from '../../geodata/schema/ids';
import {
  scenarioInputSchema,
  scenarioSummarySchema,
  scenarioUpdateSchema,
  scenarioWireSchema,
  whatIfAnswerSchema,
  whatIfQuestionSchema,
} from '../../geodata/schema/scenario';
import type { WhatIfAnswer, WhatIfQuestion } from '../../geodata/schema/scenario';
import { momentSchema } from '../../geodata/schema/moment';
import { stationKinds } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorOf } from '../middleware/author';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import { createScenario, deleteScenario, listScenarios, readScenario, updateScenario } from '../services/scenarios';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

const scenarioParams = placeParams.extend({ scenario: z.string().meta({ description: 'Id of the scenario' }) });
const tags = ['scenarios'];
const read = authorise('scenario.read');
const edit = authorise('scenario.edit');
const query = languageQuery;
const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const listContract = createRoute({
  method: 'get',
  path: '/places/{place}/scenarios',
  tags,
  summary: 'Saved scenarios, the one saved last first',
  middleware: read,
  request: { params: placeParams, query },
  responses: {
    200: jsonContent(z.object({ scenarios: z.array(scenarioSummarySchema) }), 'Scenarios'),
    default: problemContent,
  },
});

const createContract = createRoute({
  method: 'post',
  path: '/places/{place}/scenarios',
  tags,
  summary: 'Save a new scenario',
  middleware: edit,
  request: { params: placeParams, query, body: body(scenarioInputSchema) },
  responses: { 201: jsonContent(scenarioWireSchema, 'The scenario'), default: problemContent },
});

const measureContract = createRoute({
  method: 'post',
  path: '/places/{place}/scenarios/measure',
  tags,
  summary: 'What walking coverage would be under a list of edits: before and after, and which buildings gain and lose',
  middleware: read,
  request: { params: placeParams, query, body: body(whatIfQuestionSchema) },
  responses: { 200: jsonContent(whatIfAnswerSchema, 'Before and after'), default: problemContent },
});

const readContract = createRoute({
  method: 'get',
  path: '/places/{place}/scenarios/{scenario}',
  tags,
  summary: 'A scenario: its edits, and every time it was saved',
  middleware: read,
  request: { params: scenarioParams, query },
  responses: { 200: jsonContent(scenarioWireSchema, 'The scenario'), default: problemContent },
});

const updateContract = createRoute({
  method: 'put',
  path: '/places/{place}/scenarios/{scenario}',
  tags,
  summary: 'Save a scenario anew; 409 where somebody else did so meanwhile',
  middleware: edit,
  request: { params: scenarioParams, query, body: body(scenarioUpdateSchema) },
  responses: { 200: jsonContent(scenarioWireSchema, 'The scenario'), default: problemContent },
});

const deleteContract = createRoute({
  method: 'delete',
  path: '/places/{place}/scenarios/{scenario}',
  tags,
  summary: 'Delete a scenario with its history',
  middleware: edit,
  request: { params: scenarioParams, query },
  responses: { 204: { description: 'Deleted' }, default: problemContent },
});

const coverageContract = createRoute({
  method: 'get',
  path: '/places/{place}/scenarios/{scenario}/coverage',
  tags,
  summary: 'A saved scenario held against the place as it is, or against another scenario',
  middleware: read,
  request: {
    params: scenarioParams,
    query: query.extend({
      kind: z.enum(stationKinds).meta({ description: 'Kind of station' }),
      minutes: queryNumber({ min: 1, max: LONGEST_WALK_MINUTES }).meta({ description: 'Longest walk', example: 15 }),
      walker: z
        .string()
        .max(40)
        .optional()
        .meta({ description: 'Walker group of the profile; its first one without it' }),
      at: momentSchema.optional(),
      'against-at': momentSchema.optional().meta({ description: 'What `before` is of; as `at` without it' }),
      plan: z.string().max(64).optional().meta({ description: 'Plan whose grids are summed up' }),
      against: z
        .string()
        .max(64)
        .optional()
        .meta({ description: 'Id of another scenario; without it the place as it is' }),
    }),
  },
  responses: { 200: jsonContent(whatIfAnswerSchema, 'Before and after'), default: problemContent },
});

/** `/places/{place}/scenarios` and everything below it. */
export function createScenarioRoutes({ places, compute, now }: AppDeps) {
  const missingPlace = (c: Context<AppEnv>, place: string) =>
    problemResponse(c, { code: 'place.not-found', params: { place } });

  const measure = async (c: Context<AppEnv>, placeId: string, question: WhatIfQuestion) => {
    const answered = await compute.call('ask-what-if', { placeId, question, now: now() });
    if (!answered.ok) return problemResponse(c, answered.problem);
    return readyJson<WhatIfAnswer>(c, answered.value, 'application/json');
  };

  return createRoutes()
    .openapi(listContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      c.header('Cache-Control', 'private, no-cache');
      return c.json({ scenarios: await listScenarios(store) }, 200);
    })
    .openapi(createContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const id = `scenario-${randomUUID().slice(0, 8)}` as ScenarioId;
      const made = await createScenario(store, id, c.req.valid('json'), { author: authorOf(c), at: now() });
      if (!made.ok) return problemResponse(c, made.problem);
      c.header('Location', `/api/places/${place}/scenarios/${id}`);
      return c.json(made.value, 201);
    })
    .openapi(measureContract, async (c) => {
      const { place } = c.req.valid('param');
      if (!(await places.get(place))) return missingPlace(c, place);
      return measure(c, place, c.req.valid('json'));
    })
    .openapi(readContract, async (c) => {
      const { place, scenario } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const found = await readScenario(store, scenario);
      if (!found.ok) return problemResponse(c, found.problem);
      c.header('Cache-Control', 'private, no-cache');
      return c.json(found.value, 200);
    })
    .openapi(updateContract, async (c) => {
      const { place, scenario } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const saved = await updateScenario(store, scenario, c.req.valid('json'), { author: authorOf(c), at: now() });
      return saved.ok ? c.json(saved.value, 200) : problemResponse(c, saved.problem);
    })
    .openapi(deleteContract, async (c) => {
      const { place, scenario } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const deleted = await deleteScenario(store, scenario);
      return deleted.ok ? c.body(null, 204) : problemResponse(c, deleted.problem);
    })
    .openapi(coverageContract, async (c) => {
      const { place, scenario } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const { lang: _lang, against, 'against-at': againstAt, ...asked } = c.req.valid('query');
      const found = await readScenario(store, scenario);
      if (!found.ok) return problemResponse(c, found.problem);
      const other = against === undefined ? null : await readScenario(store, against);
      if (other && !other.ok) return problemResponse(c, other.problem);
      return measure(c, place, {
        ...asked,
        againstAt,
        edits: found.value.edits,
        against: other?.value.edits ?? [],
      });
    });
}
