import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { placeWireSchema } from '../../geodata/schema/place';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { describePlace } from '../services/describe-place';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const listContract = createRoute({
  method: 'get',
  path: '/places',
  tags: ['places'],
  summary: 'Places with data',
  middleware: authorise('place.read'),
  request: { query: languageQuery },
  responses: {
    200: jsonContent(z.object({ places: z.array(placeWireSchema) }), 'Every place, by id'),
    default: problemContent,
  },
});

const placeContract = createRoute({
  method: 'get',
  path: '/places/{place}',
  tags: ['places'],
  summary: 'A place, its profile and its counts',
  middleware: authorise('place.read'),
  request: { params: placeParams, query: languageQuery },
  responses: { 200: jsonContent(placeWireSchema, 'The place'), default: problemContent },
});

/** `/places` and `/places/{place}`. The pattern of every route file. */
export function createPlaceRoutes({ config, places }: AppDeps) {
  return createRoutes()
    .openapi(listContract, async (c) => {
      const stores = await Promise.all((await places.list()).map((id) => places.get(id)));
      const described = await Promise.all(stores.map((store) => (store ? describePlace(store) : null)));
      return c.json({ places: described.filter((place) => place !== null) }, 200);
    })
    .openapi(placeContract, async (c) => {
      const { place: id } = c.req.valid('param');
      const store = await places.get(id);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: id } });
      const tag = entityTag(config.build, await datasetVersion(store));
      const known = notModified(c, tag);
      if (known) return known;
      const place = await describePlace(store);
      if (!place) return problemResponse(c, { code: 'place.not-found', params: { place: id } });
      return c.json(place, 200);
    });
}
