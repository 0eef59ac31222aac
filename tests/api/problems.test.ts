import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCatalogue } from '../../geodata/schema/problems';
import type { ProblemEntry } from '../../geodata/schema/problems';
import { problemWireSchema } from '../../geodata/schema/problem-wire';
import { isAuthorisation } from '../../server/middleware/authorise';
import { packageRoot } from '../../server/package-root';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

const entries: [string, ProblemEntry][] = Object.entries(problemCatalogue);

describe('the catalogue of problems', () => {
  it('has every code in one file only', () => {
    const folder = join(packageRoot(), 'geodata', 'schema', 'problems');
    const codes = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^  '([a-z][a-z0-9-]*\.[a-z0-9-]+)'/gm)].map(
        (match) => match[1],
      ),
    );
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect([...codes].sort()).toEqual(Object.keys(problemCatalogue).sort());
  });

  it.each(entries)('%s has a status and a text in both languages', (code, entry) => {
    expect(code).toMatch(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/);
    // 200 is a note beside a good answer, 0 what the browser says of its own.
    expect([0, 200, 400, 401, 403, 404, 405, 409, 413, 415, 416, 422, 429, 500, 503, 507]).toContain(entry.status);
    expect(entry.zh).toMatch(/\p{Script=Han}/u);
    expect(entry.en).toMatch(/[A-Za-z]{3}/);
    expect(entry.en).not.toMatch(/\p{Script=Han}/u);
    const parameters = (text: string): string[] =>
      [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
    expect([...new Set(parameters(entry.zh))]).toEqual([...new Set(parameters(entry.en))]);
  });
});

async function problemOf(response: Response) {
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  const problem = problemWireSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.detail).not.toMatch(/\{\w+\}/);
  return problem;
}

describe('problems', () => {
  it('answer unknown addresses below /api, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'PUT']) {
      const response = await server.request('/nothing/here', { method });
      expect((await problemOf(response)).code).toBe('request.not-found');
    }
  });

  it('answer a method an address does not take, and say which it takes', async () => {
    const response = await server.request('/places/small', { method: 'DELETE' });
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    expect((await problemOf(response)).code).toBe('request.method-not-allowed');
    const plans = await server.request('/places/small/plans', { method: 'PUT' });
    expect(plans.headers.get('Allow')).toBe('GET, HEAD, OPTIONS, POST');
  });

  it('name the field of a query that is wrong, in the language asked for', async () => {
    const chinese = await problemOf(await server.request('/places/small/incidents?limit=many'));
    expect(chinese).toMatchObject({ code: 'request.invalid', params: { field: 'limit' } });
    expect(chinese.detail).toMatch(/\p{Script=Han}/u);
    const english = await problemOf(await server.request('/places/small/incidents?limit=0&lang=en'));
    expect(english.detail).toMatch(/^Invalid request, limit: at least 1$/);
  });

  it('answer OPTIONS with what an address takes', async () => {
    const response = await server.request('/places/small/plans', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS, POST');
  });

  it.each([
    ['minutes=0x10', '/places/small/coverage?kind=clinic&minutes=0x10', 'request.invalid', 'minutes'],
    ['an empty longitude', '/places/small/coverage/reach?lng=&lat=', 'request.invalid', 'lng'],
    ['a misspelt name', '/places/small/incidents?limt=3', 'request.unknown-parameter-near', 'limit'],
    [
      'a name of nothing',
      '/places/small/coverage?kind=clinic&minutes=5&zzzzzzzz=1',
      'request.unknown-parameter',
      'zzz',
    ],
  ])('refuse %s', async (_, path, code, named) => {
    const response = await server.request(`${path}&lang=en`);
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.code).toBe(code);
    expect(problem.detail).toContain(named);
  });

  it.each([
    [{ type: 'Feature', geometry: null, properties: { name: 3 } }, 'body.properties.name: must be a text'],
    [{ type: 'Thing' }, 'body.type: must be one of Feature / FeatureCollection'],
    [{ type: 'FeatureCollection', features: [] }, 'body.features: at least 1 item'],
  ])('name the field of a body that is wrong: %j', async (body, told) => {
    const response = await server.request('/places/small/plans/general-published/grids?lang=en', {
      method: 'POST',
      body,
    });
    expect((await problemOf(response)).detail).toBe(`Invalid request, ${told}`);
  });

  it.each(['{', '', '[1,', '{"a":1}}', '\u0000', 'null null'])('answer malformed JSON: %j', async (body) => {
    const response = await server.request('/places/small/plans', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('request.malformed-json');
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'answer the media type %s',
    async (type) => {
      const response = await server.request('/places/small/plans', {
        method: 'POST',
        body: '{"from":"general-published","name":{"zh":"甲"}}',
        headers: { 'Content-Type': type },
      });
      expect((await problemOf(response)).code).toBe('request.unsupported-media-type');
    },
  );

  it('answer bodies over the limit and state it, with and without a length', async () => {
    const body = new Uint8Array(8_000_001).fill(32);
    const headers = { 'Content-Type': 'application/json' };
    const declared = await server.request('/places/small/stations', {
      method: 'POST',
      body,
      headers: { ...headers, 'Content-Length': String(body.length) },
    });
    expect(await problemOf(declared)).toMatchObject({ code: 'request.too-large', params: { limit: 8 }, status: 413 });
    const undeclared = await server.request('/places/small/stations', { method: 'POST', body, headers });
    expect((await problemOf(undeclared)).code).toBe('request.too-large');
  });

  it.each([
    'places/%E0%A4%A',
    'places/..%2f..%2fetc%2fpasswd',
    'places/small%00',
    'places/SMALL',
    `places/${'a'.repeat(500)}`,
  ])('know no place at %s', async (path) => {
    const response = await server.request(`/${path}`);
    expect(response.status).toBe(404);
    await problemOf(response);
  });
});

describe('every route', () => {
  it('asks whether the caller may', () => {
    const routes = server.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
    const bare = routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter(
        (name) => !routes.some((route) => `${route.method} ${route.path}` === name && isAuthorisation(route.handler)),
      );
    expect(bare).toEqual([]);
    expect(routes.length).toBeGreaterThan(20);
  });

  it('carries headers that keep a page safe, and no HSTS', async () => {
    const { headers } = await server.request('/health');
    expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'; worker-src 'self' blob:");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Strict-Transport-Security')).toBeNull();
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{8}$/);
  });

  it('compresses what is worth it', async () => {
    const response = await server.request('/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
  });
});
