import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemWireSchema } from '../../geodata/schema/problem-wire';
import type { ApiDocument, Operation } from '../../server/docs/open-api';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

const runs = process.env['PROVE'] === 'full' ? 400 : 40;

let server: TestApp;
let operations: { method: string; path: string; operation: Operation }[];
beforeAll(async () => {
  server = await createTestApp();
  const document = (await (await server.request('/openapi.json')).json()) as ApiDocument;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path: path.replace(/^\/api/, ''), operation })),
  );
});
afterAll(() => server.close());

/** What people and scanners put where a value should be. */
const nastyText = fc.oneof(
  { arbitrary: fc.constantFrom(...nastyTexts()), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 1 },
  { arbitrary: fc.double().map(String), weight: 1 },
  { arbitrary: fc.integer().map(String), weight: 1 },
);
function nastyTexts(): string[] {
  return [
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    'Infinity',
    '-0',
    '0x10',
    '９',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '%',
    '%00',
    '\u0000',
    '\uFFFF',
    "' OR 1=1 --",
    '"; DROP TABLE place; --',
    '../../../etc/passwd',
    '__proto__',
    'constructor',
    'toString',
    '网格',
    '🏘️',
    'a'.repeat(3000),
    '2025-02-30',
    '9999-12-31',
    '-000001-01-01',
    '2025-03-01T25:00:00Z',
    '116.3,39.4,116.2,39.3',
    '1,2,3',
    '1,2,3,4,5',
    ',,,',
    'c',
    'c-1',
    'czzzzzzzzzz',
    'SELECT * FROM incident WHERE title MATCH "a" NEAR b*',
  ];
}

/** Values that take a route past its first check, by the name of the parameter. */
const sensible: Record<string, string[]> = {
  place: ['small', 'small', 'small', 'nowhere'],
  plan: ['general-published', 'nope'],
  incident: ['incident-1'],
  z: ['14', '15'],
  x: ['13489', '26978'],
  y: ['6204.mvt', '12408.mvt'],
  kind: ['clinic', 'rest-station', 'market'],
  minutes: ['5', '10', '15'],
  walker: ['adult', 'elder'],
  lng: ['116.3052', '200', '39.43'],
  lat: ['39.4310', '116.3'],
  q: ['小镇', 'A2', '116.3,39.43', '东'],
  from: ['2025-03-01', '2025-03-05T00:00:00Z'],
  to: ['2025-03-31', '2025-01-01'],
  bbox: ['116.2,39.4,116.4,39.5'],
  limit: ['1', '1000'],
  lang: ['zh', 'en'],
};

/** Parameters of the contract, some sensible and some not, and one nobody asked for; sometimes one twice. */
function requestTo({ path, operation }: { path: string; operation: Operation }): fc.Arbitrary<string> {
  const parameters = operation.parameters ?? [];
  const valueOf = (name: string, nastyWeight: number): fc.Arbitrary<string> =>
    fc.oneof(
      { arbitrary: fc.constantFrom(...(sensible[name] ?? ['1'])), weight: 4 },
      { arbitrary: nastyText, weight: nastyWeight },
    );
  const inPath = fc.record(
    Object.fromEntries(
      parameters.filter((one) => one.in === 'path').map(({ name }) => [name, valueOf(name, name === 'place' ? 1 : 2)]),
    ),
  );
  const inQuery = fc.array(
    fc
      .constantFrom(...parameters.filter((one) => one.in === 'query').map(({ name }) => name), 'unheard-of')
      .chain((name) => fc.tuple(fc.constant(name), valueOf(name, 4))),
    { maxLength: 6 },
  );
  return fc.tuple(inPath, inQuery).map(([values, query]) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
    const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return `${filled}?${pairs.join('&')}`;
  });
}

async function expectNoFailure(path: string, response: Response): Promise<void> {
  if (response.status >= 400 && response.status < 500) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isPacked = response.headers.get('Content-Encoding') === 'gzip';
    const text = new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes);
    const problem = problemWireSchema.parse(JSON.parse(text));
    expect(problem.detail, path).not.toMatch(/\{\w+\}|\[object/);
  } else {
    expect([200, 201, 204, 304], `${path}\n${server.log.at(-1) ?? ''}`).toContain(response.status);
    await response.arrayBuffer();
  }
}

describe('no query makes the server fail', () => {
  it('whatever the parameters of whatever route', async () => {
    const reads = operations.filter(({ method }) => method === 'get');
    expect(reads.length).toBeGreaterThan(20);
    for (const operation of reads) {
      await fc.assert(
        fc.asyncProperty(requestTo(operation), async (path) => expectNoFailure(path, await server.request(path))),
        { numRuns: runs, seed: 20250301 },
      );
    }
  });

  it('whatever comes in headers', async () => {
    const headers = fc.record({
      'If-None-Match': fc.constantFrom('*', '""', 'W/"', ',,,', 'W/"x", W/"y"', 'a'.repeat(2000)),
      'Accept-Language': fc.constantFrom('', '*', 'en;q=x', 'zh;q=-1', ',;,', 'fr-FR,fr', 'en;q=0.1,zh;q=0.9'),
      'Accept-Encoding': fc.constantFrom('', '*', 'gzip;q=0', 'br', 'gzip, deflate', 'identity'),
    });
    const paths = fc.constantFrom('/places', '/places/small', '/places/small/base-units', '/places/nowhere', '/docs');
    await fc.assert(
      fc.asyncProperty(paths, headers, async (path, values) =>
        expectNoFailure(path, await server.request(path, { headers: values })),
      ),
      { numRuns: runs, seed: 7 },
    );
  });
});
