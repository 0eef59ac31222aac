import { gunzipSync } from 'node:zlib';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { tileJsonSchema } from '../../geodata/schema/tile-json';
import { MAX_ZOOM, MIN_ZOOM } from '../../geodata/schema/tile-zooms';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { describeTiles } from '../services/describe-tiles';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';
import { readTileAddress, tileParams, tileQuery } from './tile-address';

const tileType = 'application/vnd.mapbox-vector-tile';
const middleware = authorise('place.read');
const tags = ['tiles'];

const tileJsonContract = createRoute({
  method: 'get',
  path: '/places/{place}/tiles/basemap.json',
  tags,
  summary: 'TileJSON of the base map',
  middleware,
  request: { params: placeParams, query: languageQuery },
  responses: { 200: jsonContent(tileJsonSchema, 'Where the tiles are and what is in them'), default: problemContent },
});

const tileContract = createRoute({
  method: 'get',
  path: '/places/{place}/tiles/basemap/{z}/{x}/{y}',
  tags,
  summary: 'A vector tile of the base map',
  middleware,
  request: {
    params: tileParams({ z: '14', x: '13485', y: '6203.mvt' }, 'mvt'),
    query: tileQuery('the TileJSON'),
  },
  responses: {
    200: {
      description: 'Mapbox Vector Tile 2.1',
      content: { [tileType]: { schema: z.string().meta({ format: 'binary' }) } },
    },
    204: { description: 'Nothing is drawn there' },
    default: problemContent,
  },
});

/** `/places/{place}/tiles/basemap.json` and the tiles. */
export function createTileRoutes({ config, places, compute }: AppDeps) {
  const versionOf = (dataset: string): string => `${config.build}-${dataset}`;
  return createRoutes()
    .openapi(tileJsonContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const dataset = await datasetVersion(store);
      const { origin } = new URL(c.req.url);
      const known = notModified(c, entityTag(config.build, dataset, origin));
      if (known) return known;
      const address = `${origin}/api/places/${place}/tiles/basemap/{z}/{x}/{y}.mvt?v=${versionOf(dataset)}`;
      const described = await describeTiles(store, address);
      if (!described) return problemResponse(c, { code: 'place.not-found', params: { place } });
      return c.json(described, 200);
    })
    .openapi(tileContract, async (c) => {
      const { place, ...address } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const tile = readTileAddress(address, 'mvt', [MIN_ZOOM, MAX_ZOOM]);
      if (!tile) {
        const named = `${address.z}/${address.x}/${address.y}`;
        return problemResponse(c, {
          code: 'tile.outside-range',
          params: { tile: named, minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM },
        });
      }
      const dataset = await datasetVersion(store);
      const known = notModified(c, entityTag(config.build, dataset));
      if (known) return known;
      if (c.req.valid('query').v === versionOf(dataset)) {
        c.header('Cache-Control', 'public, max-age=31536000, immutable');
      }
      const bytes = await compute.call('draw-tile', { placeId: place, ...tile });
      if (!bytes) return c.body(null, 204);
      const takesGzip = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
      c.header('Vary', 'Accept-Encoding', { append: true });
      c.header('Content-Type', tileType);
      if (takesGzip) c.header('Content-Encoding', 'gzip');
      return c.body(new Uint8Array(takesGzip ? bytes : gunzipSync(bytes)), 200);
    });
}
