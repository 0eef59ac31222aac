import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { streetFeatureSchema } from '../../geodata/schema/collections';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { findStreet } from '../services/find-street';
import { geoJsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const streetContract = createRoute({
  method: 'get',
  path: '/places/{place}/streets/{street}',
  tags: ['places'],
  summary: 'A named street with all its pieces, as a search finds it',
  middleware: authorise('place.read'),
  request: {
    params: placeParams.extend({ street: z.string().meta({ description: 'Id of the street' }) }),
    query: languageQuery,
  },
  responses: { 200: geoJsonContent(streetFeatureSchema, 'The street'), default: problemContent },
});

/** `/places/{place}/streets/{street}`. */
export function createStreetRoutes({ config, places }: AppDeps) {
  return createRoutes().openapi(streetContract, async (c) => {
    const { place: placeId, street } = c.req.valid('param');
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await datasetVersion(store)));
    if (known) return known;
    const found = await findStreet(store, street);
    if (!found.ok) return problemResponse(c, found.problem);
    return c.json(found.value, 200, { 'Content-Type': 'application/geo+json' });
  });
}
