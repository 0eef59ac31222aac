import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import {
  apartInputSchema,
  incidentReportsSchema,
  mergeAnswerSchema,
  mergeInputSchema,
} from '../../geodata/schema/incident-merge';
import type { IncidentReports } from '../../geodata/schema/incident-merge';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorOf } from '../middleware/author';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import { mergeIncident, partIncidents, rejoinIncidents, unmergeIncident } from '../services/merge-incidents';
import { createIncidentAnswer } from './incident-answer';
import { countedQuery, levelQuery, planQuery } from './incidents';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const incidentParams = placeParams.extend({ incident: z.string().meta({ description: 'Id of the incident' }) });
const tags = ['incidents'];
const read = authorise('incident.read');
const edit = authorise('incident.edit');
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } });
const responses = { 200: jsonContent(mergeAnswerSchema, 'What its problem is now'), default: problemContent };

const reportsContract = createRoute({
  method: 'get',
  path: '/places/{place}/incidents/{incident}/reports',
  tags,
  summary: 'All reports of the problem that an incident belongs to, and who merged them',
  middleware: read,
  request: {
    params: incidentParams,
    query: languageQuery.extend({ plan: planQuery, level: levelQuery, counted: countedQuery }),
  },
  responses: { 200: jsonContent(incidentReportsSchema, 'The reports'), default: problemContent },
});

const mergeContract = createRoute({
  method: 'post',
  path: '/places/{place}/incidents/{incident}/merge',
  tags,
  summary: 'Confirm that a report is a duplicate of another; its own duplicates come along',
  middleware: edit,
  request: { params: incidentParams, query: languageQuery, body: body(mergeInputSchema) },
  responses,
});

const undoContract = createRoute({
  method: 'delete',
  path: '/places/{place}/incidents/{incident}/merge',
  tags,
  summary: 'Undo a merge: everything is as if it had not been made',
  middleware: edit,
  request: { params: incidentParams, query: languageQuery },
  responses,
});

const apartContract = createRoute({
  method: 'post',
  path: '/places/{place}/incidents/{incident}/apart',
  tags,
  summary: 'Say that two reports are not one problem, so that they are not proposed again',
  middleware: edit,
  request: { params: incidentParams, query: languageQuery, body: body(apartInputSchema) },
  responses,
});

const rejoinContract = createRoute({
  method: 'delete',
  path: '/places/{place}/incidents/{incident}/apart/{other}',
  tags,
  summary: 'Take back that two reports are not one problem',
  middleware: edit,
  request: {
    params: incidentParams.extend({ other: z.string().meta({ description: 'Id of the other report' }) }),
    query: languageQuery,
  },
  responses,
});

/** `/places/{place}/incidents/{incident}/reports`, `…/merge` and `…/apart`. */
export function createIncidentMergeRoutes(deps: AppDeps) {
  const { places, now } = deps;
  const answer = createIncidentAnswer(deps);
  const by = (c: Context<AppEnv>) => ({ author: authorOf(c), at: now() });
  const missingPlace = (c: Context<AppEnv>, place: string) =>
    problemResponse(c, { code: 'place.not-found', params: { place } });

  return createRoutes()
    .openapi(reportsContract, (c) => {
      const { place, incident } = c.req.valid('param');
      const { plan, level, counted } = c.req.valid('query');
      return answer<IncidentReports>(c, place, { about: 'reports', id: incident, asked: { plan, level, counted } });
    })
    .openapi(mergeContract, async (c) => {
      const { place, incident } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const merged = await mergeIncident(store, incident, c.req.valid('json'), by(c));
      return merged.ok ? c.json(merged.value, 200) : problemResponse(c, merged.problem);
    })
    .openapi(undoContract, async (c) => {
      const { place, incident } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const undone = await unmergeIncident(store, incident, by(c));
      return undone.ok ? c.json(undone.value, 200) : problemResponse(c, undone.problem);
    })
    .openapi(apartContract, async (c) => {
      const { place, incident } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const parted = await partIncidents(store, incident, c.req.valid('json'), by(c));
      return parted.ok ? c.json(parted.value, 200) : problemResponse(c, parted.problem);
    })
    .openapi(rejoinContract, async (c) => {
      const { place, incident, other } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const joined = await rejoinIncidents(store, incident, other, by(c));
      return joined.ok ? c.json(joined.value, 200) : problemResponse(c, joined.problem);
    });
}
