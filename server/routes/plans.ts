import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PlanId } from '../../geodata/schema/ids';
import { localNameSchema } from '../../geodata/schema/place';
import {
  commitAnswerSchema,
  findingSeverities,
  gridCollectionSchema,
  planChangeWireSchema,
  planCommitSchema,
  planContentSchema,
  planFindingSchema,
  planWireSchema,
  schemeWireSchema,
} from '../../geodata/schema/plan';
import type { CommitAnswer, PlanCommit } from '../../geodata/schema/plan';
import { describeProblem, plainParams } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorOf } from '../middleware/author';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import type { CommitContext, Committed } from '../services/commit-change';
import { commitChange } from '../services/commit-change';
import { createDraft } from '../services/create-draft';
import { datasetVersion } from '../services/dataset-version';
import { drawPostedGrids, MOST_GRIDS } from '../services/draw-posted-grids';
import { listChanges, listPlans } from '../services/list-plans';
import { gridToWire } from '../services/plan-wire';
import type { ReadPlanPart } from '../services/read-plan';
import { writeCursor } from '../services/page-cursor';
import { pagingQuery, readCursor } from './paging';
import { readyJson } from './ready-json';
import { geoJsonContent, jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

const checksSchema = z.object({
  revision: z.number().int(),
  groups: z
    .array(z.object({ code: z.string(), severity: z.enum(findingSeverities), count: z.number().int() }))
    .meta({ description: 'How many findings there are of each kind, worst first' }),
  total: z.number().int().meta({ description: 'Findings of the kind asked for, of all kinds where none was' }),
  findings: z.array(planFindingSchema),
  nextCursor: z.string().nullable(),
});

const planParams = placeParams.extend({ plan: z.string().meta({ description: 'Id of the plan' }) });
const tags = ['plans'];
const read = authorise('plan.read');
const edit = authorise('plan.edit');
const query = languageQuery;

const listContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans',
  tags,
  summary: 'Grid plans of the place, the one in force first, and the schemes they belong to',
  middleware: read,
  request: { params: placeParams, query },
  responses: {
    200: jsonContent(z.object({ schemes: z.array(schemeWireSchema), plans: z.array(planWireSchema) }), 'Plans'),
    default: problemContent,
  },
});

const draftName = localNameSchema.extend({
  zh: z.string().trim().min(1).max(100),
  en: z.string().trim().max(100).optional(),
});

const draftInput = z.object({
  from: z.string().max(64).optional().meta({ description: 'The plan to copy; without it all land is unassigned' }),
  scheme: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The scheme the draft belongs to; without it that of the plan to copy' }),
  name: draftName,
});

const draftContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans',
  tags,
  summary: 'Make a draft: a copy of a plan, in its scheme or another, or all land unassigned',
  middleware: edit,
  request: {
    params: placeParams,
    query,
    body: {
      required: true,
      content: { 'application/json': { schema: draftInput } },
    },
  },
  responses: { 201: jsonContent(planWireSchema, 'The draft; its address is in Location'), default: problemContent },
});

const contentContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}',
  tags,
  summary: 'A plan with all its faces, exact lattice integers',
  middleware: read,
  request: { params: planParams, query },
  responses: { 200: jsonContent(planContentSchema, 'The plan'), default: problemContent },
});

const gridsContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/grids',
  tags,
  summary: 'The faces of a plan as GeoJSON, unassigned land among them',
  middleware: read,
  request: { params: planParams, query },
  responses: {
    200: geoJsonContent(gridCollectionSchema, 'Faces'),
    default: problemContent,
  },
});

/** Geometry is judged by our own reader, which names what is wrong and where. */
const postedFeature = z.object({
  type: z.literal('Feature'),
  geometry: z.unknown().meta({
    type: 'object',
    description: 'A GeoJSON Polygon without holes, [longitude, latitude] in degrees',
    properties: {
      type: { type: 'string', enum: ['Polygon'] },
      coordinates: {
        type: 'array',
        items: { type: 'array', items: { type: 'array', minItems: 2, items: { type: 'number' } } },
      },
    },
    required: ['type', 'coordinates'],
  }),
  properties: z
    .object({ name: z.string().max(100).optional(), communityId: z.string().max(64).optional() })
    .nullable()
    .optional(),
});

const drawContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/grids',
  tags,
  summary: 'Draw grids into the free land of a draft: all of them or none',
  description: `At most ${MOST_GRIDS} at a time. The first that does not fit refuses them all and is named by its position.`,
  middleware: edit,
  request: {
    params: planParams,
    query,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.discriminatedUnion('type', [
            postedFeature,
            z.object({ type: z.literal('FeatureCollection'), features: z.array(postedFeature).min(1).max(MOST_GRIDS) }),
          ]),
        },
      },
    },
  },
  responses: { 201: jsonContent(commitAnswerSchema, 'What was drawn'), default: problemContent },
});

const commitContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/commits',
  tags,
  summary: 'Carry out one act on a draft',
  description:
    'The server runs the act on its own state. 409 `plan.conflict` where a grid it reshapes is newer than `base`; ' +
    '`theirs` then holds what the other editor left.',
  middleware: edit,
  request: {
    params: planParams,
    query,
    body: { required: true, content: { 'application/json': { schema: planCommitSchema } } },
  },
  responses: { 200: jsonContent(commitAnswerSchema, 'The change as it was carried out'), default: problemContent },
});

const changesContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/changes',
  tags,
  summary: 'Changes after a revision, oldest first, each with its inverse',
  middleware: read,
  request: {
    params: planParams,
    query: query.extend({
      since: queryNumber({ min: 0, whole: true }).default(0),
      limit: queryNumber({ min: 1, max: 1000, whole: true }).default(100),
    }),
  },
  responses: {
    200: jsonContent(
      z.object({ revision: z.number().int(), changes: z.array(planChangeWireSchema) }),
      'Changes and the revision the plan has now',
    ),
    default: problemContent,
  },
});

const checksContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/checks',
  tags,
  summary: 'Breaches of the rules by kind and one by one, worst first, with their place',
  middleware: read,
  request: {
    params: planParams,
    query: query.extend(pagingQuery.shape).extend({
      code: z.string().max(60).optional().meta({ description: 'Only this kind', example: 'check.no-worker' }),
    }),
  },
  responses: {
    200: jsonContent(checksSchema, 'Findings at this revision'),
    default: problemContent,
  },
});

/** `/places/{place}/plans` and everything below it. */
export function createPlanRoutes({ config, places, compute, now }: AppDeps) {
  const context = (c: Context<AppEnv>): CommitContext => ({ author: authorOf(c), at: now() });

  const ready = async <T>(
    c: Context<AppEnv>,
    { place: placeId, plan: planId }: { place: string; plan: string },
    asked: ReadPlanPart,
  ) => {
    const { part } = asked;
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const plan = (await listPlans(store, now())).plans.find(({ id }) => id === planId);
    if (!plan) return problemResponse(c, { code: 'plan.not-found', params: { plan: planId } });
    const { revision, standing, effectiveTo } = plan;
    const page = part === 'checks' ? [asked.language, asked.code ?? '', asked.offset, asked.limit] : [];
    const known = notModified(
      c,
      entityTag(
        config.build,
        await datasetVersion(store),
        planId,
        revision,
        standing,
        effectiveTo ?? '',
        part,
        ...page,
      ),
    );
    if (known) return known;
    const period = { standing, effectiveTo };
    const bytes = await compute.call('read-plan', { placeId, planId, revision, period, ...asked });
    if (!bytes) return problemResponse(c, { code: 'plan.not-found', params: { plan: planId } });
    return readyJson<T>(c, bytes, part === 'grids' ? 'application/geo+json' : 'application/json');
  };

  return createRoutes()
    .openapi(listContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const listed = await listPlans(store, now());
      const revisions = [
        ...listed.schemes.map(({ id }) => id),
        ...listed.plans.map(
          ({ id, revision, standing, effectiveTo }) => `${id}.${revision}.${standing}.${effectiveTo}`,
        ),
      ];
      const known = notModified(c, entityTag(config.build, await datasetVersion(store), ...revisions));
      return known ?? c.json(listed, 200);
    })
    .openapi(draftContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const id = `draft-${randomUUID().slice(0, 8)}` as PlanId;
      const made = await createDraft(store, { id, ...c.req.valid('json') }, context(c));
      if (!made.ok) return problemResponse(c, made.problem);
      return c.json(made.value, 201, { Location: `/api/places/${place}/plans/${id}` });
    })
    .openapi(contentContract, (c) =>
      ready<z.infer<typeof planContentSchema>>(c, c.req.valid('param'), { part: 'content' }),
    )
    .openapi(gridsContract, (c) =>
      ready<z.infer<typeof gridCollectionSchema>>(c, c.req.valid('param'), { part: 'grids' }),
    )
    .openapi(drawContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const body = c.req.valid('json');
      const features = body.type === 'Feature' ? [body] : body.features;
      const posted = features.map(({ geometry, properties }) => ({
        name: properties?.name ?? '',
        communityId: properties?.communityId ?? null,
        geometry,
      }));
      const draw = () => compute.call('draw-posted-grids', { placeId: place, planId: plan, posted });
      const drawn = await drawPostedGrids(store, plan, draw, context(c));
      return drawn.ok ? c.json(commitAnswer(c, drawn.value, now()), 201) : problemResponse(c, drawn.problem);
    })
    .openapi(commitContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const commit: PlanCommit = c.req.valid('json');
      const done = await commitChange(store, plan, commit, context(c));
      if (done.ok) return c.json(commitAnswer(c, done.value, now()), 200);
      return problemResponse(c, done.problem, 'theirs' in done ? { theirs: done.theirs } : {});
    })
    .openapi(changesContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place } });
      const { since, limit } = c.req.valid('query');
      const listed = await listChanges(store, plan, since, limit);
      return listed.ok ? c.json(listed.value, 200) : problemResponse(c, listed.problem);
    })
    .openapi(checksContract, (c) => {
      const { limit, cursor, code } = c.req.valid('query');
      const after = readCursor(cursor);
      if (!after.ok) return problemResponse(c, after.problem);
      const offset = after.value + 1;
      const nextCursor = writeCursor(offset + limit - 1);
      const asked = { part: 'checks' as const, language: languageOf(c), code, offset, limit, nextCursor };
      return ready<z.infer<typeof checksSchema>>(c, c.req.valid('param'), asked);
    });
}

export function commitAnswer(c: Context<AppEnv>, { revision, change, notices }: Committed, at: number): CommitAnswer {
  return {
    revision,
    at: new Date(at).toISOString(),
    note: change.note,
    put: change.put.map(gridToWire),
    delete: [...change.delete],
    notices: notices.map(({ code, params }) => ({
      code,
      params: plainParams(params, languageOf(c)),
      detail: describeProblem({ code, params }, languageOf(c)),
    })),
  };
}
