import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromLattice } from '../../geodata/schema/coordinates';
import { commitAnswerSchema, conflictTheirsSchema, planContentSchema, planWireSchema } from '../../geodata/schema/plan';
import type { CommitAnswer, PlanContent, PlanOperation } from '../../geodata/schema/plan';
import type { GridId } from '../../geodata/schema/ids';
import { smallPlacePoint as at } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
let draft: string;
beforeEach(async () => {
  server = await createTestApp();
  const { plans } = (await (await server.request('/places/small/plans')).json()) as { plans: { id: string }[] };
  const made = await server.request('/places/small/plans', {
    method: 'POST',
    body: { from: plans[0]!.id, name: { zh: '调整草案' } },
  });
  expect(made.status).toBe(201);
  draft = planWireSchema.parse(await made.json()).id;
});
afterEach(() => server.close());

const path = (rest = ''): string => `/places/small/plans/${draft}${rest}`;

async function content(): Promise<PlanContent> {
  return planContentSchema.parse(await (await server.request(path())).json());
}

async function gridNamed(name: string): Promise<PlanContent['grids'][number]> {
  const grid = (await content()).grids.find((one) => one.name === name || one.id === name);
  if (!grid) throw new Error(`no grid ${name}`);
  return grid;
}

function commit(operation: PlanOperation, base: Record<string, number>, author = ''): Promise<Response> {
  return server.request(path('/commits'), {
    method: 'POST',
    body: { operation, base },
    headers: { 'X-Getu-Author': encodeURIComponent(author) },
  });
}

const ids = (prefix: string, count = 20): GridId[] =>
  Array.from({ length: count }, (_, n) => `${prefix}-${n}` as GridId);

async function splitGridAt(
  id: string,
  revision: number,
  column: number,
  prefix: string,
  author = '',
): Promise<Response> {
  return commit(
    { name: 'split', gridId: id as GridId, line: [at(column, -0.5), at(column, 2.5)], newIds: ids(prefix) },
    { [id]: revision },
    author,
  );
}

async function answered(response: Response): Promise<CommitAnswer> {
  expect(response.status).toBe(200);
  return commitAnswerSchema.parse(await response.json());
}

describe('a draft', () => {
  it('is a copy that leaves the published plan alone', async () => {
    const { plan, grids, communities } = await content();
    expect(plan).toMatchObject({ status: 'draft', revision: 0, basedOn: expect.any(String) as string });
    expect(grids.filter((grid) => grid.kind !== 'unassigned')).toHaveLength(plan.gridCount);
    expect(communities.every(({ codePrefix }) => codePrefix.length === 12)).toBe(true);
    const published = await server.request(`/places/small/plans/${plan.basedOn}/commits`, {
      method: 'POST',
      body: { operation: { name: 'rename', gridId: grids[0]!.id, gridName: '新' }, base: {} },
    });
    expect(published.status).toBe(409);
    expect(await published.json()).toMatchObject({ code: 'plan.not-a-draft' });
  });

  it('splits, names the parts, codes them anew, and undoes to the same shapes', async () => {
    const before = await content();
    const grid = before.grids.find((one) => one.kind !== 'unassigned')!;
    const ring = grid.polygons[0]![0]!;
    const middle =
      (Math.min(...ring.filter((_, i) => i % 2 === 0)) + Math.max(...ring.filter((_, i) => i % 2 === 0))) / 2;
    const ys = ring.filter((_, i) => i % 2 === 1);
    const line: [number, number][] = [
      [fromLattice(Math.round(middle)), fromLattice(Math.min(...ys) - 5000)],
      [fromLattice(Math.round(middle)), fromLattice(Math.max(...ys) + 5000)],
    ];
    const split = await answered(
      await commit({ name: 'split', gridId: grid.id, line, newIds: ids('part') }, { [grid.id]: grid.revision }),
    );
    expect(split.revision).toBe(1);
    expect(split.delete).toEqual([grid.id]);
    const parts = split.put.filter((one) => one.id.startsWith('part-'));
    expect(parts).toHaveLength(2);
    const codes = parts.map((part) => part.code);
    expect(new Set(codes).size).toBe(2);
    expect(before.grids.some((one) => codes.includes(one.code))).toBe(false);
    for (const part of parts) expect(part.parents).toEqual([grid.id]);

    const undone = await answered(
      await commit(
        {
          name: 'replace',
          act: 'undo',
          subject: '',
          put: before.grids.filter((one) => one.id === grid.id || split.put.some((other) => other.id === one.id)),
          delete: parts.map((part) => part.id),
        },
        Object.fromEntries(parts.map((part) => [part.id, part.revision])),
      ),
    );
    expect(undone.revision).toBe(2);
    const after = await content();
    const shapes = (plan: PlanContent): unknown => plan.grids.map(({ revision: _, ...rest }) => rest);
    expect(shapes(after)).toEqual(shapes(before));
    // Codes are never given out twice.
    const again = await answered(
      await commit(
        { name: 'split', gridId: grid.id, line, newIds: ids('again') },
        { [grid.id]: undone.put.find((one) => one.id === grid.id)!.revision },
      ),
    );
    expect(again.put.some((one) => codes.includes(one.code))).toBe(false);
  });

  it('keeps its history with inverses', async () => {
    const grid = (await content()).grids.find((one) => one.kind !== 'unassigned')!;
    await answered(
      await commit({ name: 'rename', gridId: grid.id, gridName: '改名网格' }, { [grid.id]: grid.revision }, '王工'),
    );
    const history = await (await server.request(path('/changes?since=0'))).json();
    expect(history).toMatchObject({
      revision: 1,
      changes: [{ revision: 1, author: '王工', note: { act: 'rename' }, inverse: { put: [{ name: grid.name }] } }],
    });
  });
});

