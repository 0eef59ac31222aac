import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkMapping } from '../../geodata/formats/check-mapping';
import { specFromMapping } from '../../geodata/formats/guess-spec';
import type { ImportInspectionWire, ImportPreviewWire } from '../../geodata/schema/import-inspection';
import type { ImportSessionWire } from '../../geodata/schema/import-session';
import type { ProblemWire } from '../../geodata/schema/problem-wire';
import { startImportThread } from '../../server/workers/import-thread';
import { createInlineCompute } from '../fixtures/inline-compute';
import { startInlineImport } from '../fixtures/inline-import';
import { smallPlace } from '../fixtures/small-place';
import { townIncidentsCsv, townPbf } from '../fixtures/small-town';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
/** True: the next app runs imports in threads, as the server does. */
let inThreads = false;
beforeEach(async () => {
  const startJob = inThreads ? startImportThread : startInlineImport;
  test = await createTestApp(smallPlace(), createInlineCompute, { UPLOAD_LIMIT_MB: '3' }, startJob);
});
afterEach(() => test.close());

async function send<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await test.request(path, { method, ...(body === undefined ? {} : { body }) });
  return { status: response.status, body: (await response.json()) as T };
}
const begin = async (): Promise<string> => (await send<ImportSessionWire>('POST', '/imports')).body.id;
const put = (id: string, name: string, body: string | Uint8Array) =>
  send<ProblemWire>('PUT', `/imports/${id}/files/${encodeURIComponent(name)}`, body);
const read = async (id: string) => (await send<ImportSessionWire>('GET', `/imports/${id}`)).body;

const source = [{ name: '测试', licence: '自有' }];
/** A spec over the town's map alone. */
const townSpec = (place = 'town', file = 'town.osm.pbf') => ({
  format: 'getu-import/1',
  place: {
    id: place,
    name: { zh: '小镇', en: 'Town' },
    dataDate: '2025-03-31',
    profile: { from: 'generic', id: place, timeZone: 'Asia/Shanghai' },
    sources: source,
  },
  layers: [
    { layer: 'streets', file, format: 'osm-pbf' },
    {
      layer: 'base-units',
      file,
      format: 'osm-pbf',
      households: {
        squareMetresPerHousehold: 110,
        levelsWhereUntagged: 2,
        byFloorArea: ['apartments'],
        fixed: {},
        noneWhereTagged: [],
        noneOnLanduse: [],
        unknownAboveSquareMetres: 1500,
      },
    },
  ],
  areas: { from: 'extent', id: `${place}-extent`, code: '000000', name: { zh: '小镇', en: 'Town' } },
  plans: [],
});

async function upload(...files: [name: string, body: string | Uint8Array][]): Promise<string> {
  const id = await begin();
  for (const [name, body] of files) expect((await put(id, name, body)).status).toBe(201);
  return id;
}
async function run(id: string, spec: unknown): Promise<ImportSessionWire> {
  const started = await send<ImportSessionWire>('POST', `/imports/${id}/run`, { spec });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await test.imports.settled(id);
  return read(id);
}

