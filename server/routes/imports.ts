import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  importFileFormats,
  importInspectionSchema,
  importPreviewSchema,
  readingChoiceSchema,
} from '../../geodata/schema/import-inspection';
import type { ImportInspectionWire, ImportPreviewWire } from '../../geodata/schema/import-inspection';
import { crsNames } from '../../geodata/schema/incident';
import { importSessionSchema, uploadedFileSchema } from '../../geodata/schema/import-session';
import type { ImportSessionWire } from '../../geodata/schema/import-session';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { languageOf } from '../middleware/language';
import type { Language } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { describeImport } from '../services/describe-import';
import { startImport } from '../services/start-import';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, problemContent } from './route-contract';

const importParams = z.object({
  id: z.string().meta({ description: 'Id of the import', example: '3f0a4c1b9d2e5f60' }),
});
const fileParams = importParams.extend({
  name: z.string().meta({ description: 'Name of the file, percent-encoded; no folders', example: 'town.osm.pbf' }),
});
const query = languageQuery;
const sessionAnswer = jsonContent(importSessionSchema, 'The import');

const createContract = createRoute({
  method: 'post',
  path: '/imports',
  tags: ['imports'],
  summary: 'Begin an import by upload',
  middleware: authorise('import.edit'),
  request: { query },
  responses: { 201: sessionAnswer, default: problemContent },
});

const readContract = createRoute({
  method: 'get',
  path: '/imports/{id}',
  tags: ['imports'],
  summary: 'The files of an import by upload, and how its run stands',
  middleware: authorise('import.read'),
  request: { params: importParams, query },
  responses: { 200: sessionAnswer, default: problemContent },
});

const dropContract = createRoute({
  method: 'delete',
  path: '/imports/{id}',
  tags: ['imports'],
  summary: 'Drop an import by upload with its files; what it has imported stays',
  middleware: authorise('import.edit'),
  request: { params: importParams, query },
  responses: { 200: jsonContent(z.object({ dropped: z.boolean() }), 'It is gone'), default: problemContent },
});

const putContract = createRoute({
  method: 'put',
  path: '/imports/{id}/files/{name}',
  tags: ['imports'],
  summary: 'Upload a file: the body is the file itself, streamed to disk',
  middleware: authorise('import.edit'),
  request: {
    params: fileParams,
    query,
    body: { content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } } },
  },
  responses: { 201: jsonContent(uploadedFileSchema, 'The file is there in full'), default: problemContent },
});

const removeContract = createRoute({
  method: 'delete',
  path: '/imports/{id}/files/{name}',
  tags: ['imports'],
  summary: 'Remove an uploaded file',
  middleware: authorise('import.edit'),
  request: { params: fileParams, query },
  responses: { 200: sessionAnswer, default: problemContent },
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const runContract = createRoute({
  method: 'post',
  path: '/imports/{id}/run',
  tags: ['imports'],
  summary: 'Run the import by a specification',
  middleware: authorise('import.edit'),
  request: {
    params: importParams,
    query,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            spec: z.custom<Record<string, unknown>>(isRecord).meta({
              type: 'object',
              description:
                'An import specification, getu-import/1, as for `npm run import`; files are the uploaded ones',
            }),
            dropEditedPlans: z
              .boolean()
              .default(false)
              .meta({ description: 'Drop plans people have edited where they no longer fit the areas' }),
          }),
        },
      },
    },
  },
  responses: { 202: sessionAnswer, default: problemContent },
});

const inspectContract = createRoute({
  method: 'post',
  path: '/imports/{id}/inspect',
  tags: ['imports'],
  summary: 'Look at the files and guess a specification, with reasons and with what a person has to answer',
  middleware: authorise('import.read'),
  request: {
    params: importParams,
    query,
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({
            reading: z
              .array(readingChoiceSchema)
              .max(60)
              .default([])
              .meta({ description: 'Which part of a file to look at and in which encoding, where a person chose' }),
          }),
        },
      },
    },
  },
  responses: { 200: jsonContent(importInspectionSchema, 'Files, guess, reasons, questions'), default: problemContent },
});

const column = z.string().max(200).optional();
const previewContract = createRoute({
  method: 'get',
  path: '/imports/{id}/preview',
  tags: ['imports'],
  summary: 'Some of a file on a map before it is imported, and how well each coordinate system fits the streets',
  middleware: authorise('import.read'),
  request: {
    params: importParams,
    query: languageQuery.extend({
      file: z.string().max(200),
      format: z.enum(importFileFormats),
      encoding: z.string().max(40).optional(),
      part: z.string().max(200).optional(),
      crs: z.enum(crsNames).optional(),
      x: column,
      y: column,
      cell: column,
    }),
  },
  responses: { 200: jsonContent(importPreviewSchema, 'At most 2,000 rows'), default: problemContent },
});