describe('two editors', () => {
  it('of the same grid: the second is told, with what the first made of it', async () => {
    const { grids } = await content();
    const grid = grids.find((one) => one.kind !== 'unassigned')!;
    const first = await commit(
      { name: 'rename', gridId: grid.id, gridName: '甲的名字' },
      { [grid.id]: grid.revision },
      '甲',
    );
    expect(first.status).toBe(200);
    const second = await commit(
      { name: 'rename', gridId: grid.id, gridName: '乙的名字' },
      { [grid.id]: grid.revision },
      '乙',
    );
    expect(second.status).toBe(409);
    const problem = (await second.json()) as { code: string; detail: string; theirs: unknown };
    expect(problem.code).toBe('plan.conflict');
    expect(problem.detail).toContain('甲');
    const theirs = conflictTheirsSchema.parse(problem.theirs);
    expect(theirs.grids.find((one) => one.id === grid.id)?.name).toBe('甲的名字');
    expect((await gridNamed(grid.id)).name).toBe('甲的名字');
  });

  it('of neighbouring grids: a vertex gained on the border is taken over silently', async () => {
    const { grids } = await content();
    const columns = grids.filter((one) => one.kind !== 'unassigned').slice(0, 2);
    const [one, other] = columns as [PlanContent['grids'][number], PlanContent['grids'][number]];
    const split = await splitGridAt(one.id, one.revision, middleColumn(one), 'p', '甲');
    expect(split.status).toBe(200);
    const later = await splitGridAt(other.id, other.revision, middleColumn(other), 'q', '乙');
    expect(later.status).toBe(200);
  });

  it('of a grid that is gone: told who took it', async () => {
    const grid = (await content()).grids.find((one) => one.kind !== 'unassigned')!;
    expect((await splitGridAt(grid.id, grid.revision, middleColumn(grid), 'p', '甲')).status).toBe(200);
    const late = await commit({ name: 'rename', gridId: grid.id, gridName: '迟到' }, { [grid.id]: grid.revision });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'plan.conflict', params: { author: '甲', grids: grid.name } });
  });
});

function middleColumn(grid: PlanContent['grids'][number]): number {
  const xs = grid.polygons[0]![0]!.filter((_, i) => i % 2 === 0);
  const [west] = at(0, 0);
  const [east] = at(1, 0);
  return (fromLattice((Math.min(...xs) + Math.max(...xs)) / 2) - west) / (east - west);
}

