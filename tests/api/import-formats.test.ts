import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specFromMapping } from '../../geodata/formats/guess-spec';
import type { ImportInspectionWire, ImportMapping, ReadingChoice } from '../../geodata/schema/import-inspection';
import type { ImportSessionWire } from '../../geodata/schema/import-session';
import type { PlaceWire } from '../../geodata/schema/place';
import { deriveImport } from '../../server/services/derive-import';
import { createInlineCompute } from '../fixtures/inline-compute';
import { startInlineImport } from '../fixtures/inline-import';
import { townIncidentsCsv, townPbf } from '../fixtures/small-town';
import { createTestApp, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { writeXlsx } from '../fixtures/write-xlsx';
import { describeWithData } from '../real-data';

let test: TestApp;
beforeAll(async () => void (test = await createTestApp(null, createInlineCompute, {}, startInlineImport)));
afterAll(() => test.close());

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await test.request(path, { method, ...(body === undefined ? {} : { body }) });
  const answer = (await response.json()) as T;
  expect(response.status, JSON.stringify(answer).slice(0, 500)).toBeLessThan(300);
  return answer;
}

/** Uploads files as they are and looks at them. */
async function upload(files: Readonly<Record<string, string | Uint8Array>>) {
  const { id } = await send<ImportSessionWire>('POST', '/imports');
  for (const [name, body] of Object.entries(files))
    await send('PUT', `/imports/${id}/files/${encodeURIComponent(name)}`, body);
  return { id, ...(await look(id)) };
}
const look = (id: string, reading: ReadingChoice[] = []): Promise<ImportInspectionWire> =>
  send('POST', `/imports/${id}/inspect`, { reading });

/** Runs the mapping of an import as the console does, and gives the place it made. */
async function run({ id, files }: { id: string } & ImportInspectionWire, mapping: ImportMapping): Promise<PlaceWire> {
  await send('POST', `/imports/${id}/run`, { spec: specFromMapping(mapping, files) });
  await test.imports.settled(id);
  const { state, problem, outcome } = await send<ImportSessionWire>('GET', `/imports/${id}`);
  expect([state, problem]).toEqual(['done', null]);
  return send('GET', `/places/${outcome!.place}`);
}
const codes = (notes: readonly { code: string }[]): string[] => notes.map(({ code }) => code);
const inWgs84 = (mapping: ImportMapping): ImportMapping => ({
  ...mapping,
  files: mapping.files.map((file) => ({ ...file, crs: file.crs ?? 'WGS84' })),
});

describe('a table alone', () => {
  it('makes a place whose extent is that of its points, strays left out', async () => {
    const stray = 'SJ99999,路灯不亮,2025-03-05 08:15:00,-30.8,31.31,东西1路,已结案';
    const found = await upload({ '小镇事件.csv': `${townIncidentsCsv('WGS84', 60)}\r\n${stray}` });
    expect(codes(found.questions)).toEqual(['ask.crs']);
    expect(found.mapping.place).toMatchObject({ id: 'xiaozhenshijian', nameZh: '小镇事件', dataDate: '2025-03-28' });
    const place = await run(found, inWgs84(found.mapping));
    expect(place.counts).toMatchObject({ incidents: 61, baseUnits: 0, streets: 0, areas: 1 });
    const [west, south, east, north] = place.bbox as [number, number, number, number];
    expect([west, south]).toEqual([expect.closeTo(120.618, 2), expect.closeTo(31.308, 2)]);
    expect([east - west, north - south]).toEqual([expect.closeTo(0.0125, 2), expect.closeTo(0.0125, 2)]);
    const report = await send<{ notes: { code: string; params: object }[] }>(
      'GET',
      `/places/${place.id}/import-report`,
    );
    expect(report.notes).toContainEqual(
      expect.objectContaining({ code: 'area.extent-of-points', params: { count: 60, outside: 1 } }),
    );
  });

  it('without one point says that there is no extent', async () => {
    const found = await upload({ 'none.csv': '经度,纬度,上报时间,事件类型\n,,2025-03-05 08:00,路灯\n' });
    const [file] = found.mapping.files;
    const columns = { x: '经度', y: '纬度', reportedAt: '上报时间', type: '事件类型' };
    const mapping: ImportMapping = {
      ...found.mapping,
      files: [{ ...file!, use: 'incidents', crs: 'WGS84', columns, times: { reportedAt: 'iso' }, types: ['路灯'] }],
    };
    await send('POST', `/imports/${found.id}/run`, { spec: specFromMapping(mapping, found.files) });
    await test.imports.settled(found.id);
    expect(await send('GET', `/imports/${found.id}`)).toMatchObject({ problem: { code: 'spec.no-extent' } });
  });
});

