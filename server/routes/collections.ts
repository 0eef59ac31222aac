import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { areaCollectionSchema, compoundCollectionSchema, gateCollectionSchema } from '../../geodata/schema/collections';
import type { AreaCollection, CompoundCollection, GateCollection } from '../../geodata/schema/collections';
import { baseUnitColumnsSchema } from '../../geodata/schema/settlement';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import type { AppEnv } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import type { Collection } from '../services/read-collection';
import { datasetVersion } from '../services/dataset-version';
import { readyJson } from './ready-json';
import { geoJsonContent, jsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const request = { params: placeParams, query: languageQuery };
const middleware = authorise('place.read');
const tags = ['places'];

const areasContract = createRoute({
  method: 'get',
  path: '/places/{place}/areas',
  tags,
  summary: 'Areas of the hierarchy, parents before children',
  middleware,
  request,
  responses: { 200: geoJsonContent(areaCollectionSchema, 'Areas with what lives in them'), default: problemContent },
});

const compoundsContract = createRoute({
  method: 'get',
  path: '/places/{place}/compounds',
  tags,
  summary: 'Residential compounds and walled institutions',
  middleware,
  request,
  responses: { 200: geoJsonContent(compoundCollectionSchema, 'Compounds'), default: problemContent },
});

const gatesContract = createRoute({
  method: 'get',
  path: '/places/{place}/gates',
  tags,
  summary: 'Gates of compounds',
  middleware,
  request,
  responses: { 200: geoJsonContent(gateCollectionSchema, 'Gates'), default: problemContent },
});

const baseUnitsContract = createRoute({
  method: 'get',
  path: '/places/{place}/base-units',
  tags,
  summary: 'Base units as columns; the position in a column is the index that coverage answers speak of',
  middleware,
  request,
  responses: { 200: jsonContent(baseUnitColumnsSchema, 'Base units'), default: problemContent },
});

/** `/places/{place}/areas`, `/compounds`, `/gates` and `/base-units`: whole collections, written by a worker. */
export function createCollectionRoutes({ config, places, compute }: AppDeps) {
  const answer = async <T>(
    c: Context<AppEnv>,
    placeId: string,
    collection: Collection,
    contentType: 'application/json' | 'application/geo+json',
  ) => {
    const store = await places.get(placeId);
    if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
    const known = notModified(c, entityTag(config.build, await datasetVersion(store)));
    if (known) return known;
    return readyJson<T>(c, await compute.call('read-collection', { placeId, collection }), contentType);
  };
  return createRoutes()
    .openapi(areasContract, (c) =>
      answer<AreaCollection>(c, c.req.valid('param').place, 'areas', 'application/geo+json'),
    )
    .openapi(compoundsContract, (c) =>
      answer<CompoundCollection>(c, c.req.valid('param').place, 'compounds', 'application/geo+json'),
    )
    .openapi(gatesContract, (c) =>
      answer<GateCollection>(c, c.req.valid('param').place, 'gates', 'application/geo+json'),
    )
    .openapi(baseUnitsContract, (c) =>
      answer<BaseUnitColumns>(c, c.req.valid('param').place, 'base-units', 'application/json'),
    );
}
