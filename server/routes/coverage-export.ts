import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { LONGEST_WALK_MINUTES, uncoveredFormats } from '../../geodata/schema/coverage';
import type { UncoveredFormat } from '../../geodata/schema/coverage';
import { exportEncodings } from '../../geodata/schema/plan-layer';
import { stationKinds } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

const mediaTypes: Readonly<Record<UncoveredFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
};
const binary = z.string().meta({ format: 'binary' });
const text = (description: string, example: string, max = 64) =>
  z.string().max(max).optional().meta({ description, example });

const exportContract = createRoute({
  method: 'get',
  path: '/places/{place}/coverage/uncovered/export',
  tags: ['coverage'],
  summary: 'All base units nobody reaches a station from in time, as CSV, Excel or GeoJSON',
  description:
    'One row or point each: community, grid, address, households, residents, older people and children, minutes to the ' +
    'nearest station and its name, and why it is left out. GeoJSON is in WGS84 and names its properties in English always.',
  middleware: authorise('coverage.read'),
  request: {
    params: placeParams,
    query: languageQuery.extend({
      format: z.enum(uncoveredFormats),
      kind: z.enum(stationKinds).meta({ description: 'Kind of station' }),
      minutes: queryNumber({ min: 1, max: LONGEST_WALK_MINUTES }).meta({ description: 'Longest walk', example: 15 }),
      walker: text('Walker group of the profile; its first one without it. Write + as %2B', '60-74', 40),
      plan: text(
        'Plan whose grids are named; without it the published one, else the one changed last',
        'general-published',
      ),
      community: text('Only those in this community', 'community-3'),
      grid: text('Only those in this grid', 'grid-12'),
      sort: z.enum(['farthest', 'households']).default('farthest').meta({ description: 'What comes first' }),
      encoding: z.enum(exportEncodings).default('utf-8').meta({ description: 'Of CSV alone' }),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(Object.values(mediaTypes).map((type) => [type, { schema: binary }])),
    },
    default: problemContent,
  },
});

/** `/places/{place}/coverage/uncovered/export`: who is left out, as a file. */
export function createCoverageExportRoutes({ places, compute, now }: AppDeps) {
  return createRoutes().openapi(exportContract, async (c) => {
    const { place } = c.req.valid('param');
    const { lang: _lang, ...query } = c.req.valid('query');
    if (!(await places.get(place))) return problemResponse(c, { code: 'place.not-found', params: { place } });
    const order = { ...query, language: languageOf(c) };
    const file = await compute.call('export-uncovered', { placeId: place, order, now: now() });
    if (!file.ok) return problemResponse(c, file.problem);
    const { format, encoding, kind, minutes } = query;
    c.header('Content-Type', `${mediaTypes[format]}${format === 'csv' ? `; charset=${encoding}` : ''}`);
    c.header('Content-Disposition', `attachment; filename="uncovered-${kind}-${minutes}-minutes.${format}"`);
    c.header('Cache-Control', 'no-store');
    return c.body(new Uint8Array(file.value), 200);
  });
}