describe('a workbook', () => {
  const cells = (row: number, values: readonly string[]): string =>
    `<row r="${row}">${values.map((value) => (/^[\d.]+$/.test(value) ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')}</row>`;
  const book = writeXlsx({
    封面: { rows: cells(1, ['说明']) + cells(2, ['2025 年度']) },
    药店: {
      rows:
        cells(1, ['名称', '类型', '经度', '纬度']) +
        cells(2, ['平安药店', '药店', '120.621', '31.311']) +
        cells(3, ['康复药店', '药店', '120.626', '31.316']),
    },
  });

  it('with two sheets shows the first, and imports the one that is chosen', async () => {
    const found = await upload({ '服务点.xlsx': book });
    expect(found.files[0]).toMatchObject({
      format: 'xlsx',
      parts: ['封面', '药店'],
      part: '封面',
      rows: 1,
      problems: [],
    });
    expect(codes(found.questions)).toEqual(['ask.nothing-used']);
    const chosen = await look(found.id, [{ file: '服务点.xlsx', part: '药店' }]);
    expect(chosen.mapping.files[0]).toMatchObject({ use: 'stations', part: '药店', kinds: { 药店: 'pharmacy' } });
    const place = await run({ ...chosen, id: found.id }, inWgs84(chosen.mapping));
    expect(place).toMatchObject({ name: { zh: '服务点' }, counts: { stations: 2 } });
  });
});

describe('a map alone', () => {
  it('becomes the very place that the command line makes of it', async () => {
    const found = await upload({ '小镇.osm.pbf': townPbf() });
    expect(codes(found.questions)).toEqual([]);
    expect(codes(found.reasons)).toEqual(
      expect.arrayContaining(['derived.buildings', 'derived.stations', 'derived.zone']),
    );
    expect(found.mapping.place).toMatchObject({ id: 'xiaozhen', nameZh: '小镇', timeZone: 'Asia/Shanghai' });
    const place = await run(found, found.mapping);
    expect(place.counts).toMatchObject({ baseUnits: 256, stations: 2, areas: 1 });
  });
});

describeWithData('osm-towns', 'maps of real towns alone', (folder) => {
  it.each([
    ['monaco.osm.gz', { zh: '摩纳哥', en: 'Monaco' }, true],
    ['andorra.osm.pbf', { zh: '安道尔', en: 'Andorra' }, false],
  ])('%s is guessed as the command line derives it', async (file, name, counts) => {
    const found = await upload({ [file]: readFileSync(join(folder, file)) });
    const { spec } = unwrap(await deriveImport(folder, file, {}, Date.now()));
    const guessed = found.spec as unknown as typeof spec;
    expect(guessed.layers).toEqual(spec.layers);
    expect([guessed.areas, guessed.plans]).toEqual([spec.areas, spec.plans]);
    expect(guessed.place).toMatchObject({ ...spec.place, profile: spec.place.profile });
    expect(guessed.layers.some(({ layer }) => layer === 'base-units')).toBe(counts);
    expect(guessed.place.name).toMatchObject(name);
  });
});

describeWithData('formats', 'a shapefile in GBK', (folder) => {
  type Files = Record<string, Uint8Array>;
  const read = (): Files =>
    Object.fromEntries(
      readdirSync(join(folder, 'shapefile-gbk')).map((name) => [
        name,
        new Uint8Array(readFileSync(join(folder, 'shapefile-gbk', name))),
      ]),
    );
  /** Neither a .cpg nor the byte of the .dbf that stands for a code page. */
  const unnamed = (parts: Files): Files =>
    Object.fromEntries(
      Object.entries(parts)
        .filter(([name]) => !name.endsWith('.cpg'))
        .map(([name, bytes]) => [name, name.endsWith('.dbf') ? bytes.with(29, 0) : bytes]),
    );
  it.each([
    ['as separate files', (parts: Files): Files => parts, 'gbk'],
    ['zipped', (parts: Files): Files => ({ '里.zip': zipSync(parts) }), 'gbk'],
    ['where nothing names its encoding', (parts: Files): Files => ({ '里.zip': zipSync(unnamed(parts)) }), 'gb18030'],
  ])('%s imports with its Chinese columns and the system it declares', async (_, made, encoding) => {
    const files = made(read());
    const found = await upload(files);
    const shape = found.files.find(({ format }) => format === 'shapefile')!;
    expect(shape).toMatchObject({ rows: 53, geometry: 'polygon', crs: 'CGCS2000', problems: [] });
    expect(shape.columns.map(({ name }) => name)).toEqual(['网格编码', '市', '区', '社区名称']);
    expect(found.files.filter(({ format }) => format === 'beside-shapefile')).toHaveLength(
      Object.keys(files).length - 1,
    );
    const mapping = found.mapping.files.find(({ format }) => format === 'shapefile')!;
    expect(mapping).toMatchObject({ use: 'base-units', encoding });
    expect(codes(found.questions)).toEqual([]);
    const place = await run(found, found.mapping);
    expect(place.counts.baseUnits).toBe(53);
  });
});
