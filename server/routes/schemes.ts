import { createRoute } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SchemeId } from '../../geodata/schema/ids';
import { schemeWireSchema } from '../../geodata/schema/plan';
import {
  calendarDateSchema,
  gridLineageSchema,
  gridsAsOfSchema,
  schemeInputSchema,
} from '../../geodata/schema/publication';
import type { GridsAsOf } from '../../geodata/schema/publication';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { createScheme } from '../services/create-scheme';
import { datasetVersion } from '../services/dataset-version';
import { listPlans } from '../services/list-plans';
import { today } from '../services/plan-days';
import { readLineage } from '../services/plan-history';
import { readyJson } from './ready-json';
import { geoJsonContent, jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const schemeParams = placeParams.extend({ scheme: z.string().meta({ description: 'Id of the scheme' }) });
const tags = ['plans'];
const query = languageQuery;

const listContract = createRoute({
  method: 'get',
  path: '/places/{place}/schemes',
  tags,
  summary: 'Grid schemes of the place: several may cover the same land',
  middleware: authorise('plan.read'),
  request: { params: placeParams, query },
  responses: {
    200: jsonContent(z.object({ schemes: z.array(schemeWireSchema) }), 'Imported ones first'),
    default: problemContent,
  },
});

const createContract = createRoute({
  method: 'post',
  path: '/places/{place}/schemes',
  tags,
  summary: 'Add a grid scheme; drafts of it are made with `scheme`',
  middleware: authorise('plan.edit'),
  request: {
    params: placeParams,
    query,
    body: { required: true, content: { 'application/json': { schema: schemeInputSchema } } },
  },
  responses: { 201: jsonContent(schemeWireSchema, 'The scheme'), default: problemContent },
});

const gridsContract = createRoute({
  method: 'get',
  path: '/places/{place}/schemes/{scheme}/grids',
  tags,
  summary: 'The grids of a scheme in force on a day, as GeoJSON',
  middleware: authorise('plan.read'),
  request: {
    params: schemeParams,
    query: query.extend({ asOf: calendarDateSchema.optional().meta({ description: 'A day; today without it' }) }),
  },
  responses: { 200: geoJsonContent(gridsAsOfSchema, 'Faces, unassigned land among them'), default: problemContent },
});

const lineageContract = createRoute({
  method: 'get',
  path: '/places/{place}/schemes/{scheme}/grids/{grid}/lineage',
  tags,
  summary: 'States of a published grid, where it came from and what it became',
  middleware: authorise('plan.read'),
  request: { params: schemeParams.extend({ grid: z.string().meta({ description: 'Id of the grid' }) }), query },
  responses: { 200: jsonContent(gridLineageSchema, 'Oldest first'), default: problemContent },
});

/** `/places/{place}/schemes` and everything below it. */
export function createSchemeRoutes({ config, places, compute, now }: AppDeps) {
  return createRoutes()
    .openapi(listContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const { schemes } = await listPlans(store, now());
      c.header('Cache-Control', 'private, no-cache');
      return c.json({ schemes }, 200);
    })
    .openapi(createContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const { id = `scheme-${randomUUID().slice(0, 8)}` as SchemeId, name } = c.req.valid('json');
      const made = await createScheme(store, { id, name }, now());
      return made.ok ? c.json(made.value, 201) : problemResponse(c, made.problem);
    })
    .openapi(gridsContract, async (c) => {
      const { place, scheme } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const day = c.req.valid('query').asOf ?? (await today(store.client, now()));
      const { plans } = await listPlans(store, now());
      const published = plans.flatMap(({ id, revision, effectiveTo, status }) =>
        status === 'published' ? [`${id}.${revision}.${effectiveTo}`] : [],
      );
      const known = notModified(c, entityTag(config.build, await datasetVersion(store), scheme, day, ...published));
      if (known) return known;
      const read = await compute.call('read-history', { placeId: place, schemeId: scheme, day });
      if (!read.ok) return problemResponse(c, read.problem);
      return readyJson<GridsAsOf>(c, read.value, 'application/geo+json');
    })
    .openapi(lineageContract, async (c) => {
      const { place, scheme, grid } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const read = await readLineage(store.client, scheme, grid);
      if (!read.ok) return problemResponse(c, read.problem);
      c.header('Cache-Control', 'private, no-cache');
      return c.json(read.value, 200);
    });
}
