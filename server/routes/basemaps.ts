import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { basemapSchema } from '../../geodata/schema/basemap';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { readByteRange } from '../middleware/byte-range';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { openArchive } from '../services/pmtiles-archive';
import { jsonContent, languageQuery, problemContent } from './route-contract';

const middleware = authorise('service.read');
const tags = ['tiles'];
const archiveType = 'application/vnd.pmtiles';

const listContract = createRoute({
  method: 'get',
  path: '/basemaps',
  tags,
  summary: 'Base maps this server was configured with, beside the one of each place',
  middleware,
  request: { query: languageQuery },
  responses: {
    200: jsonContent(z.object({ basemaps: z.array(basemapSchema) }).meta({ id: 'Basemaps' }), 'Usually none'),
    default: problemContent,
  },
});

const binary = { [archiveType]: { schema: z.string().meta({ format: 'binary' }) } };
const archiveContract = createRoute({
  method: 'get',
  path: '/basemaps/{basemap}/archive.pmtiles',
  tags,
  summary: 'The PMTiles file of a base map, by byte ranges',
  middleware,
  request: {
    params: z.object({ basemap: z.string().meta({ description: 'Id of the base map', example: 'pmtiles' }) }),
    query: languageQuery,
  },
  responses: {
    200: { description: 'The whole file', content: binary },
    206: { description: 'The bytes asked for with a Range header of one range', content: binary },
    default: problemContent,
  },
});

/** `/basemaps` and the files behind them. */
export function createBasemapRoutes({ config }: AppDeps) {
  const basemaps = config.basemaps.map(({ wire }) => wire);
  const version = createHash('sha256').update(JSON.stringify(basemaps)).digest('hex').slice(0, 16);
  return createRoutes()
    .openapi(listContract, (c) => {
      const known = notModified(c, entityTag(config.build, version));
      if (known) return known;
      return c.json({ basemaps }, 200);
    })
    .openapi(archiveContract, async (c) => {
      const { basemap } = c.req.valid('param');
      const path = config.basemaps.find(({ wire }) => wire.id === basemap)?.path;
      if (!path) return problemResponse(c, { code: 'basemap.not-found', params: { basemap } });
      const opened = await openArchive(path);
      if (!opened) return problemResponse(c, { code: 'basemap.file-gone', params: { basemap } });
      const { handle, size, tag } = opened;
      let isRead = false;
      try {
        const known = notModified(c, tag);
        if (known) return known;
        // Compressed once more, bytes would no longer be where they are.
        c.header('Cache-Control', 'private, no-cache, no-transform');
        c.header('Accept-Ranges', 'bytes');
        const ifRange = c.req.header('If-Range');
        const range = ifRange && ifRange !== tag ? 'whole' : readByteRange(c.req.header('Range'), size);
        if (range === 'beyond') {
          c.header('Content-Range', `bytes */${size}`);
          const asked = c.req.header('Range') ?? '';
          return problemResponse(c, { code: 'request.range-not-satisfiable', params: { range: asked, size } });
        }
        const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
        const status = range === 'whole' ? 200 : 206;
        c.header('Content-Type', archiveType);
        c.header('Content-Length', String(end - start + 1));
        if (status === 206) c.header('Content-Range', `bytes ${start}-${end}/${size}`);
        if (c.req.method === 'HEAD') return c.body(null, status);
        isRead = true;
        const stream = handle.createReadStream({ start, end });
        return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>, status);
      } finally {
        if (!isRead) await handle.close();
      }
    });
}
