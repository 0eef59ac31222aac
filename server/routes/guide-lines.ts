import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { guideLinesSchema } from '../../geodata/schema/guide-line';
import type { GuideLines } from '../../geodata/schema/guide-line';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const contract = createRoute({
  method: 'get',
  path: '/places/{place}/areas/{area}/guide-lines',
  tags: ['places'],
  summary: 'Lines that borders may follow in an area: streets, waters, railways, walls, buildings',
  middleware: authorise('place.read'),
  request: {
    params: placeParams.extend({ area: z.string().meta({ description: 'Id of the area' }) }),
    query: languageQuery,
  },
  responses: {
    200: jsonContent(guideLinesSchema, 'The lines, whole, with 150 m around the area'),
    default: problemContent,
  },
});

/** `/places/{place}/areas/{area}/guide-lines`. */
export function createGuideLineRoutes({ config, places, compute }: AppDeps) {
  return createRoutes().openapi(contract, async (c) => {
    const { place: placeId, area: areaId } = c.req.valid('param');
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await datasetVersion(store), areaId));
    if (known) return known;
    const bytes = await compute.call('read-guide-lines', { placeId, areaId });
    if (!bytes) return problemResponse(c, { code: 'area.not-found', params: { area: areaId } });
    return readyJson<GuideLines>(c, bytes, 'application/json');
  });
}
