import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import gcoord from 'gcoord';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitSystems, indexStreets } from '../../../../geodata/formats/guess-crs-fit';
import { guessEncoding } from '../../../../geodata/formats/guess-encoding';
import { guessTimePattern } from '../../../../geodata/formats/guess-time-pattern';
import { guessState, guessStationKind } from '../../../../geodata/formats/guess-values';
import { readImportSpec } from '../../../../geodata/formats/read-import-spec';
import type { ImportInspectionWire } from '../../../../geodata/schema/import-inspection';
import { inspectImport } from '../../../../server/services/inspect-import';
import { shippedProfiles } from '../../../../server/services/shipped-profiles';
import { townIncidentsCsv } from '../../../fixtures/small-town';
import { describeWithData } from '../../../real-data';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'getu-guess-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Looks at files of this content (or at real ones, by their path). */
async function inspect(files: Record<string, string | { path: string }>): Promise<ImportInspectionWire> {
  const own = mkdtempSync(join(folder, 'files-'));
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string') writeFileSync(join(own, name), content);
    else symlinkSync(content.path, join(own, name));
  }
  const uploaded = Object.keys(files).map((name) => ({ name, size: statSync(join(own, name)).size }));
  return inspectImport(own, uploaded, { language: 'zh', today: '2026-01-31' });
}
const codes = (notes: readonly { code: string }[]): string[] => notes.map(({ code }) => code);
const first = ({ mapping }: ImportInspectionWire) => mapping.files[0]!;
/** Nothing is left to ask, and the spec is one that the import takes. */
function expectReady(found: ImportInspectionWire): void {
  expect(codes(found.questions)).toEqual([]);
  expect(readImportSpec(JSON.stringify(found.spec), 'guess.json', shippedProfiles)).toMatchObject({ ok: true });
}

