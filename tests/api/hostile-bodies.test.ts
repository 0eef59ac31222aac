import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemWireSchema } from '../../geodata/schema/problem-wire';
import { smallPlacePoint } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { describeWithData } from '../real-data';

const runs = process.env['PROVE'] === 'full' ? 1000 : 150;

let server: TestApp;
let draft: string;
beforeAll(async () => {
  server = await createTestApp();
  const made = await server.request('/places/small/plans', {
    method: 'POST',
    body: { from: 'general-published', name: { zh: '草案' } },
  });
  expect(made.status).toBe(201);
  draft = ((await made.json()) as { id: string }).id;
});
afterAll(() => server.close());

/** Everything that takes a body. */
const targets = (): string[] => [
  '/places/small/stations',
  `/places/small/plans/${draft}/grids`,
  `/places/small/plans/${draft}/commits`,
  '/places/small/plans',
];

/** What must be as before when a body was refused. */
async function state(): Promise<string> {
  const store = await server.places.get('small');
  const counts = await store!.client.execute(
    `SELECT (SELECT count(*) FROM station) AS stations, (SELECT count(*) FROM grid_plan) AS plans,
            (SELECT sum(revision) FROM grid_plan) AS revisions, (SELECT count(*) FROM grid) AS grids,
            (SELECT count(*) FROM plan_change) AS changes, (SELECT dataset_version FROM place) AS version`,
  );
  return JSON.stringify(counts.rows[0]);
}

async function post(path: string, body: string, type = 'application/geo+json'): Promise<Response> {
  return server.request(path, { method: 'POST', body, headers: { 'Content-Type': type } });
}

/** Refused with a problem and nothing written, or taken. */
async function expectAnswer(path: string, body: string, type?: string): Promise<number> {
  const before = await state();
  const response = await post(path, body, type);
  if (response.status < 300) return response.status;
  const text = await response.text();
  expect(response.status, `${path}\n${body.slice(0, 300)}\n${text}\n${server.log.at(-1) ?? ''}`).toBeLessThan(500);
  const problem = problemWireSchema.parse(JSON.parse(text));
  expect(problem.detail).not.toMatch(/\{\w+\}|undefined|\[object/);
  expect(await state()).toBe(before);
  return response.status;
}

const [lng, lat] = smallPlacePoint(4.5, 1);
const ring = (...points: [number, number][]): [number, number][] =>
  points.map(([dx, dy]) => smallPlacePoint(4 + dx, dy));
const station = (coordinates: unknown) => ({
  type: 'Feature',
  properties: { name: '新站', kind: 'clinic' },
  geometry: { type: 'Point', coordinates },
});
const grid = (coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties: { name: '新网格', communityId: 'community-b' },
  geometry: { type, coordinates },
});

describe('coordinates that are wrong', () => {
  it.each([
    ['swapped', [lat, lng], 'coordinate.swapped'],
    ['outside the place', [121.5, 31.2], 'coordinate.outside-place'],
    ['of text', ['116.3', '39.4'], null],
    ['of nulls', [null, null], null],
    ['beyond the world', [500, 95], null],
    ['one alone', [116.3], null],
    ['none', [], null],
    ['nested', [[116.3, 39.4]], null],
    ['as an object', { lng: 116.3, lat: 39.4 }, null],
  ])('are refused for a station: %s', async (_name, coordinates, code) => {
    const before = await state();
    const response = await post('/places/small/stations', JSON.stringify(station(coordinates)));
    const problem = problemWireSchema.parse(await response.json());
    expect([400, 422]).toContain(response.status);
    if (code) expect(problem.code).toBe(code);
    expect(await state()).toBe(before);
  });

  it('refuse all stations where one is wrong', async () => {
    const before = await state();
    const features = [station([lng, lat]), station([lng, lat]), station([lat, lng])];
    const response = await post('/places/small/stations', JSON.stringify({ type: 'FeatureCollection', features }));
    expect(response.status).toBe(422);
    expect(await state()).toBe(before);
  });

  it.each([
    ['a bow tie', [ring([0.1, 0.1], [0.9, 0.9], [0.9, 0.1], [0.1, 0.9], [0.1, 0.1])]],
    ['two points', [ring([0.1, 0.1], [0.9, 0.9])]],
    ['a line and back', [ring([0.1, 0.1], [0.9, 0.9], [0.1, 0.1])]],
    ['no ring', []],
    ['an empty ring', [[]]],
    ['swapped', [ring([0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.1]).map(([x, y]) => [y, x])]],
    [
      'somewhere else',
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ],
    ['land that is taken', [ring([-3.9, 0.1], [-3.1, 0.1], [-3.1, 0.9], [-3.9, 0.1])]],
  ])('are refused for a grid: %s', async (_name, coordinates) => {
    const before = await state();
    const response = await post(`/places/small/plans/${draft}/grids`, JSON.stringify(grid(coordinates)));
    problemWireSchema.parse(await response.json());
    expect([400, 409, 422]).toContain(response.status);
    expect(await state()).toBe(before);
  });
});

