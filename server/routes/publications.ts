import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { commitAnswerSchema, planWireSchema } from '../../geodata/schema/plan';
import type { PlanWire } from '../../geodata/schema/plan';
import {
  movedPageSchema,
  planComparisonSchema,
  publicationPreviewSchema,
  publicationSchema,
  publishInputSchema,
} from '../../geodata/schema/publication';
import type { MovedPage, PlanComparison } from '../../geodata/schema/publication';
import { redrawComparisonSchema } from '../../geodata/schema/redraw';
import type { RedrawComparison } from '../../geodata/schema/redraw';
import { fail, ok, plainParams } from '../../geodata/schema/problems';
import type { ProblemParam, Result } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorOf } from '../middleware/author';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { languageOf } from '../middleware/language';
import { problemResponse } from '../middleware/problems';
import { datasetVersion } from '../services/dataset-version';
import { listPlans } from '../services/list-plans';
import { writeCursor } from '../services/page-cursor';
import { previewPublication, publishPlan } from '../services/publish-plan';
import { rebaseDraft } from '../services/rebase-draft';
import { withdrawPlan } from '../services/withdraw-plan';
import { pagingQuery, readCursor } from './paging';
import { commitAnswer } from './plans';
import { readyJson } from './ready-json';
import { jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const planParams = placeParams.extend({ plan: z.string().meta({ description: 'Id of the plan' }) });
const compareParams = planParams.extend({
  plan: z.string().meta({ description: 'Id of the earlier plan' }),
  other: z.string().meta({ description: 'Id of the later plan' }),
});
const tags = ['plans'];
const query = languageQuery;

const previewContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/publication',
  tags,
  summary: 'What publishing a draft would do now: checks, codes, and what it changes',
  middleware: authorise('plan.read'),
  request: { params: planParams, query },
  responses: { 200: jsonContent(publicationPreviewSchema, 'Nothing is published yet'), default: problemContent },
});

const publishContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/publish',
  tags,
  summary: 'Publish a draft with the day it comes into force',
  description:
    'Today at the earliest, and after the day of the last publication of the scheme: what was in force on a day that is ' +
    'over never changes. 409 `plan.publish-blocked` where a check finds an error; warnings do not block. ' +
    '409 `plan.publish-outdated` where something was published since the draft was made, even if it changed other ' +
    'grids, because the draft would put their old shapes back: take it over with `rebase`, or name it in `replaces`. ' +
    'Codes of a draft are provisional: grids in force before keep theirs, others get the next free numbers of their ' +
    'community, west to east, then north to south. The answer lists every code that has become another one.',
  middleware: authorise('plan.publish'),
  request: {
    params: planParams,
    query,
    body: { required: true, content: { 'application/json': { schema: publishInputSchema } } },
  },
  responses: { 200: jsonContent(publicationSchema, 'The published plan'), default: problemContent },
});

const withdrawContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/withdraw',
  tags,
  summary: 'Take a publication back whose day has not come; the plan is a draft again',
  middleware: authorise('plan.publish'),
  request: { params: planParams, query },
  responses: { 200: jsonContent(planWireSchema, 'The draft'), default: problemContent },
});

const rebaseContract = createRoute({
  method: 'post',
  path: '/places/{place}/plans/{plan}/rebase',
  tags,
  summary: 'Take over into a draft what was published since it was made',
  description:
    'Grids the draft left alone become those published. 409 `plan.rebase-conflict` where both changed the same grid.',
  middleware: authorise('plan.edit'),
  request: { params: planParams, query },
  responses: { 200: jsonContent(commitAnswerSchema, 'The change as it was carried out'), default: problemContent },
});

const compareContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/compare/{other}',
  tags,
  summary: 'Two plans compared: what became of each grid, who moves, workers, sizes',
  middleware: authorise('plan.read'),
  request: { params: compareParams, query },
  responses: {
    200: jsonContent(planComparisonSchema, 'From the earlier plan to the later one'),
    default: problemContent,
  },
});

const movedContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/compare/{other}/moved',
  tags,
  summary: 'Base units whose grid is another one, with address and both grids, in pages',
  middleware: authorise('plan.read'),
  request: {
    params: compareParams,
    query: query.extend(pagingQuery.shape).extend({
      grid: z.string().max(64).optional().meta({ description: 'Only those that come to or leave this grid' }),
    }),
  },
  responses: { 200: jsonContent(movedPageSchema, 'A page of base units'), default: problemContent },
});

const redrawContract = createRoute({
  method: 'get',
  path: '/places/{place}/plans/{plan}/compare/{other}/incidents',
  tags,
  summary: 'What redrawing does to incidents: counts, rates and load of the grids that differ, before and after',
  middleware: authorise('plan.read'),
  request: { params: compareParams, query },
  responses: {
    200: jsonContent(redrawComparisonSchema, 'Groups of grids that share land'),
    default: problemContent,
  },
});

