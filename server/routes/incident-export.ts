import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { figureGroupings, figureParts, listedFigures } from '../../geodata/schema/incident-figures';
import { incidentOrders } from '../../geodata/schema/incident-summary';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { needsWalks } from '../services/cover-flags';
import { incidentLocated } from '../services/list-incidents';
import { boxQuery, choice, countedQuery, filterQuery, levelQuery, planQuery, scaleQuery, text } from './incidents';
import { placeParams, problemContent } from './route-contract';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const exportContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/export',
  tags: ['incidents'],
  summary: 'Incidents as an Excel workbook: method, figures, areas, and the incidents themselves',
  description:
    'Four sheets. About: place, period, filter in words, data version, how each figure is made. Figures: the answer of ' +
    'incidents/figures. Areas: counts, rates, what of them is real, and the class on the map. Rows: every incident that ' +
    'passes, up to the 1,048,575 a sheet holds; what is beyond is said on the first sheet. Times are by the clock of the place.',
  middleware: authorise('incident.read'),
  request: {
    params: placeParams,
    query: filterQuery.extend({
      bbox: boxQuery,
      plan: planQuery,
      level: levelQuery,
      counted: countedQuery,
      by: choice(figureGroupings, 'owner: figures by the agency responsible instead of by area'),
      against: text('Period the figures are compared with, as for incidents/figures', 'previous', 40),
      grid: text('Rows of this grid or area only; several comma separated', 'g-12', 12_000),
      hexagon: text('Rows in this hexagon only', '200.12.-4', 40),
      located: choice(incidentLocated, 'Rows no grid counts only'),
      figure: choice(listedFigures, 'Rows this figure is made of only'),
      part: choice(figureParts, 'Which part of the figure'),
      ...scaleQuery,
      sort: choice(incidentOrders, 'Order of the rows; newest first without it'),
      reverse: z.enum(['true', 'false']).optional().meta({ description: 'true: the other way round' }),
    }),
  },
  responses: {
    200: { description: 'The workbook', content: { [mediaType]: { schema: z.string().meta({ format: 'binary' }) } } },
    default: problemContent,
  },
});

/** `/places/{place}/incidents/export`. */
export function createIncidentExportRoutes({ places, compute, now }: AppDeps) {
  return createRoutes().openapi(exportContract, async (c) => {
    const { place } = c.req.valid('param');
    const { lang: _lang, late, reverse, sort = 'newest', scale = 'full', ...query } = c.req.valid('query');
    if (!(await places.get(place))) return problemResponse(c, { code: 'place.not-found', params: { place } });
    const order = {
      ...query,
      sort,
      scale,
      reverse: reverse === 'true',
      late: late === 'true',
      language: languageOf(c),
    };
    const walks = needsWalks(query.cover)
      ? await compute.call('walk-incidents', { placeId: place, now: now() })
      : undefined;
    const asked = { placeId: place, order, now: now(), ...(walks ? { walks } : {}) };
    const file = await compute.call('export-incidents', asked);
    if (!file.ok) return problemResponse(c, file.problem);
    c.header('Content-Type', mediaType);
    c.header('Content-Disposition', `attachment; filename="incidents-${place}.xlsx"`);
    c.header('Cache-Control', 'no-store');
    return c.body(new Uint8Array(file.value), 200);
  });
}
