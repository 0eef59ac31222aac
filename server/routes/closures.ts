import { createRoute } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import {
  closureChangeSchema,
  closureInputSchema,
  closureUpdateSchema,
  foundStretchSchema,
} from '../../geodata/schema/closure';
import type { ClosedStretch, ClosureInput } from '../../geodata/schema/closure';
import { toLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint, LngLat } from '../../geodata/schema/coordinates';
import type { ClosureId } from '../../geodata/schema/ids';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorOf } from '../middleware/author';
import { authorise } from '../middleware/authorise';
import { problemResponse } from '../middleware/problems';
import { putClosure, removeClosure } from '../services/edit-closures';
import { jsonContent, languageQuery, placeParams, problemContent, queryNumber } from './route-contract';

const closureParams = placeParams.extend({ closure: z.string().meta({ description: 'Id of the closure' }) });
const tags = ['coverage'];
const edit = authorise('closure.edit');
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } });
const change = (text: string) => jsonContent(closureChangeSchema, text);

const stretchContract = createRoute({
  method: 'get',
  path: '/places/{place}/closures/stretch',
  tags,
  summary: 'The stretch of street between two crossings nearest to a place: what closing the street there would close',
  middleware: authorise('coverage.read'),
  request: {
    params: placeParams,
    query: languageQuery.extend({
      lng: queryNumber({ min: -180, max: 180 }),
      lat: queryNumber({ min: -90, max: 90 }),
    }),
  },
  responses: { 200: jsonContent(foundStretchSchema, 'The stretch'), default: problemContent },
});

const addContract = createRoute({
  method: 'post',
  path: '/places/{place}/closures',
  tags,
  summary: 'Close streets for some days: whole ones, parts of them, or all on a piece of land',
  middleware: edit,
  request: { params: placeParams, query: languageQuery, body: body(closureInputSchema) },
  responses: { 201: change('The closure as it stands'), default: problemContent },
});

const putContract = createRoute({
  method: 'put',
  path: '/places/{place}/closures/{closure}',
  tags,
  summary: 'Change a closure, end it, or put back one that was taken away; 409 where somebody else did so meanwhile',
  middleware: edit,
  request: { params: closureParams, query: languageQuery, body: body(closureUpdateSchema) },
  responses: { 200: change('The closure as it stands'), default: problemContent },
});

const removeContract = createRoute({
  method: 'delete',
  path: '/places/{place}/closures/{closure}',
  tags,
  summary: 'Take a closure away; it can be put back by its id',
  middleware: edit,
  request: {
    params: closureParams,
    query: languageQuery.extend({
      revision: queryNumber({ min: 0, whole: true }).meta({ description: 'The revision this is based on' }),
    }),
  },
  responses: { 200: change('What has changed'), default: problemContent },
});

/** Changes below `/places/{place}/closures`; the list is among the answers about coverage. */
export function createClosureRoutes({ places, compute, now }: AppDeps) {
  const missingPlace = (c: Context<AppEnv>, place: string) =>
    problemResponse(c, { code: 'place.not-found', params: { place } });
  const lattice = ([lng, lat]: LngLat): LatticePoint => [toLattice(lng), toLattice(lat)];

  async function stretchesOf(placeId: string, near: ClosureInput['near']): Promise<Result<ClosedStretch[]>> {
    if (near.length === 0) return ok([]);
    const found = await compute.call('find-stretches', { placeId, places: near, now: now() });
    if (!found.ok) return found;
    return ok(found.value.map(({ street, from, to }) => ({ street, from: lattice(from), to: lattice(to) })));
  }

  return createRoutes()
    .openapi(stretchContract, async (c) => {
      const { place } = c.req.valid('param');
      if (!(await places.get(place))) return missingPlace(c, place);
      const { lng, lat } = c.req.valid('query');
      const found = await compute.call('find-stretches', { placeId: place, places: [[lng, lat]], now: now() });
      return found.ok ? c.json(found.value[0]!, 200) : problemResponse(c, found.problem);
    })
    .openapi(addContract, async (c) => {
      const { place } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const input = c.req.valid('json');
      const stretches = await stretchesOf(place, input.near);
      if (!stretches.ok) return problemResponse(c, stretches.problem);
      const id = `closure-${randomUUID().slice(0, 8)}` as ClosureId;
      const by = { author: authorOf(c), at: now() };
      const made = await putClosure(store, id, input, stretches.value, null, by);
      if (!made.ok) return problemResponse(c, made.problem);
      c.header('Location', `/api/places/${place}/closures/${id}`);
      return c.json(made.value, 201);
    })
    .openapi(putContract, async (c) => {
      const { place, closure } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const { revision, ...input } = c.req.valid('json');
      const stretches = await stretchesOf(place, input.near);
      if (!stretches.ok) return problemResponse(c, stretches.problem);
      const by = { author: authorOf(c), at: now() };
      const put = await putClosure(store, closure as ClosureId, input, stretches.value, revision, by);
      return put.ok ? c.json(put.value, 200) : problemResponse(c, put.problem);
    })
    .openapi(removeContract, async (c) => {
      const { place, closure } = c.req.valid('param');
      const store = await places.get(place);
      if (!store) return missingPlace(c, place);
      const { revision } = c.req.valid('query');
      const by = { author: authorOf(c), at: now() };
      const removed = await removeClosure(store, closure, revision, by);
      return removed.ok ? c.json(removed.value, 200) : problemResponse(c, removed.problem);
    });
}
