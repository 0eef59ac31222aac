import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { CrsName } from '../../geodata/schema/incident';
import { exportEncodings, exportFormats, exportSystems } from '../../geodata/schema/plan-layer';
import type { ExportFormat, ExportSystem } from '../../geodata/schema/plan-layer';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { languageQuery, placeParams, problemContent } from './route-contract';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  geojson: 'application/geo+json',
  shapefile: 'application/zip',
  kml: 'application/vnd.google-earth.kml+xml',
  gpkg: 'application/geopackage+sqlite3',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const systems: Readonly<Record<ExportSystem, CrsName>> = {
  wgs84: 'WGS84',
  cgcs2000: 'CGCS2000',
  gcj02: 'GCJ02',
  bd09: 'BD09',
};
const binary = z.string().meta({ format: 'binary' });

const exportContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/export',
  tags: ['plans'],
  summary: 'A plan as GeoJSON, Shapefile, KML or GeoPackage, or its attributes as CSV or Excel',
  description:
    'Grids only, without unassigned land. GeoJSON and KML know WGS84 alone: in CGCS2000 a GeoJSON file names it by the `crs` ' +
    'of 2008; in GCJ-02 and BD-09, which no standard names, the file has a member `coordinateSystem` (GeoJSON), a ' +
    'description (KML, GeoPackage) or no .prj (Shapefile), and its name says which it is.',
  middleware: authorise('plan.read'),
  request: {
    params: placeParams.extend({ plan: z.string().meta({ description: 'Id of the plan' }) }),
    query: languageQuery.extend({
      format: z.enum(exportFormats),
      crs: z.enum(exportSystems).optional().meta({ description: 'wgs84 where left out; not for tables' }),
      encoding: z
        .enum(exportEncodings)
        .default('utf-8')
        .meta({ description: 'Of texts in a Shapefile and in CSV; the other formats have their own' }),
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

/** `/places/{place}/plans/{plan}/export`: a plan as a file of other programs. */
export function createPlanExportRoutes({ places, compute, now }: AppDeps) {
  return createRoutes().openapi(exportContract, async (c) => {
    const { place, plan } = c.req.valid('param');
    const { format, crs, encoding } = c.req.valid('query');
    if (!(await places.get(place))) return problemResponse(c, { code: 'place.not-found', params: { place } });
    const isTable = format === 'csv' || format === 'xlsx';
    if (isTable && crs !== undefined)
      return problemResponse(c, { code: 'export.crs-not-for-format', params: { format } });
    const order = { format, crs: systems[crs ?? 'wgs84'], encoding, language: languageOf(c), at: now() };
    const file = await compute.call('export-plan', { placeId: place, planId: plan, ...order });
    if (!file) return problemResponse(c, { code: 'plan.not-found', params: { plan } });
    const { bytes, fileName } = file;
    const charset = format === 'csv' ? `; charset=${encoding}` : '';
    c.header('Content-Type', `${mediaTypes[format]}${charset}`);
    // Headers are Latin-1: a plain name for old clients, the real one for the others (RFC 6266).
    const plain = `${plan}.${fileName.split('.').pop()}`.replace(/[^\w.-]/g, '_');
    c.header(
      'Content-Disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    );
    c.header('Cache-Control', 'no-store');
    return c.body(new Uint8Array(bytes), 200);
  });
}