/** Publishing a plan, and comparing two. */
export function createPublicationRoutes({ config, places, compute, now }: AppDeps) {
  const context = (c: Context<AppEnv>) => ({ author: authorOf(c), at: now() });
  const noPlace = (c: Context<AppEnv>, place: string) =>
    problemResponse(c, { code: 'place.not-found', params: { place } });

  /** Both plans as they stand, and the tag of an answer about them. */
  const both = async (
    placeId: string,
    ids: readonly [string, string],
  ): Promise<Result<{ before: PlanWire; after: PlanWire; tags: (string | number)[] }>> => {
    const store = await places.get(placeId);
    if (!store) return fail('place.not-found', { place: placeId });
    const { plans } = await listPlans(store, now());
    const found: PlanWire[] = [];
    for (const id of ids) {
      const plan = plans.find((one) => one.id === id);
      if (!plan) return fail('plan.not-found', { plan: id });
      found.push(plan);
    }
    const [before, after] = found as [PlanWire, PlanWire];
    const states = found.flatMap(({ id, revision, standing, effectiveTo }) => [
      id,
      revision,
      standing,
      effectiveTo ?? '',
    ]);
    return ok({ before, after, tags: [await datasetVersion(store), ...states] });
  };

  return createRoutes()
    .openapi(previewContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return noPlace(c, place);
      const prepared = await compute.call('prepare-publication', { placeId: place, planId: plan });
      if (!prepared.ok) return problemResponse(c, prepared.problem);
      const plain = (names: readonly ProblemParam[]) =>
        names.map((name) => String(plainParams({ name }, languageOf(c))['name']));
      const preview = await previewPublication(store, plan, prepared.value, now(), plain);
      if (!preview.ok) return problemResponse(c, preview.problem);
      c.header('Cache-Control', 'private, no-cache');
      return c.json(preview.value, 200);
    })
    .openapi(publishContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return noPlace(c, place);
      const prepare = () => compute.call('prepare-publication', { placeId: place, planId: plan });
      const published = await publishPlan(store, plan, c.req.valid('json'), prepare, context(c));
      return published.ok ? c.json(published.value, 200) : problemResponse(c, published.problem);
    })
    .openapi(withdrawContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return noPlace(c, place);
      const withdrawn = await withdrawPlan(store, plan, context(c));
      return withdrawn.ok ? c.json(withdrawn.value, 200) : problemResponse(c, withdrawn.problem);
    })
    .openapi(rebaseContract, async (c) => {
      const { place, plan } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return noPlace(c, place);
      const prepare = () => compute.call('prepare-rebase', { placeId: place, planId: plan });
      const rebased = await rebaseDraft(store, plan, prepare, context(c));
      return rebased.ok ? c.json(commitAnswer(c, rebased.value, now()), 200) : problemResponse(c, rebased.problem);
    })
    .openapi(compareContract, async (c) => {
      const { place, plan, other } = c.req.valid('param');
      const found = await both(place, [plan, other]);
      if (!found.ok) return problemResponse(c, found.problem);
      const known = notModified(c, entityTag(config.build, ...found.value.tags, 'compare'));
      if (known) return known;
      const { before, after } = found.value;
      const bytes = await compute.call('compare-plans', { placeId: place, before, after, part: 'all' });
      if (!bytes) return problemResponse(c, { code: 'plan.not-found', params: { plan } });
      return readyJson<PlanComparison>(c, bytes, 'application/json');
    })
    .openapi(redrawContract, async (c) => {
      const { place, plan, other } = c.req.valid('param');
      const found = await both(place, [plan, other]);
      if (!found.ok) return problemResponse(c, found.problem);
      const known = notModified(c, entityTag(config.build, ...found.value.tags, 'incidents'));
      if (known) return known;
      const { before, after } = found.value;
      const answered = await compute.call('compare-incidents', { placeId: place, before, after, now: now() });
      if (!answered.ok) return problemResponse(c, answered.problem);
      return readyJson<RedrawComparison>(c, answered.value, 'application/json');
    })
    .openapi(movedContract, async (c) => {
      const { place, plan, other } = c.req.valid('param');
      const { limit, cursor, grid } = c.req.valid('query');
      const last = readCursor(cursor);
      if (!last.ok) return problemResponse(c, last.problem);
      const found = await both(place, [plan, other]);
      if (!found.ok) return problemResponse(c, found.problem);
      const offset = last.value + 1;
      const known = notModified(c, entityTag(config.build, ...found.value.tags, 'moved', grid ?? '', offset, limit));
      if (known) return known;
      const { before, after } = found.value;
      const nextCursor = writeCursor(offset + limit - 1);
      const asked = { part: 'moved', query: { grid, offset, limit }, nextCursor } as const;
      const bytes = await compute.call('compare-plans', { placeId: place, before, after, ...asked });
      if (!bytes) return problemResponse(c, { code: 'plan.not-found', params: { plan } });
      return readyJson<MovedPage>(c, bytes, 'application/json');
    });
}
