import { randomUUID } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { stationFeaturesSchema } from '../../geodata/schema/coverage';
import type { StationFeatures } from '../../geodata/schema/coverage';
import { stationKinds } from '../../geodata/schema/station';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { problemResponse } from '../middleware/problems';
import { readJsonBody } from '../middleware/read-json-body';
import { addStations, MOST_STATIONS } from '../services/add-stations';
import { datasetVersion } from '../services/dataset-version';
import { readyJson } from './ready-json';
import { geoJsonContent, languageQuery, placeParams, problemContent } from './route-contract';

const listContract = createRoute({
  method: 'get',
  path: '/places/{place}/stations',
  tags: ['stations'],
  summary: 'Service stations as GeoJSON',
  middleware: authorise('station.read'),
  request: {
    params: placeParams,
    query: languageQuery.extend({
      kind: z.enum(stationKinds).optional().meta({ description: 'Only stations of this kind' }),
    }),
  },
  responses: { 200: geoJsonContent(stationFeaturesSchema, 'The stations'), default: problemContent },
});

/** Judged piece by piece by our own reader, which names what is wrong and where. */
const sentStations = z.unknown().meta({
  id: 'SentStations',
  type: 'object',
  description: 'A GeoJSON Feature of a Point, or a FeatureCollection of them',
  properties: {
    type: { type: 'string', enum: ['Feature', 'FeatureCollection'] },
    features: { type: 'array', maxItems: MOST_STATIONS, items: { type: 'object' } },
    geometry: { type: 'object' },
    properties: { type: 'object' },
  },
  required: ['type'],
});

const addContract = createRoute({
  method: 'post',
  path: '/places/{place}/stations',
  tags: ['stations'],
  summary: 'Adds stations from GeoJSON, all or none',
  description:
    `A Feature or a FeatureCollection of at most ${MOST_STATIONS} points in [longitude, latitude]. Properties: \`name\` ` +
    '(text, or {zh, en}) and `kind` must be there; `id`, `tier`, `services`, `floorAreaSquareMetres`, `seats`, `staff`, ' +
    '`openingHours` (in the syntax of OSM `opening_hours`), `address` may. ' +
    'One that cannot be taken refuses them all and is named by its position.',
  middleware: authorise('station.edit'),
  request: {
    params: placeParams,
    query: languageQuery,
    body: {
      content: { 'application/geo+json': { schema: sentStations }, 'application/json': { schema: sentStations } },
    },
  },
  responses: { 201: geoJsonContent(stationFeaturesSchema, 'The stations as added'), default: problemContent },
});

/** `/places/{place}/stations`. */
export function createStationRoutes({ config, places, compute }: AppDeps) {
  return createRoutes()
    .openapi(listContract, async (c) => {
      const { place: placeId } = c.req.valid('param');
      const store = await places.get(placeId);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
      const known = notModified(c, entityTag(config.build, await datasetVersion(store)));
      if (known) return known;
      const { kind } = c.req.valid('query');
      const bytes = await compute.call('list-stations', { placeId, kind });
      return readyJson<StationFeatures>(c, bytes, 'application/geo+json');
    })
    .openapi(addContract, async (c) => {
      const { place: placeId } = c.req.valid('param');
      const store = await places.get(placeId);
      if (!store) return problemResponse(c, { code: 'place.not-found', params: { place: placeId } });
      const body = await readJsonBody(c);
      if (!body.ok) return problemResponse(c, body.problem);
      const added = await addStations(store, body.value, () => `station-${randomUUID()}`);
      if (!added.ok) return problemResponse(c, added.problem);
      return c.json(added.value, 201, { 'Content-Type': 'application/geo+json' });
    });
}