describe('bodies that are nonsense', () => {
  it('are refused and change nothing, whatever they are', async () => {
    const bodies = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.constantFrom(
        'null',
        'true',
        '0',
        '""',
        '[]',
        '{}',
        '{"__proto__":{}}',
        '{"type":"FeatureCollection","features":{}}',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 1, 2, 3), bodies, async (target, body) => {
        await expectAnswer(targets()[target]!, body, target < 2 ? 'application/geo+json' : 'application/json');
      }),
      { numRuns: runs, seed: 11 },
    );
  });

  it('are refused where one value of a good body is replaced', async () => {
    const good: [number, unknown][] = [
      [0, station([lng, lat])],
      [0, { type: 'FeatureCollection', features: [station([lng, lat])] }],
      [1, grid([ring([0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.1])])],
      [
        2,
        {
          operation: { name: 'split', gridId: 'a1', line: ring([-4.1, 0.5], [-2.9, 0.5]), newIds: ['p', 'q'] },
          base: { a1: 0 },
        },
      ],
      [2, { operation: { name: 'merge', gridIds: ['a1', 'a2'], newId: 'm' }, base: { a1: 0, a2: 0 } }],
      [2, { operation: { name: 'rename', gridId: 'a1', gridName: '新名' }, base: { a1: 0 } }],
      [2, { operation: { name: 'replace', act: 'undo', subject: 'x', put: [], delete: ['a1'] }, base: { a1: 0 } }],
      [3, { from: 'general-published', name: { zh: '草案' } }],
    ];
    const nasty = fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e308,
      1.5,
      '',
      'x',
      'a'.repeat(5000),
      '__proto__',
      [],
      {},
      [null],
      [[[]]],
      { type: 'Point' },
      '2999-01-01',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...good), fc.nat(), nasty, async ([target, body], at, value) => {
        const spoilt = replaceAt(body, at, value);
        await expectAnswer(
          targets()[target]!,
          JSON.stringify(spoilt),
          target < 2 ? 'application/geo+json' : 'application/json',
        );
      }),
      { numRuns: runs, seed: 12 },
    );
  });

  it.each([20, 2000, 200_000])('are refused when nested %i deep', async (depth) => {
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    for (const path of targets()) {
      for (const body of [
        deep,
        `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${deep}}}`,
      ]) {
        expect(await expectAnswer(path, body)).toBeGreaterThanOrEqual(400);
      }
    }
  });

  it('are refused when they hold more than anyone draws', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => [lng + Math.cos(i) / 1e4, lat + Math.sin(i) / 1e4]);
    const bodies = [grid([many]), { type: 'FeatureCollection', features: many.map((point) => station(point)) }];
    for (const path of targets()) {
      for (const body of bodies) expect(await expectAnswer(path, JSON.stringify(body))).toBeGreaterThanOrEqual(400);
    }
  });
});

/** A copy with the `at`-th value of the tree (counted around) replaced. */
function replaceAt(body: unknown, at: number, value: unknown): unknown {
  let count = 0;
  JSON.stringify(body, (_key, one: unknown) => (count++, one));
  const wanted = at % count;
  let index = 0;
  const walk = (node: unknown): unknown => {
    if (index++ === wanted) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child)]));
  };
  return walk(body);
}

describeWithData('formats', 'files of the GeoJSON collection', (folder) => {
  // Without the data one skipped test stands for them all.
  const kinds = existsSync(folder) ? ['geojson-good', 'geojson-bad'] : [];
  const found = kinds.flatMap((kind) => {
    const path = join(folder, kind);
    return readdirSync(path, { withFileTypes: true }).flatMap((file) => (file.isFile() ? [join(path, file.name)] : []));
  });
  const files = found.length > 0 ? found : [join(folder, 'any file')];
  it.each(files.map((file) => [file.slice(folder.length + 1), file]))(
    '%s gets an answer and leaves nothing half',
    async (_name, file) => {
      const body = readFileSync(file, 'utf8');
      // None of them lies in the small town or names a kind of station: good form or bad, all are refused.
      for (const path of targets()) expect(await expectAnswer(path, body)).toBeGreaterThanOrEqual(400);
    },
  );
});