describe('GeoJSON', () => {
  const square = (west: number, south: number, east: number, north: number): unknown => ({
    type: 'Polygon',
    coordinates: [[at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)]],
  });
  const feature = (geometry: unknown, name = '新网格'): unknown => ({
    type: 'Feature',
    geometry,
    properties: { name },
  });
  const post = (body: unknown): Promise<Response> => server.request(path('/grids'), { method: 'POST', body });

  it('draws into free land, all or nothing', async () => {
    const good = feature(square(4.1, 0.1, 4.9, 0.9));
    const bad = feature(square(0.2, 0.2, 0.8, 0.8), '压住了');
    const refused = await post({ type: 'FeatureCollection', features: [good, bad] });
    expect(refused.status).toBe(422);
    expect((await content()).plan.revision).toBe(0);
    const drawn = await post(good);
    expect(drawn.status).toBe(201);
    const { plan, grids } = await content();
    expect(plan.revision).toBe(1);
    expect(grids.find((grid) => grid.name === '新网格')?.code).toMatch(/^\d{15}$/);
    expect((await post(good)).status).toBe(422);
  });

  it('burns no code where it refuses, and names the feature', async () => {
    const cells = Array.from({ length: 40 }, (_, n) => {
      const [column, row] = [4.05 + (n % 8) * 0.11, 0.05 + Math.floor(n / 8) * 0.18];
      return feature(square(column, row, column + 0.1, row + 0.1), `小格${n + 1}`);
    });
    const bad = feature(square(0.2, 0.2, 0.8, 0.8), '压住了');
    for (let round = 0; round < 30; round++) {
      const features = [...cells.slice(0, 37), bad, ...cells.slice(37)];
      const refused = await post({ type: 'FeatureCollection', features });
      expect(refused.status).toBe(422);
      if (round > 0) continue;
      const problem = (await refused.json()) as { params: unknown; detail: string };
      expect(problem).toMatchObject({ params: { position: 38 } });
      expect(problem.detail).toContain('第 38 个要素');
    }
    const drawn = await post({ type: 'FeatureCollection', features: cells });
    expect(drawn.status).toBe(201);
    const { put } = commitAnswerSchema.parse(await drawn.json());
    const codes = put.flatMap(({ code }) => code ?? []).sort();
    expect(codes.map((code) => Number(code.slice(-3)))).toEqual(Array.from({ length: 40 }, (_, n) => n + 5));
    const { grids } = await content();
    const inFree = grids.filter(({ name, kind }) => name.startsWith('小格') || kind === 'unassigned');
    expect(inFree).toHaveLength(41);
    const checks = (await (await server.request(path('/checks'))).json()) as { groups: { code: string }[] };
    expect(checks.groups.map(({ code }) => code)).not.toContain('check.crack');
    expect(checks.groups.map(({ code }) => code)).not.toContain('check.overlap');
  });

  it('names the later of two that overlap, and the community in the language asked for', async () => {
    const features = [
      feature(square(4.1, 0.1, 4.3, 0.3)),
      feature(square(4.5, 0.1, 4.9, 0.5)),
      feature(square(4.6, 0.2, 4.7, 0.3), 'Inside'),
    ];
    const response = await server.request(path('/grids?lang=en'), {
      method: 'POST',
      body: { type: 'FeatureCollection', features },
    });
    const { params, detail } = (await response.json()) as { params: unknown; detail: string };
    expect(params).toMatchObject({ position: 3 });
    expect(detail).toContain('Feature 3: ');
    expect(detail).not.toMatch(/\p{Script=Han}/u);
  });

  it('numbers a draft by what is published and by itself, not by other drafts', async () => {
    const made = await server.request('/places/small/plans', {
      method: 'POST',
      body: { from: (await content()).plan.basedOn, name: { zh: '另一草案' } },
    });
    const other = planWireSchema.parse(await made.json()).id;
    const codeOf = async (response: Response): Promise<string | undefined> =>
      commitAnswerSchema
        .parse(await response.json())
        .put.find(({ code }) => code !== null)
        ?.code?.slice(-3);
    expect(await codeOf(await post(feature(square(4.1, 0.1, 4.3, 0.3))))).toBe('005');
    expect(await codeOf(await post(feature(square(4.5, 0.1, 4.7, 0.3))))).toBe('006');
    const elsewhere = await server.request(`/places/small/plans/${other}/grids`, {
      method: 'POST',
      body: feature(square(4.1, 0.1, 4.3, 0.3)),
    });
    expect(await codeOf(elsewhere)).toBe('005');
  });

  it('comes back as it went in', async () => {
    const response = await server.request(path('/grids'));
    expect(response.headers.get('Content-Type')).toContain('application/geo+json');
    const collection = (await response.json()) as { features: { properties: { areaSquareMetres: number } }[] };
    expect(collection.features.length).toBeGreaterThan(8);
    expect(collection.features[0]!.properties.areaSquareMetres).toBeGreaterThan(10_000);
  });

  const [lng, lat] = at(4.5, 0.5);
  const hostile: [string, unknown, number, string][] = [
    ['no geometry', feature(null), 422, 'geometry.unsupported'],
    ['a point', feature({ type: 'Point', coordinates: [lng, lat] }), 422, 'geometry.unsupported'],
    [
      'swapped axes',
      feature({
        type: 'Polygon',
        coordinates: [
          [
            [lat, lng],
            [lat, lng],
            [lat, lng],
          ],
        ],
      }),
      422,
      'coordinate.swapped',
    ],
    ['far away', feature(square(900, 900, 901, 901)), 422, 'coordinate.outside-place'],
    [
      'a bow tie',
      feature({ type: 'Polygon', coordinates: [[at(4.1, 0.1), at(4.9, 0.9), at(4.9, 0.1), at(4.1, 0.9)]] }),
      422,
      'geometry.self-crossing',
    ],
    [
      'two points',
      feature({ type: 'Polygon', coordinates: [[at(4.1, 0.1), at(4.9, 0.9)]] }),
      422,
      'geometry.too-few-points',
    ],
    ['text for numbers', feature({ type: 'Polygon', coordinates: [[['a', 'b']]] }), 422, 'geometry.malformed'],
    ['a bare geometry', square(4.1, 0.1, 4.9, 0.9), 400, 'request.invalid'],
    ['no features', { type: 'FeatureCollection', features: [] }, 400, 'request.invalid'],
    ['an array', [], 400, 'request.invalid'],
  ];
  it.each(hostile)('refuses %s', async (_, body, status, code) => {
    const response = await post(body);
    expect(await response.json()).toMatchObject({ code });
    expect(response.status).toBe(status);
    expect((await content()).plan.revision).toBe(0);
  });
});