const cancelContract = createRoute({
  method: 'post',
  path: '/imports/{id}/cancel',
  tags: ['imports'],
  summary: 'Cancel a run; the place stays as it was',
  middleware: authorise('import.edit'),
  request: { params: importParams, query },
  responses: { 200: sessionAnswer, default: problemContent },
});

/** `/imports` and all below: a place made or renewed from uploaded files. */
export function createImportRoutes({ compute, config, imports, places, now }: AppDeps) {
  const limitBytes = config.uploadLimitMegabytes * 1_000_000;
  const describe = (id: string, language: Language): ImportSessionWire | null => {
    const session = imports.get(id);
    return session && describeImport(session, limitBytes, now(), language);
  };
  const gone = { code: 'import.not-found', params: {} } as const;
  return createRoutes()
    .openapi(createContract, async (c) => {
      const created = await imports.create();
      if (!created.ok) return problemResponse(c, created.problem);
      return c.json(describe(created.value, languageOf(c))!, 201);
    })
    .openapi(readContract, (c) => {
      const session = describe(c.req.valid('param').id, languageOf(c));
      if (!session) return problemResponse(c, gone);
      c.header('Cache-Control', 'no-store');
      return c.json(session, 200);
    })
    .openapi(dropContract, async (c) => {
      const dropped = await imports.drop(c.req.valid('param').id);
      return dropped.ok ? c.json({ dropped: true }, 200) : problemResponse(c, dropped.problem);
    })
    .openapi(putContract, async (c) => {
      const { id, name } = c.req.valid('param');
      const length = Number(c.req.header('Content-Length') ?? Number.NaN);
      const received = await imports.receive(id, {
        name,
        body: c.req.raw.body as Parameters<typeof imports.receive>[1]['body'],
        declaredBytes: Number.isInteger(length) ? length : null,
      });
      return received.ok ? c.json(received.value, 201) : problemResponse(c, received.problem);
    })
    .openapi(removeContract, async (c) => {
      const { id, name } = c.req.valid('param');
      const removed = await imports.removeFile(id, name);
      return removed.ok ? c.json(describe(id, languageOf(c))!, 200) : problemResponse(c, removed.problem);
    })
    .openapi(inspectContract, async (c) => {
      const { id } = c.req.valid('param');
      const session = imports.get(id);
      if (!session) return problemResponse(c, gone);
      if (session.files.length === 0) return problemResponse(c, { code: 'import.no-files', params: {} });
      const today = new Date(now()).toISOString().slice(0, 10);
      // Without a body nothing is chosen.
      const { reading = [] } = c.req.valid('json') ?? {};
      const input = { folder: imports.folder(id), files: session.files, language: languageOf(c), today, reading };
      return readyJson<ImportInspectionWire>(c, await compute.call('inspect-import', input), 'application/json');
    })
    .openapi(previewContract, async (c) => {
      const { id } = c.req.valid('param');
      const { lang: _, ...asked } = c.req.valid('query');
      const session = imports.get(id);
      if (!session) return problemResponse(c, gone);
      const names = session.files.map(({ name }) => name);
      if (!names.includes(asked.file)) {
        return problemResponse(c, { code: 'upload.no-such-file', params: { name: asked.file.slice(0, 120) } });
      }
      const mapFiles = names.filter((name) => /\.(osm|pbf|graphml)(\.xml)?(\.gz)?$/i.test(name));
      const input = { folder: imports.folder(id), query: asked, mapFiles };
      const preview = await compute.call('preview-import', input);
      if (!preview.ok) return problemResponse(c, preview.problem);
      c.header('Cache-Control', 'no-store');
      return readyJson<ImportPreviewWire>(c, preview.value, 'application/json');
    })
    .openapi(runContract, async (c) => {
      const { id } = c.req.valid('param');
      const started = await startImport(imports, places, id, c.req.valid('json'));
      return started.ok ? c.json(describe(id, languageOf(c))!, 202) : problemResponse(c, started.problem);
    })
    .openapi(cancelContract, (c) => {
      const { id } = c.req.valid('param');
      const cancelled = imports.cancel(id);
      return cancelled.ok ? c.json(describe(id, languageOf(c))!, 200) : problemResponse(c, cancelled.problem);
    });
}
