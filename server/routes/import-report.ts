import { createRoute } from '@hono/zod-openapi';
import { importReportSchema } from '../../geodata/schema/collections';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { readImportReport } from '../services/read-import-report';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const reportContract = createRoute({
  method: 'get',
  path: '/places/{place}/import-report',
  tags: ['places'],
  summary: 'What the last import read, kept and refused, and why',
  middleware: authorise('place.read'),
  request: { params: placeParams, query: languageQuery },
  responses: { 200: jsonContent(importReportSchema, 'The report'), default: problemContent },
});

/** `/places/{place}/import-report`. */
export function createImportReportRoutes({ places }: AppDeps) {
  return createRoutes().openapi(reportContract, async (c) => {
    const { place } = c.req.valid('param');
    const store = await places.get(place);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
    const report = await readImportReport(store, languageOf(c));
    if (!report) return problemResponse(c, { code: 'import-report.none', params: { place } });
    c.header('Cache-Control', 'private, no-cache');
    return c.json(report, 200);
  });
}
