import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  accessSchema,
  accessUnitsSchema,
  capacityMeasures,
  lifeCircleSchema,
  lifeCircleUnitsSchema,
} from '../../geodata/schema/life-circle';
import type { AccessAnswer, AccessUnits, LifeCircle, LifeCircleUnits } from '../../geodata/schema/life-circle';
import { serviceChecksSchema } from '../../geodata/schema/service-check';
import type { ServiceChecks } from '../../geodata/schema/service-check';
import { stationKinds } from '../../geodata/schema/station';
import type { StationKind } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { createCoverageAnswer } from './coverage-answer';
import { kindQuery, minutes, planQuery, walkerQuery } from './coverage-query';
import { jsonContent, placeParams, problemContent, queryNumber } from './route-contract';

const tags = ['coverage'];
const middleware = authorise('coverage.read');

const isKind = (word: string): word is StationKind => stationKinds.some((kind) => kind === word);

const checksContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/checks',
  tags,
  summary: 'Every station of a kind against what the place asks of it: required, found, passes, fails or unknown',
  description:
    'What is not on record is `unknown`, never a pass. A station serves the base units to which it is the nearest of its ' +
    'kind within the minutes; a base unit whose count is unknown can only add to that, so too many is certain and few ' +
    'enough is not. Standards are data of the profile with their source; `invented` ones were made up for a demo.',
  middleware,
  request: { params: placeParams, query: kindQuery.extend({ minutes: minutes.default(15) }) },
  responses: {
    200: jsonContent(serviceChecksSchema, 'Stations with most failed checks first'),
    default: problemContent,
  },
});

const lifeCircleQuery = walkerQuery.extend({
  minutes: minutes.default(15),
  kinds: z
    .string()
    .max(400)
    .transform((list) => list.split(','))
    .pipe(z.array(z.string().refine(isKind, { message: stationKinds.join(', ') })).min(1))
    .optional()
    .meta({
      type: 'string',
      description: "Services to count, comma separated; the profile's without it",
      example: 'clinic,pharmacy,market',
    }),
});

const lifeCircleContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/life-circle',
  tags,
  summary: 'How many everyday services people walk to in time: in all, by service, by community and grid',
  description:
    'Only services the place has on record count; the others are named in `notRecorded`. A mean is `services` ÷ `people`, ' +
    'the share that reaches every service `withAll` ÷ `people`.',
  middleware,
  request: { params: placeParams, query: lifeCircleQuery.extend({ plan: planQuery }) },
  responses: { 200: jsonContent(lifeCircleSchema, 'Sums with what they are over'), default: problemContent },
});

const lifeCircleUnitsContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/life-circle/units',
  tags,
  summary: 'Which everyday services every base unit reaches in time, as columns',
  middleware,
  request: { params: placeParams, query: lifeCircleQuery },
  responses: { 200: jsonContent(lifeCircleUnitsSchema, 'One value a base unit, by index'), default: problemContent },
});

const accessQuery = kindQuery.extend({
  minutes: minutes.default(15),
  capacity: z
    .enum(capacityMeasures)
    .default('floor-area')
    .meta({ description: 'What is shared out: square metres, places or staff' }),
  nearest: queryNumber({ min: 1, max: 10, whole: true })
    .default(3)
    .meta({ description: 'Nearest stations told of each base unit' }),
});

const accessContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/access',
  tags,
  summary: 'How far the stations of a kind go round: stations within reach and capacity for each person (2SFCA)',
  description:
    'Two-step floating catchment area: each station shares its capacity among all people within the minutes of it, each base ' +
    'unit adds up the shares of the stations it reaches; Σ share × people = Σ capacity that somebody reaches. ' +
    'https://doi.org/10.1068/b29120',
  middleware,
  request: { params: placeParams, query: accessQuery.extend({ plan: planQuery }) },
  responses: { 200: jsonContent(accessSchema, 'Sums with what they are over'), default: problemContent },
});

const accessUnitsContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/access/units',
  tags,
  summary: 'Stations within reach, the nearest ones and the share of capacity of every base unit, as columns',
  middleware,
  request: { params: placeParams, query: accessQuery },
  responses: { 200: jsonContent(accessUnitsSchema, 'One value a base unit, by index'), default: problemContent },
});

/** `/places/{place}/coverage/checks`, `…/life-circle` and `…/access`: what stations offer, and whether it is enough. */
export function createCoverageServiceRoutes(deps: AppDeps) {
  const answer = createCoverageAnswer(deps);
  return createRoutes()
    .openapi(checksContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<ServiceChecks>(c, c.req.valid('param').place, { about: 'checks', query });
    })
    .openapi(lifeCircleContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<LifeCircle>(c, c.req.valid('param').place, { about: 'life-circle', query });
    })
    .openapi(lifeCircleUnitsContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<LifeCircleUnits>(c, c.req.valid('param').place, { about: 'life-circle-units', query });
    })
    .openapi(accessContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<AccessAnswer>(c, c.req.valid('param').place, { about: 'access', query });
    })
    .openapi(accessUnitsContract, (c) => {
      const { lang: _lang, ...query } = c.req.valid('query');
      return answer<AccessUnits>(c, c.req.valid('param').place, { about: 'access-units', query });
    });
}
