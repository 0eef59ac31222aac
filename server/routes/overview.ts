import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { overviewAnswerSchema } from '../../geodata/schema/overview';
import type { OverviewAnswer } from '../../geodata/schema/overview';
import { stationKinds } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { coverageVersion } from '../services/coverage-version';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

/** A hundred years: more than any place has data of. */
const LONGEST_PERIOD_DAYS = 36_525;

const overviewContract = createRoute({
  method: 'get',
  path: '/places/{place}/overview',
  tags: ['places'],
  summary:
    'The figures of a place and its areas with both their parts, which rules are broken, and incidents over time',
  middleware: authorise('place.read'),
  request: {
    params: placeParams,
    query: languageQuery.extend({
      kind: z
        .enum(stationKinds)
        .optional()
        .meta({ description: 'Kind of station; without it the service centres, else what there is most of' }),
      minutes: queryNumber({ min: 1, max: LONGEST_WALK_MINUTES })
        .optional()
        .meta({ description: "Longest walk; the profile's longest without it", example: 15 }),
      walker: z
        .string()
        .max(40)
        .optional()
        .meta({ description: 'Walker group of the profile; its first one without it', example: '60-74' }),
      plan: z.string().max(64).optional().meta({
        description: 'Plan whose grids are counted; without it the published one, else the one changed last',
        example: 'general-published',
      }),
      days: queryNumber({ min: 1, max: LONGEST_PERIOD_DAYS, whole: true })
        .default(30)
        .meta({ description: 'Incidents of the last so many days of the data', example: 30 }),
      grids: z.enum(['true', 'false']).optional().meta({ description: 'true: a row for every grid too' }),
    }),
  },
  responses: { 200: jsonContent(overviewAnswerSchema, 'Figures, rules and trend'), default: problemContent },
});

/** `/places/{place}/overview`. */
export function createOverviewRoutes({ config, places, compute, now }: AppDeps) {
  return createRoutes().openapi(overviewContract, async (c) => {
    const placeId = c.req.valid('param').place;
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await coverageVersion(store, now())));
    if (known) return known;
    const { lang: _lang, grids, ...query } = c.req.valid('query');
    const input = { placeId, query: { ...query, grids: grids === 'true' }, now: now() };
    const answered = await compute.call('measure-overview', input);
    if (!answered.ok) return problemResponse(c, answered.problem);
    return readyJson<OverviewAnswer>(c, answered.value, 'application/json');
  });
}
