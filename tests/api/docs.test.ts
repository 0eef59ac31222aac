import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCatalogue } from '../../geodata/schema/problems';
import type { ApiDocument } from '../../server/docs/open-api';
import { summariesZh } from '../../server/docs/summaries-zh';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
let document: ApiDocument;
beforeAll(async () => {
  server = await createTestApp();
  document = (await (await server.request('/openapi.json')).json()) as ApiDocument;
});
afterAll(() => server.close());

const operationsOf = (described: ApiDocument): string[] =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace(/^\/api/, '')}`),
  );

describe('the OpenAPI document', () => {
  it('is 3.1 and has every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const served = server.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/^\/api/, '').replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((name) => !['get /openapi.json', 'get /docs'].includes(name));
    expect(operationsOf(document).sort()).toEqual([...new Set(served)].sort());
  });

  it('names every operation once and every answer a problem', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations) {
      expect(operation.summary).toBeTruthy();
      expect(operation.responses['default']?.content).toHaveProperty(['application/problem+json']);
    }
  });

  it('refers only to schemas it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.filter((name) => !(name! in document.components.schemas))).toEqual([]);
  });

  it('has a body for every POST that says something, and no bare schema in one', () => {
    const wordless = [
      '/api/imports',
      '/api/imports/{id}/cancel',
      '/api/imports/{id}/inspect',
      '/api/places/{place}/plans/{plan}/rebase',
      '/api/places/{place}/plans/{plan}/withdraw',
      '/api/places/{place}/siting/{job}/finish',
    ];
    const posts = Object.entries(document.paths).flatMap(([path, methods]) =>
      wordless.includes(path) ? [] : (methods['post'] ?? []),
    );
    expect(posts.length).toBeGreaterThan(3);
    for (const { requestBody } of posts) {
      const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) => JSON.stringify(schema));
      expect(schemas.length).toBeGreaterThan(0);
      for (const schema of schemas) expect(schema).not.toContain(':{}');
    }
  });

  it('says which latitudes and numbers there are', () => {
    const parameters = document.paths['/api/places/{place}/coverage/reach']?.['get']?.parameters ?? [];
    const lat = parameters.find(({ name }) => name === 'lat');
    expect(lat?.schema).toMatchObject({ type: 'number', minimum: -90, maximum: 90 });
  });

  it('lists every problem code', () => {
    const problem = document.components.schemas['Problem'];
    expect(problem?.properties?.['code']?.enum).toEqual(Object.keys(problemCatalogue));
  });

  it('has a Chinese summary for every operation and for nothing else', () => {
    expect(Object.keys(summariesZh).sort()).toEqual(operationsOf(document).sort());
  });
});

describe('the docs page', () => {
  it.each([
    ['zh', '错误代码', 'zh-CN'],
    ['en', 'Problem codes', 'en'],
  ])('is readable in %s, needs no script and has an anchor for every code', async (language, heading, tag) => {
    const response = await server.request(`/docs?lang=${language}`);
    const page = await response.text();
    expect(page).toContain(heading);
    expect(page).toContain(`<html lang="${tag}">`);
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/(?:src|href)="https?:\/\/(?!localhost)/);
    for (const code of Object.keys(problemCatalogue)) expect(page).toContain(`id="${code}"`);
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${anchor}"`);
  });
});