describe('what a table is', () => {
  it.each([
    ['经度', '纬度', '上报时间', '事件类型', '处理状态', '地址'],
    ['lng', 'lat', 'created_at', 'category', 'status', 'address'],
    ['X', 'Y', '时间', '类型', '状态', '地点'],
    ['Longitude', 'Latitude', 'CreatedDate', 'SRType', 'SRStatus', 'Address'],
  ])('is told by headers such as %s, %s, %s', async (x, y, time, type, state, address) => {
    const rows = [
      '1,-76.61,39.29,2025-03-05 08:00,路灯,已结案,东街 1 号',
      '2,-76.62,39.28,2025-03-06 09:30,垃圾,处理中,西街',
    ];
    const found = await inspect({ 'a.csv': [`no,${x},${y},${time},${type},${state},${address}`, ...rows].join('\n') });
    expect(first(found)).toMatchObject({
      use: 'incidents',
      crs: 'WGS84',
      columns: { x, y, reportedAt: time, type, state, address },
      times: { reportedAt: 'iso' },
      states: { 已结案: 'closed', 处理中: 'processing' },
    });
    expect(found.mapping.place.timeZone).toBe('America/New_York');
  });

  it.each([
    ['定位精度(米)', 68],
    ['误差', 68],
    ['gps_accuracy', 68],
    ['accuracy_95', 95],
  ])(
    'says how exactly places are known by a header such as %s, and of how many in 100 that is',
    async (header, share) => {
      const rows = ['-76.61,39.29,2025-03-05 08:00,路灯,12', '-76.62,39.28,2025-03-06 09:30,垃圾,35.5'];
      const found = await inspect({ 'a.csv': [`lng,lat,created_at,category,${header}`, ...rows].join('\n') });
      expect(first(found).columns.accuracy).toBe(header);
      expect(found.reasons).toContainEqual(
        expect.objectContaining({ code: 'guess.accuracy', column: header, params: { column: header, share } }),
      );
      const layers = (found.spec as unknown as { layers: { columns: object }[] }).layers;
      expect(layers.map(({ columns }) => columns)).toContainEqual(
        expect.objectContaining({ accuracy: { column: header, radius: share } }),
      );
    },
  );

  it('is stations where it has no time, each of the kind its value says', async () => {
    const found = await inspect({
      'b.csv': '名称,类型,经度,纬度\n平安药店,药店,7.42,43.73\n第一小学,学校,7.43,43.74\n某处,其他,7.43,43.74',
    });
    expect(first(found)).toMatchObject({
      use: 'stations',
      columns: { name: '名称', kind: '类型', x: '经度', y: '纬度' },
      kinds: { 药店: 'pharmacy', 学校: 'school', 其他: 'other' },
    });
    expectReady(found);
  });

  it('is stations with what they offer, by the words of an office', async () => {
    const found = await inspect({
      's.csv': [
        '站点名称,类型,经度,纬度,建筑面积（㎡）,座位数,工作人员,开放时间,服务项目',
        '东街驿站,驿站,7.42,43.73,30,8,2,周一至周五 8:30-17:30,饮水、充电',
        '西街驿站,驿站,7.43,43.74,25,6,1,24小时,饮水；急救包',
      ].join('\n'),
    });
    expect(first(found)).toMatchObject({
      use: 'stations',
      columns: {
        floorArea: '建筑面积（㎡）',
        seats: '座位数',
        staff: '工作人员',
        openingHours: '开放时间',
        services: '服务项目',
      },
    });
    expectReady(found);
  });

  it('is hexagons by its H3 ids and residents', async () => {
    const found = await inspect({ 'h.csv': 'id,population\n89a901291abffff,12\n89a9012a3cfffff,159' });
    expect(first(found)).toMatchObject({
      use: 'base-units',
      unitKind: 'hexagon',
      columns: { cell: 'id', residents: 'population' },
    });
    expectReady(found);
  });

  it('in China never gets a coordinate system without being asked, whatever its headers say', async () => {
    const plain = await inspect({ 'c.csv': townIncidentsCsv('WGS84', 20) });
    expect(first(plain)).toMatchObject({ crs: null });
    expect(codes(plain.questions)).toEqual(['ask.crs']);
    const hinted = await inspect({ 'c.csv': townIncidentsCsv('GCJ02', 20).replace('经度', '高德经度') });
    expect(first(hinted).crs).toBeNull();
    expect(codes(hinted.reasons)).toContain('guess.crs-in-header');
  });

  it('with metres instead of degrees says so', async () => {
    const found = await inspect({
      'm.csv': '名称,类型,x,y\n甲,药店,40512345.1,3478123.2\n乙,药店,40512399.1,3478199.2',
    });
    expect(codes(found.questions)).toContain('ask.projected');
  });

  it('asks whether month or day comes first, and takes a state nobody knows as open', async () => {
    const found = await inspect({
      'd.csv': 'lon,lat,date,type,status\n-76.6,39.2,03/04/2025 10:00,a,closed\n-76.6,39.3,05/06/2025 11:00,b,zzz',
    });
    expect(codes(found.questions).sort()).toEqual(['ask.month-or-day', 'ask.states']);
  });

  it('that is none says what can be imported, and an empty file that it is empty', async () => {
    const found = await inspect({ 'x.docx': '\u0000\u0001\u0002 nothing', 'e.csv': '' });
    expect(found.files.map(({ problems }) => problems[0]?.code)).toEqual(['upload.unknown-format', 'upload.empty']);
    expect(codes(found.questions)).toContain('ask.nothing-used');
  });
});

describe('the encoding', () => {
  const inGb18030 = Uint8Array.from([0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3, 0xb6, 0xc8, 0x0a, 0x31, 0x2c, 0x32]);
  it('of Chinese offices is told by its common characters, and shown by a sample', () => {
    expect(guessEncoding(inGb18030).candidates[0]).toEqual({ encoding: 'gb18030', sample: '经度,纬度', oddLine: null });
  });
  it('is UTF-8 where it decodes, and what a byte-order mark says', () => {
    expect(guessEncoding(new TextEncoder().encode('经度')).candidates.map(({ encoding }) => encoding)).toEqual([
      'utf-8',
    ]);
    expect(guessEncoding(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61])).declared).toBe('utf-8');
    expect(guessEncoding(Uint8Array.from([0xff, 0xfe, 0x61, 0])).declared).toBe('utf-16le');
  });
  it('of UTF-8 with a stray byte stays UTF-8 and names the line', () => {
    const good = new TextEncoder().encode(`${'路灯不亮,垃圾\n'.repeat(40)}`);
    const bytes = Uint8Array.from([...good, 0x61, 0x8e, 0x62]);
    expect(guessEncoding(bytes).candidates[0]).toMatchObject({ encoding: 'utf-8', oddLine: 41 });
  });
});

describe('a time', () => {
  it.each([
    ['2025-03-05T08:00:00Z', 'iso'],
    ['2025/3/5 8:00', 'yyyy/M/d H:mm'],
    ['2025年3月5日 8:00', 'yyyy年M月d日 H:mm'],
    ['20250305', 'yyyyMMdd'],
    ['04/22/2014 01:07:39 PM', 'M/d/yyyy h:mm:ss a'],
    ['25/12/2025 10:00', 'd/M/yyyy H:mm'],
  ])('%s is of the form %s', (sample, pattern) => {
    expect(guessTimePattern([sample])).toMatchObject({ pattern, rival: null });
  });
  it('is none where most do not fit', () => {
    expect(guessTimePattern(['路灯', '2025-03-05', '垃圾'])).toBeNull();
  });
});

