import { createRoute } from '@hono/zod-openapi';
import { figureGroupings, figureIds, incidentFiguresSchema } from '../../geodata/schema/incident-figures';
import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { createIncidentAnswer } from './incident-answer';
import { boxQuery, choice, countedQuery, filterQuery, levelQuery, planQuery, text } from './incidents';
import { jsonContent, placeParams, problemContent } from './route-contract';

const figuresQuery = filterQuery.extend({
  bbox: boxQuery,
  plan: planQuery,
  level: levelQuery,
  counted: countedQuery,
  by: choice(figureGroupings, 'owner: by the agency responsible instead of by area'),
  figure: text(`Figures wanted, comma separated; all without it: ${figureIds.join(', ')}`, 'sameDay,overdue', 200),
  rows: text('Those of them that every area has too, comma separated; all without it', 'sameDay', 200),
  against: text(
    'Period to compare with: `previous` (as many days, just before), `last-year`, or `2025-01-01..2025-01-31`',
    'previous',
    40,
  ),
});

const figuresContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/figures',
  tags: ['incidents'],
  summary: 'Figures of incidents by area or agency: numerator, denominator, what is left out, interval, and change',
  description:
    'Days are calendar dates of the place: “same day” is the date of the report, whatever the hour. An incident whose window ' +
    'is not over at the as-of moment is left out of the share and counted as pending; one still open when its window is over ' +
    'was not closed in it. Rejected, merged and voided incidents are in no figure and counted beside. Of `dueInTime` the ' +
    'period is that of the deadline. Filters by whole days, types, states and lateness are answered from sums.',
  middleware: authorise('incident.read'),
  request: { params: placeParams, query: figuresQuery },
  responses: { 200: jsonContent(incidentFiguresSchema, 'The figures'), default: problemContent },
});

/** `/places/{place}/incidents/figures`. */
export function createIncidentFigureRoutes(deps: AppDeps) {
  const answer = createIncidentAnswer(deps);
  return createRoutes().openapi(figuresContract, (c) => {
    const { late, lang: _lang, ...query } = c.req.valid('query');
    const { place } = c.req.valid('param');
    return answer<IncidentFigures>(c, place, { about: 'figures', query: { ...query, late: late === 'true' } });
  });
}
