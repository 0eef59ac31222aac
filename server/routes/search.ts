import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { searchAnswerSchema } from '../../geodata/schema/search';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

const searchContract = createRoute({
  method: 'get',
  path: '/places/{place}/search',
  tags: ['places'],
  summary: 'Finds areas, grids, compounds, stations, streets, buildings and coordinates',
  middleware: authorise('place.read'),
  request: {
    params: placeParams,
    query: languageQuery.extend({
      q: z.string().max(100).meta({
        description: 'Name, its pinyin or initials, code, address, incident number or `lng,lat`',
        example: '朝阳',
      }),
      limit: queryNumber({ min: 1, max: 100, whole: true }).default(20).meta({ description: 'At most 100' }),
      plan: z.string().max(64).optional().meta({
        description: 'Plan whose grids are searched; without it the published one, else the one changed last',
      }),
    }),
  },
  responses: { 200: jsonContent(searchAnswerSchema, 'The best matches, best first'), default: problemContent },
});

/** `/places/{place}/search`. */
export function createSearchRoutes({ places, compute, now }: AppDeps) {
  return createRoutes().openapi(searchContract, async (c) => {
    const { place: placeId } = c.req.valid('param');
    if (!(await places.get(placeId)))
      return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const { q, limit, plan } = c.req.valid('query');
    const searched = { q, limit, plan, language: languageOf(c) };
    const answer = await compute.call('search-place', { placeId, query: searched, now: now() });
    if (!answer.ok) return problemResponse(c, answer.problem);
    c.header('Cache-Control', 'private, no-cache');
    return c.json(answer.value, 200);
  });
}
