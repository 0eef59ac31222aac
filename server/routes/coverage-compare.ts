import { createRoute } from '@hono/zod-openapi';
import { momentSchema } from '../../geodata/schema/moment';
import { whatIfAnswerSchema } from '../../geodata/schema/scenario';
import type { WhatIfAnswer } from '../../geodata/schema/scenario';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { coverageVersion } from '../services/coverage-version';
import { today } from '../services/plan-days';
import { kindQuery, minutes, planQuery } from './coverage-query';
import { readyJson } from './ready-json';
import { jsonContent, placeParams, problemContent } from './route-contract';

const compareContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/compare',
  tags: ['coverage'],
  summary: 'Two days, or hours, held against each other: figures of both, who gains and loses, and who is cut off',
  description:
    '`before` is of `against-at`, `after` of `at`; each is today without it. Streets are closed on days; gates that have ' +
    'opening hours on record are shut by the hour where a time of day is given.',
  middleware: authorise('coverage.read'),
  request: {
    params: placeParams,
    query: kindQuery.extend({ minutes, plan: planQuery, 'against-at': momentSchema.optional() }),
  },
  responses: { 200: jsonContent(whatIfAnswerSchema, 'Before and after'), default: problemContent },
});

/** `/places/{place}/coverage/compare`. */
export function createCoverageCompareRoutes({ config, places, compute, now }: AppDeps) {
  return createRoutes().openapi(compareContract, async (c) => {
    const { place: placeId } = c.req.valid('param');
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await coverageVersion(store, now())));
    if (known) return known;
    const { lang: _lang, 'against-at': againstAt, ...asked } = c.req.valid('query');
    const day = await today(store.client, now());
    const question = { ...asked, edits: [], against: [], at: asked.at ?? day, againstAt: againstAt ?? day };
    const answered = await compute.call('ask-what-if', { placeId, question, now: now() });
    if (!answered.ok) return problemResponse(c, answered.problem);
    return readyJson<WhatIfAnswer>(c, answered.value, 'application/json');
  });
}
