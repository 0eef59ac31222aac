import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { gridColumns } from '../../../../../geodata/formats/write/grid-columns';
import { encodeText } from '../../../../../geodata/formats/write/encode-text';
import type { GridRecord } from '../../../../../geodata/formats/write/grid-record';
import { writeGridCsv, writeGridXlsx } from '../../../../../geodata/formats/write/grid-table';
import { writeGeoJson } from '../../../../../geodata/formats/write/write-geojson';
import { writeKml } from '../../../../../geodata/formats/write/write-kml';
import { writeShapefile } from '../../../../../geodata/formats/write/write-shapefile';
import { writeXlsx } from '../../../../../geodata/formats/write/write-xlsx';
import { readGeoPackageGeometry } from '../../../../../geodata/formats/rows/read-geopackage-geometry';
import { writeGeoPackageGeometry } from '../../../../../geodata/formats/write/geopackage-geometry';
import { readRows } from '../../../../../geodata/formats/rows/read-rows';
import type { RowSource } from '../../../../../geodata/formats/row-source-spec';
import type { SourceRow } from '../../../../../geodata/formats/rows/source-row';
import { orderWorkers, unnamedWorkers } from '../../../../../geodata/plan/grid-workers';
import type { WorkerId } from '../../../../../geodata/schema/ids';
import { silentLog } from '../../../../../geodata/formats/import-log';
import { memoryFiles } from '../../../../fixtures/memory-files';

const ring = [1163000000, 394000000, 1163009999, 394000001, 1163010000, 394010007, 1163000003, 394010000];
const hole = [1163002000, 394002000, 1163002000, 394004000, 1163004000, 394004000, 1163004000, 394002000];
const other = ring.map((value) => value + 20_001);
const record = (more: Partial<GridRecord> = {}): GridRecord => ({
  code: '131022001001001',
  name: '一号"网格"<&>',
  community: '幸福社区',
  subdistrict: '城北街道',
  kind: 'dedicated',
  households: 312,
  residents: null,
  elderly: 0,
  workers: orderWorkers([
    { id: 'w1' as WorkerId, name: '张三', kind: 'full-time', posts: 1 },
    { id: 'w2' as WorkerId, name: '欧阳·四', kind: 'full-time', posts: 0.5 },
    { id: 'w3' as WorkerId, name: "O'Neill Anne", kind: 'part-time', posts: 1 },
    ...unnamedWorkers('part-time', 2.25),
  ]),
  squareMetres: 90_300.4,
  polygons: [[ring, hole], [other]],
  ...more,
});

async function read(source: RowSource, bytes: Uint8Array): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  const facts = await readRows(
    source,
    memoryFiles({ [source.file]: bytes }),
    { columns: 'all', take: (row) => void rows.push(row) },
    silentLog,
  );
  expect(facts.ok, JSON.stringify(facts)).toBe(true);
  return rows;
}

const lattice = (geometry: SourceRow['geometry']): number[][][] => {
  if (geometry?.type !== 'MultiPolygon') throw new Error(String(geometry?.type));
  return geometry.coordinates.map((rings) =>
    rings.map((positions) => positions.slice(0, -1).flatMap(([x, y]) => [Math.round(x! * 1e7), Math.round(y! * 1e7)])),
  );
};