describe('an import by upload, in a thread of its own', () => {
  beforeAll(() => void (inThreads = true));
  afterAll(() => void (inThreads = false));

  it('makes a place without a restart, and leaves it as it was when the next run is cancelled', async () => {
    const id = await upload(['town.osm.pbf', townPbf()]);
    expect((await read(id)).state).toBe('open');
    const first = await run(id, townSpec());
    expect(first).toMatchObject({ state: 'done', problem: null, outcome: { place: 'town', hasStreets: true } });
    const place = (await send<{ counts: object }>('GET', '/places/town')).body;
    expect(place.counts).toMatchObject({ baseUnits: 256, areas: 1 });
    const report = await send<{ files: { file: string }[] }>('GET', '/places/town/import-report');
    expect(report.body.files.map(({ file }) => file)).toContain('town.osm.pbf');

    await send('POST', `/imports/${id}/run`, { spec: { ...townSpec(), layers: townSpec().layers.slice(0, 1) } });
    expect(await send('POST', `/imports/${id}/cancel`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await test.imports.settled(id);
    expect((await read(id)).state).toBe('cancelled');
    expect((await send('GET', '/places/town')).body).toEqual(place);
  });
});

describe('an import by upload', () => {
  it('leaves the place as it was when it is cancelled or fails', async () => {
    const id = await upload(['town.osm.pbf', townPbf()]);
    const first = await run(id, townSpec());
    const before = (await send('GET', '/places/town')).body;
    // Nothing is doubled when it is run twice.
    expect((await run(id, townSpec())).outcome?.datasetVersion).toBe(first.outcome?.datasetVersion);
    expect((await send('GET', '/places/town')).body).toEqual(before);
    const changed = { ...townSpec(), layers: townSpec().layers.slice(0, 1) };
    await send('POST', `/imports/${id}/run`, { spec: changed });
    expect(await send('POST', `/imports/${id}/cancel`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await test.imports.settled(id);
    expect((await read(id)).state).toBe('cancelled');
    expect(await send('POST', `/imports/${id}/cancel`)).toMatchObject({ body: { code: 'import.not-running' } });
    expect((await send('GET', '/places/town')).body).toEqual(before);

    const failed = await run(id, townSpec('town', 'absent.osm.pbf'));
    expect(failed).toMatchObject({
      state: 'failed',
      problem: { code: 'file.missing', params: { file: 'absent.osm.pbf' } },
    });
    expect(failed.problem?.detail).toContain('absent.osm.pbf');
    expect((await send('GET', '/places/town')).body).toEqual(before);
    // The files are still there: what was wrong is put right and it is run again.
    expect((await run(id, townSpec())).state).toBe('done');
  });

  it('keeps nothing of a file whose name leads elsewhere, is hidden or too long', async () => {
    const id = await begin();
    for (const name of [
      '../../evil.csv',
      '..',
      '.hidden',
      'a\\b.csv',
      'x\u0000.csv',
      `${'长'.repeat(130)}.csv`,
      'a/b.csv',
    ]) {
      const refused = await put(id, name, 'x');
      expect([400, 404], name).toContain(refused.status);
    }
    expect((await put(id, '事件 2025年.csv', 'x')).status).toBe(201);
    expect((await read(id)).files).toEqual([{ name: '事件 2025年.csv', size: 1 }]);
    expect(readdirSync(join(test.dataDir, 'imports'))).toEqual([id]);
    expect(existsSync(join(test.dataDir, 'evil.csv'))).toBe(false);
    expect((await send('DELETE', `/imports/${id}/files/${encodeURIComponent('../x')}`)).status).toBe(404);
    expect((await send('DELETE', `/imports/${id}/files/${encodeURIComponent('事件 2025年.csv')}`)).status).toBe(200);
    expect((await read(id)).files).toEqual([]);
  });

  it('takes files up to the limit in all, and says what the limit is', async () => {
    const id = await upload(['a.csv', new Uint8Array(2_000_000)]);
    const refused = await put(id, 'b.csv', new Uint8Array(1_500_000));
    expect(refused).toMatchObject({ status: 413, body: { code: 'upload.too-large', params: { limit: 3 } } });
    // One without a declared length is cut off on the way, and leaves nothing.
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    const endless = await test.app.request(`/api/imports/${id}/files/c.csv`, {
      method: 'PUT',
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(endless.status).toBe(413);
    expect((await read(id)).files).toEqual([{ name: 'a.csv', size: 2_000_000 }]);
    expect(readdirSync(join(test.dataDir, 'imports', id))).toEqual(['a.csv']);
    // A body larger than other requests may have is none of the concern of their limit.
    expect((await put(id, 'a.csv', new Uint8Array(2_900_000))).status).toBe(201);
  });

  it('refuses a second run of the same place while one is under way, and of itself', async () => {
    const id = await upload(['town.osm.pbf', townPbf()]);
    const other = await upload(['town.osm.pbf', townPbf()]);
    expect((await send('POST', `/imports/${id}/run`, { spec: townSpec() })).status).toBe(202);
    expect(await send('POST', `/imports/${id}/run`, { spec: townSpec() })).toMatchObject({
      status: 409,
      body: { code: 'import.running' },
    });
    expect(await send('POST', `/imports/${other}/run`, { spec: townSpec() })).toMatchObject({
      status: 409,
      body: { code: 'import.place-busy', params: { place: 'town' } },
    });
    expect(await put(id, 'more.csv', 'x')).toMatchObject({ status: 409, body: { code: 'import.running' } });
    await test.imports.settled(id);
    expect((await run(other, townSpec())).state).toBe('done');
  });

  it('says what is wrong with a spec before anything runs', async () => {
    const id = await upload(['town.osm.pbf', townPbf()]);
    const { layers, ...rest } = townSpec();
    expect(await send('POST', `/imports/${id}/run`, { spec: { ...rest, layer: layers } })).toMatchObject({
      status: 422,
      body: { code: 'spec.unknown-key-near', params: { nearest: 'layers' } },
    });
    expect(await send('POST', `/imports/${id}/run`, { spec: [] })).toMatchObject({ status: 400 });
    expect((await read(id)).state).toBe('open');
    const empty = await begin();
    expect(await send('POST', `/imports/${empty}/run`, { spec: townSpec() })).toMatchObject({
      status: 409,
      body: { code: 'import.no-files' },
    });
  });

  it('is dropped with its files, when asked and after a day', async () => {
    const id = await upload(['a.csv', townIncidentsCsv('WGS84')]);
    expect((await send('DELETE', `/imports/${id}`)).status).toBe(200);
    expect(existsSync(join(test.dataDir, 'imports', id))).toBe(false);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/cancel'],
    ] as const)
      expect((await send(method, `/imports/${id}${path}`)).status).toBe(404);
    const old = await upload(['a.csv', 'x']);
    const yesterday = new Date(Date.now() - 25 * 3600_000);
    utimesSync(join(test.dataDir, 'imports', old), yesterday, yesterday);
    await begin();
    expect(await send('GET', `/imports/${old}`)).toMatchObject({ status: 404, body: { code: 'import.not-found' } });
  });

  it('guesses what files are, previews them in each system over the streets, and imports the guess once it is answered', async () => {
    const id = await upload(['town.osm.pbf', townPbf()], ['事件.csv', townIncidentsCsv('GCJ02')]);
    const looked = await send<ImportInspectionWire>('POST', `/imports/${id}/inspect`);
    expect(looked.status).toBe(200);
    const { files, mapping, questions, reasons } = looked.body;
    expect(files.map(({ name, format, inChina }) => [name, format, inChina])).toEqual([
      ['town.osm.pbf', 'osm', true],
      ['事件.csv', 'csv', true],
    ]);
    expect(questions.map(({ code, file }) => [code, file])).toEqual([['ask.crs', '事件.csv']]);
    expect(reasons.every(({ detail }) => /\p{Script=Han}/u.test(detail))).toBe(true);

    const query = `file=${encodeURIComponent('事件.csv')}&format=csv&x=${encodeURIComponent('经度')}&y=${encodeURIComponent('纬度')}`;
    const { body: preview } = await send<ImportPreviewWire>('GET', `/imports/${id}/preview?${query}`);
    expect(preview).toMatchObject({ total: 240, fits: [{ crs: 'GCJ02', nearShare: 1 }, {}, {}] });
    expect(preview.streets).toHaveLength(18);
    expect(preview.fits[0]!.medianMetres!).toBeLessThan(5);
    expect(preview.fits[1]!.medianMetres!).toBeGreaterThan(50);
    expect(await send('GET', `/imports/${id}/preview?${query.replace('csv&', 'csv.gz&')}`)).toMatchObject({
      status: 404,
      body: { code: 'upload.no-such-file' },
    });

    const answered = {
      ...mapping,
      files: mapping.files.map((file) => (file.crs === null ? { ...file, crs: 'GCJ02' as const } : file)),
    };
    expect(checkMapping(answered, files)).toEqual([]);
    const done = await run(id, specFromMapping(answered, files));
    expect(done).toMatchObject({ state: 'done', outcome: { hasStreets: true, hasIncidents: true } });
    const place = await send('GET', `/places/${done.outcome!.place}`);
    expect(place.body).toMatchObject({ counts: { baseUnits: 256, incidents: 240, stations: 2 } });
  });

  it('keeps the place and says the line where a table is not in the encoding it is said to be in', async () => {
    const id = await upload(['town.osm.pbf', townPbf()], ['a.csv', townIncidentsCsv('WGS84', 30)]);
    const { files, mapping } = (await send<ImportInspectionWire>('POST', `/imports/${id}/inspect`)).body;
    const wrong = {
      ...mapping,
      files: mapping.files.map((file) =>
        file.format === 'csv' ? { ...file, crs: 'WGS84' as const, encoding: 'big5' } : file,
      ),
    };
    const failed = await run(id, specFromMapping(wrong, files));
    expect(failed.state).toBe('failed');
    expect(failed.problem?.code).toMatch(/^(file\.|spec\.unknown-column)/);
    expect(failed.problem?.detail).toContain('a.csv');
    expect((await send('GET', `/places/${mapping.place.id}`)).status).toBe(404);
  });
});