describe('bad commits', () => {
  it('are told from conflicts: a base that is missing or has not come yet', async () => {
    const grid = (await content()).grids.find((one) => one.kind !== 'unassigned')!;
    const rename: PlanOperation = { name: 'rename', gridId: grid.id, gridName: '新名' };
    expect(await (await commit(rename, {})).json()).toMatchObject({ code: 'plan.base-missing' });
    const ahead = await commit(rename, { [grid.id]: grid.revision + 5 });
    expect(await ahead.json()).toMatchObject({ code: 'plan.base-ahead', params: { grid: grid.name } });
  });

  it('and drafts: a name over 100 characters is refused, the address of a new one is in Location', async () => {
    const from = (await content()).plan.basedOn;
    const make = (zh: string): Promise<Response> =>
      server.request('/places/small/plans', { method: 'POST', body: { from, name: { zh } } });
    expect((await make('长'.repeat(101))).status).toBe(400);
    const made = await make('长'.repeat(100));
    const { id } = planWireSchema.parse(await made.json());
    expect(made.headers.get('Location')).toBe(`/api/places/small/plans/${id}`);
  });

  it('answer 4xx with a code and change nothing', async () => {
    const { grids } = await content();
    const [one] = grids.filter((grid) => grid.kind !== 'unassigned');
    const base = { [one!.id]: one!.revision };
    const far = grids.filter((grid) => grid.kind !== 'unassigned').at(-1)!;
    const cases: [unknown, number][] = [
      [{ operation: { name: 'split', gridId: 'none', line: [at(0, 0), at(1, 1)], newIds: ids('a') }, base }, 404],
      [{ operation: { name: 'split', gridId: one!.id, line: [at(0, 9), at(1, 9)], newIds: ids('a') }, base }, 422],
      [
        {
          operation: {
            name: 'split',
            gridId: one!.id,
            line: [
              [200, 0],
              [0, 0],
            ],
            newIds: ids('a'),
          },
          base,
        },
        400,
      ],
      [
        {
          operation: { name: 'merge', gridIds: [one!.id, far.id], newId: 'm' },
          base: { ...base, [far.id]: far.revision },
        },
        422,
      ],
      [{ operation: { name: 'explode' }, base }, 400],
      [{ operation: { name: 'replace', act: 'undo', subject: '', put: [], delete: [one!.id] }, base }, 409],
      [
        {
          operation: {
            name: 'replace',
            act: 'undo',
            subject: '',
            put: [{ ...one!, polygons: [[[0, 0, 9, 9, 9, 0, 0, 9]]] }],
            delete: [],
          },
          base,
        },
        422,
      ],
      [
        {
          operation: {
            name: 'draw',
            communityId: 'nowhere',
            ring: [at(0, 0), at(1, 0), at(1, 1)],
            newIds: ids('d'),
            gridName: '',
          },
          base,
        },
        404,
      ],
    ];
    for (const [body, status] of cases) {
      const response = await server.request(path('/commits'), { method: 'POST', body });
      expect([response.status, body]).toEqual([status, body]);
      expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    }
    const broken = await server.request(path('/commits'), {
      method: 'POST',
      body: '{"operation":',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(broken.status).toBe(400);
    expect((await content()).plan.revision).toBe(0);
  });

  it('name what is unknown', async () => {
    expect((await server.request('/places/small/plans/none')).status).toBe(404);
    expect((await server.request('/places/small/plans/none/checks')).status).toBe(404);
    expect((await server.request('/places/small/plans/none/changes')).status).toBe(404);
    expect((await server.request('/places/none/plans')).status).toBe(404);
    const from = await server.request('/places/small/plans', {
      method: 'POST',
      body: { from: 'none', name: { zh: 'x' } },
    });
    expect(from.status).toBe(404);
  });
});

describe('checks', () => {
  it('list free land and grids out of the band, in the language asked for', async () => {
    const response = await server.request(path('/checks?lang=en'));
    const { findings } = (await response.json()) as { findings: { code: string; detail: string }[] };
    const codes = new Set(findings.map(({ code }) => code));
    expect(codes).toContain('check.unassigned');
    expect(
      [...codes].filter((code) => ['check.overlap', 'check.crack', 'check.ring', 'check.outside'].includes(code)),
    ).toEqual([]);
    expect(findings.find(({ code }) => code === 'check.unassigned')?.detail).toContain('belong to no grid');
  });

  it('come in pages and by kind, counted by kind in each answer', async () => {
    interface Page {
      groups: { code: string; count: number }[];
      total: number;
      findings: { code: string }[];
      nextCursor: string | null;
    }
    const read = async (query: string): Promise<Page> =>
      (await (await server.request(path(`/checks${query}`))).json()) as Page;
    const all = await read('');
    expect(all.nextCursor).toBeNull();
    expect(all.groups.reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
    const walked: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await read(`?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.findings.length).toBeLessThanOrEqual(2);
      expect(page.groups).toEqual(all.groups);
      walked.push(...page.findings);
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all.findings);
    const [group] = all.groups;
    const ofKind = await read(`?code=${group!.code}`);
    expect(ofKind.total).toBe(group!.count);
    expect(new Set(ofKind.findings.map(({ code }) => code))).toEqual(new Set([group!.code]));
    expect((await server.request(path('/checks?cursor=bad!'))).status).toBe(400);
  });
});