it('values have the states and kinds their words say', () => {
  expect(['已结案', '待派遣', 'In Progress', 'Closed (Duplicate)', '???'].map(guessState)).toEqual([
    'closed',
    'registered',
    'processing',
    'duplicate',
    null,
  ]);
  expect(['社区老年食堂', '市第一人民医院', 'Pharmacy', '随便'].map(guessStationKind)).toEqual([
    'elder-canteen',
    'hospital',
    'pharmacy',
    null,
  ]);
});

it('the system that fits is the one points were written in', () => {
  const lines = Array.from({ length: 9 }, (_, i): [number, number][] => [
    [120.62, 31.31 + i / 1000],
    [120.628, 31.31 + i / 1000],
  ]);
  const streets = indexStreets(lines);
  for (const crs of ['WGS84', 'GCJ02', 'BD09'] as const) {
    const written = lines.flatMap(([a]) => [1, 4, 7].map((n): [number, number] => [a![0] + n / 1000, a![1] + 0.00002]));
    const points = written.map((point) => gcoord.transform(point, gcoord.WGS84, gcoord[crs]));
    const [best, next] = fitSystems(points, streets);
    expect(best).toMatchObject({ crs, nearShare: 1 });
    expect(best!.medianMetres!).toBeLessThan(5);
    expect(next!.medianMetres!).toBeGreaterThan(10);
  }
  expect(fitSystems([[120, 31]], null).map(({ medianMetres }) => medianMetres)).toEqual([null, null, null]);
});

describeWithData('baltimore', 'real service requests', (data) => {
  it('are understood without a question', async () => {
    const found = await inspect({ 'requests.csv': { path: join(data, 'service-requests.csv') } });
    expect(found.files[0]).toMatchObject({ format: 'csv', rows: 5000, rowsEstimated: false });
    expect(first(found)).toMatchObject({
      use: 'incidents',
      columns: {
        x: 'Longitude',
        y: 'Latitude',
        reportedAt: 'CreatedDate',
        dueAt: 'DueDate',
        closedAt: 'CloseDate',
        owner: 'Agency',
        type: 'SRType',
      },
      states: { Pending: 'suspended', 'Closed (Duplicate)': 'duplicate' },
    });
    expect(found.mapping.place.dataDate).toBe('2016-08-18');
    expectReady(found);
  });
});

describeWithData('taipei', 'real small areas', (data) => {
  it('are units with households, in Taiwan, where nothing is shifted', async () => {
    const found = await inspect({ 'areas.geojson.gz': { path: join(data, 'basic-areas-6-districts.geojson.gz') } });
    expect(found.files[0]).toMatchObject({ format: 'geojson', rows: 5532, geometry: 'polygon', inChina: false });
    expect(first(found)).toMatchObject({
      use: 'base-units',
      unitKind: 'small-area',
      columns: { id: 'CODEBASE', households: 'H_CNT', residents: 'P_CNT', district: 'TOWN_ID', community: 'CODE2' },
    });
    expectReady(found);
  });
});

describeWithData('porto-alegre', 'real hexagons and accidents', (data) => {
  it('are units and incidents', async () => {
    const found = await inspect({
      'accidents.csv': { path: join(data, 'accidents-2014.csv') },
      'hexagons.csv': { path: join(data, 'population-hexagons.csv') },
    });
    const [accidents, hexagons] = found.mapping.files;
    expect(accidents).toMatchObject({ use: 'incidents', columns: { reportedAt: 'DATA_HORA', type: 'TIPO_ACID' } });
    expect(hexagons).toMatchObject({ use: 'base-units', columns: { cell: 'id', residents: 'population' } });
    expect(found.mapping.place.timeZone).toBe('America/Sao_Paulo');
    expectReady(found);
  });
});

describeWithData('formats', 'a real table in GB18030', (data) => {
  it('reads in it', async () => {
    const found = await inspect({ 'codes.csv': { path: join(data, 'areas_gb18030.csv') } });
    expect(found.files[0]!.encoding!.candidates[0]).toMatchObject({ encoding: 'gb18030', oddLine: null });
    expect(found.files[0]!.columns.some(({ samples }) => samples.includes('东城区'))).toBe(true);
  });
});
