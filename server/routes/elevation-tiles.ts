import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { ELEVATION_MAX_ZOOM } from '../../geodata/schema/elevation';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { problemContent } from './route-contract';
import { readTileAddress, tileParams, tileQuery } from './tile-address';

const tileContract = createRoute({
  method: 'get',
  path: '/places/{place}/tiles/elevation/{z}/{x}/{y}',
  tags: ['tiles'],
  summary: 'A raster-dem tile of heights',
  middleware: authorise('place.read'),
  request: {
    params: tileParams({ z: '12', x: '1465', y: '2403.png' }, 'png'),
    query: tileQuery('the place’s description'),
  },
  responses: {
    200: {
      description: 'PNG in the terrarium encoding: metres = red × 256 + green + blue ÷ 256 − 32768',
      content: { 'image/png': { schema: z.string().meta({ format: 'binary' }) } },
    },
    204: { description: 'No heights are on record there' },
    default: problemContent,
  },
});

/** `/places/{place}/tiles/elevation/{z}/{x}/{y}.png`. */
export function createElevationTileRoutes({ config, places, compute }: AppDeps) {
  return createRoutes().openapi(tileContract, async (c) => {
    const { place, ...address } = c.req.valid('param');
    const store = await places.get(place);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
    const tile = readTileAddress(address, 'png', [0, ELEVATION_MAX_ZOOM]);
    if (!tile) {
      const named = `${address.z}/${address.x}/${address.y}`;
      return problemResponse(c, {
        code: 'tile.outside-range',
        params: { tile: named, minZoom: 0, maxZoom: ELEVATION_MAX_ZOOM },
      });
    }
    const dataset = await datasetVersion(store);
    const known = notModified(c, entityTag(config.build, dataset));
    if (known) return known;
    if (c.req.valid('query').v === dataset) c.header('Cache-Control', 'public, max-age=31536000, immutable');
    const bytes = await compute.call('draw-elevation-tile', { placeId: place, ...tile });
    if (!bytes) return c.body(null, 204);
    c.header('Content-Type', 'image/png');
    return c.body(new Uint8Array(bytes), 200);
  });
}
