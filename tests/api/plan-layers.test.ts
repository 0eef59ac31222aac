import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { doubledArea } from '../../geodata/geometry/ring-area';
import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { compareLand } from '../../geodata/plan/same-land';
import { fromWgs84 } from '../../geodata/formats/write/from-wgs84';
import { unnamedWorkers } from '../../geodata/plan/grid-workers';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { GridWorker, WorkerKind } from '../../geodata/schema/grid-worker';
import type { WorkerId } from '../../geodata/schema/ids';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { ImportSessionWire } from '../../geodata/schema/import-session';
import type { PlanContent, PlanWire } from '../../geodata/schema/plan';
import type { LayerPreview, LayerReport } from '../../geodata/schema/plan-layer';
import type { ProblemWire } from '../../geodata/schema/problem-wire';
import { createInlineCompute } from '../fixtures/inline-compute';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { judgeCoverage } from '../fixtures/judge-coverage';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

/** The small place with every sort of worker: whole, shared by two grids, without a name, and too many for one column. */
function staffedPlace(): PlaceDataset {
  const dataset = smallPlace();
  const [first, second, third] = dataset.plans[0]!.grids;
  const person = (n: number, kind: WorkerKind, name: string, posts = 1): GridWorker => ({
    id: `w${n}` as WorkerId,
    name,
    kind,
    posts,
  });
  const shared = person(0, 'full-time', '欧阳·静', 0.5);
  first!.workers = [shared, ...unnamedWorkers('full-time', 2.25), person(1, 'mobile', "O'Neill Anne-Marie")];
  second!.workers = [person(2, 'full-time', '王小明'), shared, person(3, 'part-time', '李丽', 0.333)];
  third!.workers = Array.from({ length: 60 }, (_, n) => person(10 + n, 'part-time', `赵钱孙${n}`));
  return dataset;
}
/** Who works in each grid, by its code; without ids, which files do not keep. */
const workersByCode = ({ grids }: PlanContent): Map<string | null, unknown> =>
  new Map(grids.map(({ code, workers }) => [code, workers.map(({ name, kind, posts }) => `${kind} ${name} ${posts}`)]));

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp(staffedPlace(), createInlineCompute);
});
afterEach(() => test.close());

async function send<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await test.request(path, { method, ...(body === undefined ? {} : { body }) });
  return { status: response.status, body: (await response.json()) as T };
}

async function upload(name: string, body: string | Uint8Array): Promise<string> {
  const { id } = (await send<ImportSessionWire>('POST', '/imports')).body;
  const put = await send('PUT', `/imports/${id}/files/${encodeURIComponent(name)}`, body);
  expect(put.status).toBe(201);
  return id;
}

interface Plans {
  schemes: { id: string }[];
  plans: PlanWire[];
}
const plans = async (): Promise<Plans> => (await send<Plans>('GET', '/places/small/plans')).body;
const content = async (id: string): Promise<PlanContent> =>
  (await send<PlanContent>('GET', `/places/small/plans/${id}`)).body;

async function exported(query: string): Promise<{ bytes: Uint8Array; name: string; type: string }> {
  const [plan] = (await plans()).plans;
  const response = await test.request(`/places/small/plans/${plan!.id}/export?${query}`);
  expect(response.status).toBe(200);
  const name = /filename\*=UTF-8''(.*)$/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? '';
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    name: decodeURIComponent(name),
    type: response.headers.get('Content-Type') ?? '',
  };
}

const zhMapping = {
  name: '名称',
  code: '编码',
  community: '社区',
  kind: '类型',
  fullTime: '专职数',
  fullTimeNames: '专职',
  partTime: '兼职数',
  partTimeNames: '兼职',
  mobile: '流动数',
  mobileNames: '流动',
};
async function makeDraft(name: string, body: string | Uint8Array, more: Record<string, unknown>) {
  const { schemes } = await plans();
  return send<{ plan: PlanWire; report: LayerReport } & ProblemWire>('POST', '/places/small/plan-layers', {
    import: await upload(name, body),
    file: name,
    mapping: {},
    scheme: schemes[0]!.id,
    name: { zh: '导入的方案' },
    ...more,
  });
}

