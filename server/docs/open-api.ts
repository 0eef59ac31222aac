import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../request-variables';

/** JSON Schema as the document has it. */
export interface SchemaNode {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  items?: SchemaNode;
  prefixItems?: SchemaNode[];
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  required?: string[];
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  allOf?: SchemaNode[];
}
export interface Operation {
  operationId: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: SchemaNode }[];
  requestBody?: { content?: Record<string, { schema?: SchemaNode }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: SchemaNode }> }>;
}
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: { name: string; url: string } };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, SchemaNode> };
}

const description = [
  'Community grids, walking coverage and incidents of a place.',
  'Coordinates are WGS84, [longitude, latitude] in degrees, unless a schema says lattice integers (1e-7 degree).',
  'Times are ISO 8601 in UTC. Errors are RFC 9457 problems with a code of one catalogue, in Chinese or English by',
  'Accept-Language or ?lang. GET answers carry an ETag, and If-None-Match gives 304, but for searches, changes, import reports, the list of places and health. Bodies are limited to {limit} MB.',
].join(' ');

/** The OpenAPI 3.1 document of the routes. */
export function describeApi(app: OpenAPIHono<AppEnv>, bodyLimitMegabytes: number): ApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '格图 Getu API',
      version: '1',
      description: description.replace('{limit}', String(bodyLimitMegabytes)),
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
  }) as unknown as ApiDocument;
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) operation.operationId = operationId(method, path);
  }
  return document;
}

/** `getPlacesPlansGrids` of `get /api/places/{place}/plans/{plan}/grids`; parameters at the end become `By…`. */
function operationId(method: string, path: string): string {
  const parts = path.split('/').filter((part) => part && part !== 'api');
  const named = parts.map((part, index) => {
    const parameter = /^\{(\w+)\}$/.exec(part)?.[1];
    if (parameter) return index === parts.length - 1 ? `By${capital(parameter)}` : '';
    return part
      .split(/[^A-Za-z0-9]/)
      .map(capital)
      .join('');
  });
  return method + named.join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
