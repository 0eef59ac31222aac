import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  sitingAnswerSchema,
  sitingJobSchema,
  sitingQuestionSchema,
  sitingUnitsSchema,
} from '../../geodata/schema/siting';
import type { SitingAnswer, SitingUnits } from '../../geodata/schema/siting';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { today } from '../services/plan-days';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const tags = ['siting'];
const middleware = authorise('siting.run');
const query = languageQuery;
const jobParams = placeParams.extend({
  job: z.string().meta({ description: 'Id of the job', example: '1f6c2a4e-1f6c-4a4e-9f6c-2a4e1f6c2a4e' }),
});
const jobAnswer = jsonContent(sitingJobSchema, 'The job');

const askContract = createRoute({
  method: 'post',
  path: '/places/{place}/siting',
  tags,
  summary: 'Where should the next stations stand: asks, and begins to work it out',
  description:
    'Walking times are measured before this answers; what cannot be solved by its wording is refused here. The same ' +
    'question on the same data is the same job. Poll the job; `done` has an answer, with how far it may be from the optimum.',
  middleware,
  request: {
    params: placeParams,
    query,
    body: { required: true, content: { 'application/json': { schema: sitingQuestionSchema } } },
  },
  responses: { 202: jobAnswer, default: problemContent },
});

const readContract = createRoute({
  method: 'get',
  path: '/places/{place}/siting/{job}',
  tags,
  summary: 'How a siting job stands',
  middleware,
  request: { params: jobParams, query },
  responses: { 200: jobAnswer, default: problemContent },
});

const answerContract = createRoute({
  method: 'get',
  path: '/places/{place}/siting/{job}/answer',
  tags,
  summary: 'The new sites in order, what each adds, shares before and after, and the proven gap',
  middleware,
  request: { params: jobParams, query },
  responses: { 200: jsonContent(sitingAnswerSchema, 'The answer'), default: problemContent },
});

const unitsContract = createRoute({
  method: 'get',
  path: '/places/{place}/siting/{job}/units',
  tags,
  summary: 'Walking times of every base unit before and after, as columns',
  middleware,
  request: { params: jobParams, query },
  responses: { 200: jsonContent(sitingUnitsSchema, 'One value a base unit, by index'), default: problemContent },
});

const finishContract = createRoute({
  method: 'post',
  path: '/places/{place}/siting/{job}/finish',
  tags,
  summary: 'Ends the search with the best there is by now; the gap is as far as it was proven',
  middleware,
  request: { params: jobParams, query },
  responses: { 200: jobAnswer, default: problemContent },
});

const dropContract = createRoute({
  method: 'delete',
  path: '/places/{place}/siting/{job}',
  tags,
  summary: 'Cancels a siting job and forgets its answer',
  middleware,
  request: { params: jobParams, query },
  responses: { 200: jsonContent(z.object({ dropped: z.boolean() }), 'It is gone'), default: problemContent },
});

/** `/places/{place}/siting` and all below it. */
export function createSitingRoutes({ places, compute, siting, now }: AppDeps) {
  return createRoutes()
    .openapi(askContract, async (c) => {
      const { place: placeId } = c.req.valid('param');
      const store = await places.get(placeId);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
      const question = c.req.valid('json');
      // Without a day it is about today, and tomorrow it is another question.
      const at = question.at ?? (await today(store.client, now()));
      const key = JSON.stringify([await datasetVersion(store), { ...question, at }]);
      let id = siting.find(placeId, key);
      if (id === null) {
        const prepared = await compute.call('prepare-siting', { placeId, question, now: now() });
        if (!prepared.ok) return problemResponse(c, prepared.problem);
        // Who asked the same meanwhile has begun it already.
        const started = siting.find(placeId, key) ?? siting.start(placeId, key, prepared.value);
        if (typeof started === 'string') id = started;
        else if (started.ok) id = started.value;
        else return problemResponse(c, started.problem);
      }
      const job = siting.describe(placeId, id, languageOf(c));
      return job.ok ? c.json(job.value, 202) : problemResponse(c, job.problem);
    })
    .openapi(readContract, (c) => {
      const { place, job } = c.req.valid('param');
      const found = siting.describe(place, job, languageOf(c));
      if (!found.ok) return problemResponse(c, found.problem);
      c.header('Cache-Control', 'no-store');
      return c.json(found.value, 200);
    })
    .openapi(answerContract, (c) => {
      const { place, job } = c.req.valid('param');
      const found = siting.answer(place, job);
      return found.ok
        ? readyJson<SitingAnswer>(c, found.value.answer, 'application/json')
        : problemResponse(c, found.problem);
    })
    .openapi(unitsContract, (c) => {
      const { place, job } = c.req.valid('param');
      const found = siting.answer(place, job);
      return found.ok
        ? readyJson<SitingUnits>(c, found.value.units, 'application/json')
        : problemResponse(c, found.problem);
    })
    .openapi(finishContract, (c) => {
      const { place, job } = c.req.valid('param');
      const finished = siting.finish(place, job);
      const found = finished.ok ? siting.describe(place, job, languageOf(c)) : finished;
      return found.ok ? c.json(found.value, 200) : problemResponse(c, found.problem);
    })
    .openapi(dropContract, async (c) => {
      const { place, job } = c.req.valid('param');
      const dropped = await siting.drop(place, job);
      return dropped.ok ? c.json({ dropped: true }, 200) : problemResponse(c, dropped.problem);
    });
}