/** Grids by code with their land in one order of writing. */
const landByCode = ({ grids }: PlanContent): Map<string | null, MultiPolygon> =>
  new Map(
    grids.filter(({ kind }) => kind !== 'unassigned').map(({ code, polygons }) => [code, dissolveFaces([polygons])]),
  );

describe('a plan out and in again', () => {
  const formats = ['geojson', 'shapefile', 'kml', 'gpkg'] as const;
  it.each(formats)('in WGS84 is the same to the last bit as %s', async (format) => {
    const file = await exported(`format=${format}`);
    const made = await makeDraft(`plan.${file.name.split('.').pop()}`, file.bytes, {
      format,
      crs: 'WGS84',
      mapping: zhMapping,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { plan, report } = made.body;
    expect(report).toMatchObject({ read: 8, kept: 8, repairs: [], notes: [], kinds: [] });
    const before = await content((await plans()).plans[0]!.id);
    const after = await content(plan.id);
    expect(landByCode(after)).toEqual(landByCode(before));
    expect(after.grids.map(({ name }) => name).sort()).toEqual(before.grids.map(({ name }) => name).sort());
    expect(workersByCode(after)).toEqual(workersByCode(before));
    // Whoever is shared is one person again.
    const shared = after.grids.flatMap(({ workers }) => workers).filter(({ name }) => name === '欧阳·静');
    expect(new Set(shared.map(({ id }) => id)).size).toBe(1);
    expect(shared).toHaveLength(2);
    expect(plan).toMatchObject({ status: 'draft', gridCount: 8, basedOn: null, revision: 0 });
    const checks = await send<{ groups: { code: string }[] }>('GET', `/places/small/plans/${plan.id}/checks`);
    expect(checks.body.groups.map(({ code }) => code)).not.toContain('check.overlap');
  });

  it.each(['gcj02', 'bd09', 'cgcs2000'] as const)('in %s moves no vertex by more than a unit', async (system) => {
    const crs = ({ gcj02: 'GCJ02', bd09: 'BD09', cgcs2000: 'CGCS2000' } as const)[system];
    for (const format of formats) {
      const file = await exported(`format=${format}&crs=${system}&encoding=gb18030`);
      expect(file.name).toContain(`-${system}.`);
      const made = await makeDraft(file.name, file.bytes, { format, crs, mapping: zhMapping });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const before = landByCode(
        await content((await plans()).plans.find(({ basedOn, status }) => status === 'published' || basedOn)!.id),
      );
      const after = await content(made.body.plan.id);
      const now = landByCode(after);
      expect(now.size).toBe(8);
      for (const [code, land] of before) expect(farthest(land, now.get(code)!)).toBeLessThanOrEqual(1);
      expect(
        judgeCoverage(
          after.grids.map(({ polygons }) => polygons),
          dissolveFaces(after.grids.map(({ polygons }) => polygons)),
        ),
      ).toBe('');
    }
  });
});

/** Lattice units from each vertex to the nearest of the other. */
function farthest(one: MultiPolygon, other: MultiPolygon): number {
  const points = other.flat(2);
  let most = 0;
  for (const ring of one.flat())
    for (let i = 0; i < ring.length; i += 2) {
      let least = Infinity;
      for (let j = 0; j < points.length; j += 2)
        least = Math.min(least, Math.max(Math.abs(points[j]! - ring[i]!), Math.abs(points[j + 1]! - ring[i + 1]!)));
      most = Math.max(most, least);
    }
  return most;
}

describe('tables', () => {
  it('as CSV begin with a byte order mark and hold what lives in a grid', async () => {
    const { bytes, type, name } = await exported('format=csv');
    expect(type).toBe('text/csv; charset=utf-8');
    expect(name).toMatch(/\.csv$/);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(
      text.startsWith('\ufeff编码,名称,社区,街道,类型,户数,人口,老年人,专职数,专职,兼职数,兼职,流动数,流动,面积\r\n'),
    ).toBe(true);
    expect(text).toContain('131022001001001,A1网格');
  });

  it('refuse a coordinate system, and unknown words', async () => {
    const [plan] = (await plans()).plans;
    const refused = await send<ProblemWire>('GET', `/places/small/plans/${plan!.id}/export?format=csv&crs=gcj02`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'export.crs-not-for-format' } });
    expect((await send('GET', `/places/small/plans/${plan!.id}/export?format=dwg`)).status).toBe(400);
    expect((await send('GET', `/places/small/plans/none/export?format=csv`)).status).toBe(404);
  });
});

