import { createRoute } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PlanId } from '../../geodata/schema/ids';
import {
  layerDraftRequestSchema,
  layerDraftSchema,
  layerIntoRequestSchema,
  layerIntoSchema,
  layerPreviewSchema,
  layerPreviewRequestSchema,
  planReportSchema,
} from '../../geodata/schema/plan-layer';
import type { LayerRequest } from '../../geodata/schema/plan-layer';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { authorOf } from '../middleware/author';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { dropLayerDraft } from '../services/drop-layer-draft';
import { readLayerReport } from '../services/read-layer-report';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const tags = ['plans'];

const previewContract = createRoute({
  method: 'post',
  path: '/places/{place}/plan-layers/preview',
  tags,
  summary: 'Look at an uploaded layer of grids: how well each system fits, every repair, the grids as they would be',
  description:
    'The files are those of an import (`POST /imports`, then `PUT` each file). Without `crs` nothing is cleaned: the answer ' +
    'says how far the vertices lie from the streets in each system, because a file in GCJ-02 or BD-09 never says so itself.',
  middleware: authorise('plan.read'),
  request: {
    params: placeParams,
    query: languageQuery,
    body: { required: true, content: { 'application/json': { schema: layerPreviewRequestSchema } } },
  },
  responses: { 200: jsonContent(layerPreviewSchema, 'What would become of the layer'), default: problemContent },
});

const draftContract = createRoute({
  method: 'post',
  path: '/places/{place}/plan-layers',
  tags,
  summary: 'Clean an uploaded layer and make a new draft of it, in one transaction',
  middleware: authorise('plan.edit'),
  request: {
    params: placeParams,
    query: languageQuery,
    body: { required: true, content: { 'application/json': { schema: layerDraftRequestSchema } } },
  },
  responses: { 201: jsonContent(layerDraftSchema, 'The draft; its address is in Location'), default: problemContent },
});

const intoContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/layers',
  tags,
  summary: 'Bring an uploaded layer into a draft: it takes the place of the grids of some communities, as one change',
  description:
    'The change is one step of the history and is undone as any other. `revision` is that of the draft as it was looked ' +
    'at (`POST …/plan-layers/preview` with `into`): where a grid of those communities is newer, nothing is replaced.',
  middleware: authorise('plan.edit'),
  request: {
    params: placeParams.extend({ plan: z.string().meta({ description: 'Id of the draft' }) }),
    query: languageQuery,
    body: { required: true, content: { 'application/json': { schema: layerIntoRequestSchema } } },
  },
  responses: { 200: jsonContent(layerIntoSchema, 'The change and what was repaired'), default: problemContent },
});

const reportContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/import-report',
  tags,
  summary: 'What was repaired when a draft was made of a layer or took one in; null for a plan that came otherwise',
  middleware: authorise('plan.read'),
  request: {
    params: placeParams.extend({ plan: z.string().meta({ description: 'Id of the plan' }) }),
    query: languageQuery,
  },
  responses: { 200: jsonContent(planReportSchema, 'The report'), default: problemContent },
});

const dropContract = createRoute({
  method: 'delete',
  path: '/places/{place}/plan-layers/{plan}',
  tags,
  summary: 'Take back a draft made of a layer, as long as nobody has edited it',
  middleware: authorise('plan.edit'),
  request: {
    params: placeParams.extend({ plan: z.string().meta({ description: 'Id of the draft' }) }),
    query: languageQuery,
  },
  responses: { 200: jsonContent(z.object({ dropped: z.boolean() }), 'It is gone'), default: problemContent },
});

/** `/places/{place}/plan-layers`: layers of grids from files, made into drafts. */
export function createPlanLayerRoutes({ places, compute, imports, now }: AppDeps) {
  /** The folder of the import a request names, if the file is in it. */
  const folderOf = ({ import: id, file }: LayerRequest): Result<string> => {
    const session = imports.get(id);
    if (!session) return fail('import.not-found', {});
    if (!session.files.some(({ name }) => name === file))
      return fail('upload.no-such-file', { name: file.slice(0, 120) });
    return ok(imports.folder(id));
  };

  return createRoutes()
    .openapi(previewContract, async (c) => {
      const { place } = c.req.valid('param');
      if (!(await places.get(place))) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const request = c.req.valid('json');
      const folder = folderOf(request);
      if (!folder.ok) return problemResponse(c, folder.problem);
      const input = { placeId: place, folder: folder.value, request, language: languageOf(c) };
      const preview = await compute.call('preview-layer', input);
      if (!preview.ok) return problemResponse(c, preview.problem);
      c.header('Cache-Control', 'no-store');
      return readyJson<z.infer<typeof layerPreviewSchema>>(c, preview.value, 'application/json');
    })
    .openapi(draftContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const request = c.req.valid('json');
      const folder = folderOf(request);
      if (!folder.ok) return problemResponse(c, folder.problem);
      const id = `draft-${randomUUID().slice(0, 8)}` as PlanId;
      const input = { placeId: place, folder: folder.value, request, language: languageOf(c), planId: id };
      const read = await compute.call('read-layer', input);
      if (!read.ok) return problemResponse(c, read.problem);
      const { packed, datasetVersion } = read.value;
      const { en } = request.name;
      const name = en ? { zh: request.name.zh, en } : { zh: request.name.zh };
      const draft = { id, schemeId: request.scheme, name, datasetVersion };
      const by = { author: authorOf(c), at: now() };
      const written = await store.exclusive(() =>
        compute.call('write-layer-draft', { placeId: place, draft, packed, by }),
      );
      if (!written.ok) return problemResponse(c, written.problem);
      return c.json(written.value, 201, { Location: `/api/places/${place}/plans/${id}` });
    })
    .openapi(intoContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const request = c.req.valid('json');
      const folder = folderOf(request);
      if (!folder.ok) return problemResponse(c, folder.problem);
      const input = { placeId: place, folder: folder.value, request, language: languageOf(c), planId: plan };
      const read = await compute.call('read-layer-into', input);
      if (!read.ok) return problemResponse(c, read.problem);
      const { packed, datasetVersion } = read.value;
      const { revision, communities, mapping } = request;
      const into = { planId: plan, revision, communities, mapping, datasetVersion };
      const at = now();
      const by = { author: authorOf(c), at };
      const written = await store.exclusive(() =>
        compute.call('write-layer-into', { placeId: place, into, packed, by }),
      );
      if (!written.ok) return problemResponse(c, written.problem);
      return c.json({ ...written.value, at: new Date(at).toISOString() }, 200);
    })
    .openapi(dropContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const dropped = await dropLayerDraft(store, plan);
      return dropped.ok ? c.json(dropped.value, 200) : problemResponse(c, dropped.problem);
    })
    .openapi(reportContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const report = await readLayerReport(store, plan);
      return report.ok ? c.json(report.value, 200) : problemResponse(c, report.problem);
    });
}