describe('files of grids, judged by the readers', () => {
  it('hold the same integers and attributes as GeoJSON, Shapefile and KML', async () => {
    const grids = [record()];
    const files: [RowSource, Uint8Array][] = [
      [{ format: 'geojson', file: 'a.geojson', crs: 'WGS84' }, writeGeoJson(grids, 'WGS84', 'zh')],
      [{ format: 'geojson', file: 'b.geojson', crs: 'CGCS2000' }, writeGeoJson(grids, 'CGCS2000', 'zh')],
      [{ format: 'shapefile', file: 'a.zip', crs: 'WGS84' }, writeShapefile(grids, 'grids', 'WGS84', 'gb18030', 'zh')],
      [
        { format: 'shapefile', file: 'b.zip', crs: 'CGCS2000' },
        writeShapefile(grids, 'grids', 'CGCS2000', 'utf-8', 'zh'),
      ],
      [{ format: 'kml', file: 'a.kml', crs: 'WGS84' }, writeKml(grids, '方案', 'WGS84', 'zh')],
    ];
    for (const [source, bytes] of files) {
      const [row] = await read(source, bytes);
      expect(lattice(row!.geometry), source.file).toEqual([[ring, hole], [other]]);
      expect(row!.properties, source.file).toMatchObject({
        编码: '131022001001001',
        名称: '一号"网格"<&>',
        类型: '专属',
      });
      expect(Number(row!.properties['户数'])).toBe(312);
      expect(row!.properties['人口'] ?? null).toBeNull();
    }
  });

  it('name no system in GCJ-02 and BD-09, where none can be named', () => {
    const shapefile = Object.keys(unzipSync(writeShapefile([record()], 'grids-gcj02', 'GCJ02', 'utf-8', 'zh')));
    expect(shapefile.sort()).toEqual(['cpg', 'dbf', 'shp', 'shx'].map((ending) => `grids-gcj02.${ending}`));
    const geoJson = JSON.parse(new TextDecoder().decode(writeGeoJson([record()], 'BD09', 'zh'))) as object;
    expect(geoJson).toMatchObject({ coordinateSystem: 'BD09' });
    expect(geoJson).not.toHaveProperty('crs');
  });

  it('keep every column name within ten bytes', () => {
    for (const language of ['zh', 'en'] as const)
      for (const { name } of gridColumns(language))
        for (const encoding of ['utf-8', 'gb18030'] as const)
          expect(encodeText(name, encoding).length, name).toBeLessThanOrEqual(10);
  });

  it('index every record of a shapefile where it begins', () => {
    const parts = unzipSync(writeShapefile([record(), record({ polygons: [[other]] })], 'g', 'WGS84', 'utf-8', 'en'));
    const [shp, shx] = [new DataView(parts['g.shp']!.buffer), new DataView(parts['g.shx']!.buffer)];
    for (const index of [0, 1]) {
      const at = shx.getInt32(100 + index * 8) * 2;
      expect(shp.getInt32(at)).toBe(index + 1);
      expect(shp.getInt32(at + 4)).toBe(shx.getInt32(104 + index * 8));
    }
    expect(shp.getInt32(24) * 2).toBe(shp.byteLength);
  });

  it('cut long names at whole characters', async () => {
    const grids = [record({ name: '很'.repeat(200) })];
    const [row] = await read(
      { format: 'shapefile', file: 'a.zip', crs: 'WGS84' },
      writeShapefile(grids, 'g', 'WGS84', 'utf-8', 'zh'),
    );
    expect(row!.properties['名称']).toBe('很'.repeat(84));
  });
});

describe('tables of grids', () => {
  it('let no cell run as a formula', () => {
    const text = new TextDecoder().decode(
      writeGridCsv([record({ name: '=HYPERLINK("http://x")', code: '@a' })], 'utf-8', 'zh'),
    );
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain("'@a");
  });

  it('as a workbook are read back with texts as texts and numbers as numbers', async () => {
    const [row] = await read(
      { format: 'xlsx', file: 'a.xlsx', crs: 'WGS84' },
      writeGridXlsx([record({ name: '=1+1' })], '方案', 'zh'),
    );
    expect(row!.properties).toMatchObject({ 编码: '131022001001001', 名称: '=1+1' });
    expect(Number(row!.properties['户数'])).toBe(312);
  });

  it('of any width keep every column of a workbook', async () => {
    const titles = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const bytes = writeXlsx([titles, titles.map((_, i) => (i % 2 === 0 ? i : `t${i}`))], 'a/b');
    const [row] = await read({ format: 'xlsx', file: 'a.xlsx', crs: 'WGS84' }, bytes);
    expect(Object.values(row!.properties).map(String)).toEqual(titles.map((_, i) => (i % 2 === 0 ? `${i}` : `t${i}`)));
  });

  it('in GB18030 carry no byte order mark', () => {
    const bytes = writeGridCsv([record()], 'gb18030', 'zh');
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes).startsWith('编码,')).toBe(true);
  });
});

describe('geometries of a GeoPackage', () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  it('come back as they were', () => {
    const blob = writeGeoPackageGeometry([[square], [square]], 4326);
    expect(readGeoPackageGeometry(blob, null)).toEqual({
      ok: true,
      value: { type: 'MultiPolygon', coordinates: [[square], [square]] },
    });
  });

  it('are refused wherever they are cut, and with counts they cannot hold', () => {
    const blob = writeGeoPackageGeometry([[square]], 0);
    for (let length = 0; length < blob.length; length++)
      expect(readGeoPackageGeometry(blob.slice(0, length), null).ok, String(length)).toBe(false);
    const greedy = blob.slice();
    new DataView(greedy.buffer).setUint32(45, 0xffffffff, true);
    expect(readGeoPackageGeometry(greedy, null)).toMatchObject({ ok: false, problem: { code: 'gpkg.bad-geometry' } });
  });

  it('are read big-endian, with heights, and not at all as curves', () => {
    const bytes = new DataView(new ArrayBuffer(8 + 5 + 24));
    bytes.setUint16(0, 0x4750);
    bytes.setUint32(9, 1001);
    bytes.setFloat64(13, 116.3);
    bytes.setFloat64(21, 39.4);
    bytes.setFloat64(29, 12);
    expect(readGeoPackageGeometry(new Uint8Array(bytes.buffer), null)).toEqual({
      ok: true,
      value: { type: 'Point', coordinates: [116.3, 39.4] },
    });
    bytes.setUint32(9, 10);
    expect(readGeoPackageGeometry(new Uint8Array(bytes.buffer), null).ok).toBe(false);
  });
});