/** A feature over blocks of the small place, in degrees. */
function feature(
  west: number,
  south: number,
  east: number,
  north: number,
  properties: object,
  crs: 'WGS84' | 'GCJ02' = 'WGS84',
) {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const ring = corners.map(([column, row]) => {
    const [lng, lat] = smallPlacePoint(column, row);
    return fromWgs84(lng, lat, crs);
  });
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } };
}
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });
const preview = async (name: string, body: string | Uint8Array, more: Record<string, unknown>) =>
  send<LayerPreview & ProblemWire>('POST', '/places/small/plan-layers/preview', {
    import: await upload(name, body),
    file: name,
    format: 'geojson',
    mapping: {},
    ...more,
  });

describe('a dirty layer', () => {
  const layer = collection(
    feature(0, 0, 1, 1, { n: '甲', c: '131022001001001', p: '社区A' }),
    // Runs a twentieth of a block into its neighbour.
    feature(0.95, 0, 2, 1, { n: '乙', c: '131022001001001' }),
    feature(1.5, 1, 2.3, 2, { n: '跨界', c: 'x' }),
    { type: 'Feature', properties: { n: '点' }, geometry: { type: 'Point', coordinates: smallPlacePoint(1, 1) } },
    feature(30, 0, 31, 1, { n: '远处' }),
  );

  it('is previewed with every repair, place and area', async () => {
    const { status, body } = await preview('l.geojson', layer, {
      crs: 'WGS84',
      mapping: { name: 'n', code: 'c', community: 'p' },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.grids).toBeNull();
    const report = body.report!;
    expect(report).toMatchObject({ read: 5, kept: 3 });
    // A block is about 301 by 300 metres.
    const block = 301 * 300;
    const overlap = report.repairs.find(({ kind }) => kind === 'overlap')!;
    expect(overlap).toMatchObject({ count: 1, where: { type: 'Polygon' } });
    expect(overlap.squareMetres / block).toBeGreaterThan(0.045);
    expect(overlap.squareMetres / block).toBeLessThan(0.055);
    expect(report.repairs.find(({ kind }) => kind === 'cut-across')).toMatchObject({ grid: '跨界' });
    const codes = report.notes.map(({ code, name }) => `${name} ${code}`);
    expect(codes).toContain('点 layer.not-a-polygon');
    expect(codes).toContain('远处 layer.outside');
    expect(codes).toContain('乙 layer.code-twice');
    expect(codes).toContain('跨界 layer.code-anew');
  });

  it('becomes a draft whose repairs are kept and whose undoing is dropping it', async () => {
    const made = await makeDraft('l.geojson', layer, { format: 'geojson', crs: 'WGS84', mapping: { name: 'n' } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const kept = await send<{ report: LayerReport }>('GET', `/places/small/plans/${made.body.plan.id}/import-report`);
    expect(kept.body.report).toEqual(made.body.report);
    const others = await send('GET', `/places/small/plans/${(await plans()).plans[0]!.id}/import-report`);
    expect(others.body).toMatchObject({ report: null });
    const { grids } = await content(made.body.plan.id);
    expect(
      judgeCoverage(
        grids.map(({ polygons }) => polygons),
        dissolveFaces(grids.map(({ polygons }) => polygons)),
      ),
    ).toBe('');
    expect(new Set(grids.flatMap(({ code }) => code ?? [])).size).toBe(3);
    const shown = await preview('l.geojson', layer, { crs: 'WGS84' });
    expect(made.body.plan.importedUnbalanced).toBe(shown.body.outOfBand! * 2 > 3);
  });

  it('is taken back while nobody has edited it, and no other plan is', async () => {
    const made = await makeDraft('l.geojson', layer, { format: 'geojson', crs: 'WGS84', mapping: { name: 'n' } });
    const { id } = made.body.plan;
    const before = (await plans()).plans.length;
    const published = (await plans()).plans.find(({ status }) => status === 'published')?.id ?? 'none';
    const refused = await send<ProblemWire>('DELETE', `/places/small/plan-layers/${published}`);
    expect(refused.status).toBeGreaterThanOrEqual(404);
    expect(await send('DELETE', `/places/small/plan-layers/${id}`)).toEqual({ status: 200, body: { dropped: true } });
    expect((await plans()).plans).toHaveLength(before - 1);
    expect((await send('GET', `/places/small/plans/${id}`)).status).toBe(404);

    const other = (await makeDraft('l.geojson', layer, { format: 'geojson', crs: 'WGS84', mapping: { name: 'n' } }))
      .body.plan;
    const grid = (await content(other.id)).grids.find(({ kind }) => kind === 'general')!;
    const renamed = await send('POST', `/places/small/plans/${other.id}/commits`, {
      operation: { name: 'rename', gridId: grid.id, gridName: '新名' },
      base: { [grid.id]: grid.revision },
    });
    expect(renamed.status).toBe(200);
    expect(await send('DELETE', `/places/small/plan-layers/${other.id}`)).toMatchObject({
      status: 409,
      body: { code: 'layer.not-taken-back' },
    });
  });

  it('far out of the household band opens as a draft that says so', async () => {
    const slices = [0, 0.25, 0.5, 0.75].map((west) => feature(west, 0, west + 0.25, 1, {}));
    const made = await makeDraft('s.geojson', collection(...slices), { format: 'geojson', crs: 'WGS84' });
    expect(made.body.plan).toMatchObject({ importedUnbalanced: true, gridCount: 4 });
  });
});

describe('a layer brought into a draft', () => {
  /** Two grids for community A: A1 wider, and the rest as one new grid; nothing for community B. */
  const layer = collection(
    feature(0, 0, 1.2, 1, { n: '东区', c: '131022001001001' }),
    feature(1.2, 0, 2, 1, { n: '西区' }),
    feature(0, 1, 2, 2, { n: '北区' }),
  );
  const mapping = { name: 'n', code: 'c' };
  const draftOf = async (): Promise<PlanWire> => {
    const published = (await plans()).plans.find(({ status }) => status === 'published')!;
    return (await send<PlanWire>('POST', '/places/small/plans', { from: published.id, name: { zh: '草案' } })).body;
  };
  const bring = async (plan: string, more: Record<string, unknown>, body = layer) =>
    send<{ revision: number; report: LayerReport } & ProblemWire>('POST', `/places/small/plans/${plan}/layers`, {
      import: await upload('l.geojson', body),
      file: 'l.geojson',
      format: 'geojson',
      crs: 'WGS84',
      mapping,
      revision: 0,
      communities: ['community-a'],
      ...more,
    });
  const inA = ({ grids }: PlanContent) => grids.filter(({ communityId }) => communityId === 'community-a');
  const shapes = ({ grids }: PlanContent): string[] => grids.map((grid) => JSON.stringify(grid)).sort();

  it('is told of community by community before', async () => {
    const draft = await draftOf();
    const { body } = await preview('l.geojson', layer, { crs: 'WGS84', mapping, into: draft.id, grids: true });
    expect(body.into).toEqual({
      plan: draft.id,
      revision: 0,
      communities: [
        {
          id: 'community-a',
          name: { zh: '东风社区', en: 'Dongfeng' },
          squareMetres: 361_320,
          gridsNow: 4,
          gridsThen: 3,
          freeSquareMetresNow: 0,
          freeSquareMetresThen: 0,
          freeHouseholdsThen: 0,
        },
      ],
    });
    const { features } = body.grids as { features: { properties: { households: number; name: string } }[] };
    const counted = features.reduce((sum, { properties }) => sum + properties.households, 0);
    // Each of the four blocks of A has five buildings of 60 to 79 households.
    expect(counted).toBeGreaterThanOrEqual(4 * 5 * 60);
    expect(features.map(({ properties: { name } }) => name).sort()).toContain('东区');
  });

  it('replaces the grids of its communities in one act, which is undone to the byte', async () => {
    const draft = await draftOf();
    const before = await content(draft.id);
    const brought = await bring(draft.id, {});
    expect(brought.status, JSON.stringify(brought.body)).toBe(200);
    expect(brought.body).toMatchObject({ revision: 1, report: { file: 'l.geojson', read: 3, kept: 3 } });
    const after = await content(draft.id);
    expect(after.plan.revision).toBe(1);
    expect(
      inA(after)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['东区', '北区', '西区'].sort());
    // Known by its code A1 stays itself and keeps its worker; the two new ones have those of the three that end.
    const east = inA(after).find(({ name }) => name === '东区')!;
    expect(east).toMatchObject({ id: 'a1', code: '131022001001001', revision: 1 });
    const posts = (all: PlanContent): number => inA(all).reduce((sum, { workers }) => sum + fullTimePosts(workers), 0);
    expect(posts(after)).toBeCloseTo(posts(before), 9);
    expect(
      inA(after)
        .find(({ name }) => name === '北区')!
        .parents.toSorted(),
    ).toEqual(['a3', 'a4']);
    const land = (all: PlanContent): MultiPolygon[] => inA(all).map(({ polygons }) => polygons);
    expect(compareLand(land(before), land(after))).not.toBeNull();
    const doubled = (all: PlanContent): number => land(all).reduce((sum, polygons) => sum + doubledArea(polygons), 0);
    expect(doubled(after)).toBe(doubled(before));
    const faces = after.grids.map(({ polygons }) => polygons);
    expect(judgeCoverage(faces, dissolveFaces(faces))).toBe('');
    const report = await send<{ report: LayerReport }>('GET', `/places/small/plans/${draft.id}/import-report`);
    expect(report.body.report).toEqual(brought.body.report);

    const { changes } = (
      await send<{
        changes: { note: object; inverse: Pick<PlanContent, 'grids'> & { put: never[]; delete: string[] } }[];
      }>('GET', `/places/small/plans/${draft.id}/changes?since=0`)
    ).body;
    expect(changes).toHaveLength(1);
    expect(changes[0]!.note).toEqual({ act: 'import', subject: 'l.geojson' });
    const { put, delete: gone } = changes[0]!.inverse;
    const base = Object.fromEntries(inA(after).map(({ id, revision }) => [id, revision]));
    const undone = await send('POST', `/places/small/plans/${draft.id}/commits`, {
      operation: { name: 'replace', act: 'undo', subject: 'l.geojson', put, delete: gone },
      base,
    });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    const bare = ({ grids }: PlanContent): string[] =>
      grids.map(({ revision: _, ...grid }) => JSON.stringify(grid)).sort();
    expect(bare(await content(draft.id))).toEqual(bare(before));
    const gone2 = await send('GET', `/places/small/plans/${draft.id}/import-report`);
    expect(gone2.body).toMatchObject({ report: null });
  });

  it('leaves the other communities alone, and those not chosen', async () => {
    const draft = await draftOf();
    const before = await content(draft.id);
    const both = collection(
      ...(JSON.parse(layer) as { features: object[] }).features,
      feature(2, 0, 4, 2, { n: '南' }),
    );
    const brought = await bring(draft.id, { communities: ['community-b'] }, both);
    expect(brought.status, JSON.stringify(brought.body)).toBe(200);
    const after = await content(draft.id);
    expect(inA(after)).toEqual(inA(before));
    expect(brought.body.report).toMatchObject({ read: 4, kept: 1 });
    expect(
      after.grids
        .filter(({ communityId }) => communityId === 'community-b')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['general', 'unassigned']);
  });

  it('is refused by name where it cannot be', async () => {
    const draft = await draftOf();
    const published = (await plans()).plans.find(({ status }) => status === 'published')!;
    expect(await bring(published.id, {})).toMatchObject({ status: 409, body: { code: 'plan.not-a-draft' } });
    expect(await bring('nowhere', {})).toMatchObject({ status: 404, body: { code: 'plan.not-found' } });
    const uncovered = await bring(draft.id, { communities: ['community-a', 'community-b'] });
    expect(uncovered).toMatchObject({ status: 422, body: { code: 'layer.community-not-covered' } });
    expect(uncovered.body.detail).toContain('和平社区');
    expect(await bring(draft.id, { communities: ['no-such'] })).toMatchObject({ body: { code: 'area.not-found' } });
    expect((await bring(draft.id, { communities: [] })).status).toBe(400);
    const looked = await send('POST', '/places/small/plan-layers/preview', {
      import: await upload('l.geojson', layer),
      file: 'l.geojson',
      format: 'geojson',
      crs: 'WGS84',
      mapping,
      into: published.id,
    });
    expect(looked).toMatchObject({ status: 409, body: { code: 'plan.not-a-draft' } });

    // Somebody edits after the look: nothing is replaced unseen, and the grid is named.
    const renamed = await send('POST', `/places/small/plans/${draft.id}/commits`, {
      operation: { name: 'rename', gridId: 'a4', gridName: '新名' },
      base: { a4: 0 },
    });
    expect(renamed.status).toBe(200);
    const before = shapes(await content(draft.id));
    const late = await bring(draft.id, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'layer.draft-edited' } });
    expect(late.body.detail).toContain('新名');
    expect(shapes(await content(draft.id))).toEqual(before);
    expect((await bring(draft.id, { revision: 1 })).status).toBe(200);
    // The same once more changes nothing.
    const again = await bring(draft.id, { revision: 2 });
    expect(again).toMatchObject({ status: 409, body: { code: 'layer.nothing-new' } });
  });

  it('gives out no code when there are none left, and says where', async () => {
    const draft = await draftOf();
    const last = collection(
      feature(0, 0, 1, 2, { n: '甲', c: '131022001001999' }),
      feature(1, 0, 2, 2, { n: '乙', c: '' }),
    );
    const refused = await bring(draft.id, {}, last);
    expect(refused).toMatchObject({ status: 422, body: { code: 'plan.codes-exhausted' } });
    expect(refused.body.detail).toContain('东风社区');
  });
});

describe('a coordinate system', () => {
  it('is asked for where nobody says it, with how well each fits the streets', async () => {
    const shifted = collection(
      feature(0, 0, 1, 1, {}, 'GCJ02'),
      feature(1, 0, 2, 1, {}, 'GCJ02'),
      feature(2, 0, 4, 1, {}, 'GCJ02'),
    );
    const asked = await preview('gcj.geojson', shifted, {});
    expect(asked.body).toMatchObject({ declared: null, report: null, grids: null });
    expect(asked.body.fits[0]).toMatchObject({ crs: 'GCJ02' });
    expect(asked.body.fits[0]!.medianMetres).toBeLessThan(1);
    // Taken for WGS84 it lies half a kilometre off: what is cut off by that is in the report, not silently shifted.
    const wrong = await preview('gcj.geojson', shifted, { crs: 'WGS84' });
    expect(wrong.body.report!.repairs.some(({ kind }) => kind.startsWith('cut-'))).toBe(true);
    const right = await preview('gcj.geojson', shifted, { crs: 'GCJ02', grids: true });
    expect(right.body.grids).toMatchObject({ type: 'FeatureCollection', features: { length: 5 } });
    expect(right.body.report!.repairs.filter(({ kind }) => kind !== 'snapped')).toEqual([]);
  });

  it('that the file contradicts is refused', async () => {
    const file = await exported('format=shapefile&crs=cgcs2000');
    const made = await preview('c.zip', file.bytes, { format: 'shapefile', crs: 'WGS84' });
    expect(made).toMatchObject({ status: 422, body: { code: 'file.other-crs' } });
    const asked = await preview('c.zip', file.bytes, { format: 'shapefile' });
    expect(asked.body.declared).toBe('CGCS2000');
  });
});

describe('hostile input', () => {
  it('that is cut short is refused by name', async () => {
    for (const format of ['geojson', 'kml', 'gpkg', 'shapefile'] as const) {
      const { bytes, name } = await exported(`format=${format}`);
      const half = bytes.slice(0, Math.floor(bytes.length / 2));
      const { status, body } = await preview(`half.${name.split('.').pop()}`, half, { format, crs: 'WGS84' });
      expect(status, `${format} ${JSON.stringify(body)}`).toBe(422);
      expect(body.code).not.toBe('request.invalid');
    }
  });

  it('in another encoding than declared is refused, and read with the right one', async () => {
    const { bytes } = await exported('format=shapefile&encoding=gb18030');
    const parts = unzipSync(bytes);
    const bare = zipSync(Object.fromEntries(Object.entries(parts).filter(([name]) => !name.endsWith('.cpg'))));
    const unsaid = await preview('g.zip', bare, { format: 'shapefile', crs: 'WGS84' });
    expect(unsaid).toMatchObject({ status: 422, body: { code: 'shapefile.no-encoding' } });
    const wrong = await preview('g.zip', bare, { format: 'shapefile', crs: 'WGS84', encoding: 'utf-8' });
    expect(wrong.status).toBe(422);
    const right = await preview('g.zip', bare, {
      format: 'shapefile',
      crs: 'WGS84',
      encoding: 'gbk',
      mapping: zhMapping,
    });
    expect(right.body.report, JSON.stringify(right.body)).toMatchObject({ kept: 8, notes: [] });
  });

  it('that is no layer at all, or of no import, is refused', async () => {
    const nothing = collection();
    expect(await preview('n.geojson', nothing, { crs: 'WGS84' })).toMatchObject({
      status: 422,
      body: { code: 'layer.no-grids' },
    });
    const far = collection(feature(90, 90, 91, 91, {}));
    expect(await preview('f.geojson', far, { crs: 'WGS84' })).toMatchObject({ body: { code: 'layer.outside-place' } });
    const metres = collection({
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [5e5, 4e6],
            [6e5, 4e6],
            [6e5, 5e6],
            [5e5, 4e6],
          ],
        ],
      },
    });
    expect(await preview('m.geojson', metres, { crs: 'WGS84' })).toMatchObject({ body: { code: 'layer.no-grids' } });
    expect(await preview('c.geojson', far, { crs: 'WGS84', mapping: { name: '没有' } })).toMatchObject({
      body: { code: 'layer.no-column' },
    });
    const noImport = await send('POST', '/places/small/plan-layers/preview', {
      import: '0000000000000000',
      file: 'x',
      format: 'geojson',
      mapping: {},
    });
    expect(noImport).toMatchObject({ status: 404, body: { code: 'import.not-found' } });
    const made = await makeDraft('f.geojson', far, { format: 'geojson', crs: 'WGS84', scheme: 'none' });
    expect(made).toMatchObject({ status: 404, body: { code: 'layer.scheme-not-found' } });
  });
});
