import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readAllRows } from '../../../../fixtures/read-rows';
import { writeDbf, writeShp } from '../../../../fixtures/write-shapefile';
import { describeWithData } from '../../../../real-data';

/** A clockwise square, as shapefiles have their outer rings. */
const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y],
];
const gbk = [Buffer.from([0xb6, 0xab, 0xbd, 0xd6]), Buffer.from([0xce, 0xf7, 0xbd, 0xd6])]; // 东街, 西街
const files: Record<string, string | Uint8Array> = {
  'a.shp': writeShp([[square(116, 39, 1), square(116.2, 39.2, 0.5).toReversed()], [square(118, 39, 1)]]),
  'a.dbf': writeDbf(
    ['NAME'],
    gbk.map((name) => [name]),
  ),
  'a.cpg': 'GBK',
};
const geographic = (name: string, datum: string) =>
  `GEOGCS["${name}",DATUM["${datum}",SPHEROID["GRS",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
const projected = (datum: string) =>
  `PROJCS["CGCS2000_3_Degree_GK_CM_117E",${geographic('GCS', datum)},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

const read = (
  changed: Record<string, string | Uint8Array> = {},
  options: { crs?: 'WGS84' | 'CGCS2000' | 'GCJ02'; encoding?: string } = {},
) => readAllRows({ format: 'shapefile', file: 'a.shp', crs: 'WGS84', ...options }, { ...files, ...changed });
const codeOf = async (...args: Parameters<typeof read>) => {
  const { result } = await read(...args);
  return result.ok ? null : result.problem.code;
};

describe('readShapefileRows', () => {
  it('reads polygons with holes, anticlockwise as GeoJSON has them, and names in the encoding of the .cpg', async () => {
    const { rows, notes } = await read();
    expect(rows.map((row) => row.properties['NAME'])).toEqual(['东街', '西街']);
    expect(rows[0]!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[square(116, 39, 1).toReversed(), square(116.2, 39.2, 0.5)]],
    });
    expect(notes).toEqual([['shapefile.no-prj', null]]);
  });

  it('reads the same out of a zip', async () => {
    const zip = zipSync(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`data/${name}`, Buffer.from(bytes)])),
    );
    const zipped = await readAllRows({ format: 'shapefile', file: 'a.zip', crs: 'WGS84' }, { 'a.zip': zip });
    expect(zipped.rows).toEqual((await read()).rows);
  });

  it('wants to know the encoding where nobody names it, and refuses a wrong one', async () => {
    expect(await codeOf({ 'a.cpg': '' })).toBe('shapefile.no-encoding');
    expect((await read({ 'a.cpg': '' }, { encoding: 'gb18030' })).rows[0]!.properties['NAME']).toBe('东街');
    expect((await read({ 'a.cpg': 'UTF-8' })).notes).toContainEqual(['shapefile.undecodable', 1]);
    const utf8 = writeDbf(['NAME'], [[Buffer.from('东街东街')], [Buffer.from('西街西街')]]);
    expect(await codeOf({ 'a.dbf': utf8 })).toBe('file.is-utf-8');
  });

  it('refuses a .prj that is not the declared system, by name', async () => {
    const cgcs = { 'a.prj': geographic('GCS_China_2000', 'D_China_2000') };
    expect(await codeOf(cgcs)).toBe('file.other-crs');
    expect(await codeOf(cgcs, { crs: 'GCJ02' })).toBe('file.other-crs');
    expect(await codeOf(cgcs, { crs: 'CGCS2000' })).toBeNull();
    expect(await codeOf({ 'a.prj': geographic('GCS_Beijing_1954', 'D_Beijing_1954') })).toBe('shapefile.unknown-datum');
    expect(await codeOf({ 'a.prj': 'EPSG:4326' })).toBe('shapefile.bad-prj');
    expect((await read({ 'a.prj': geographic('TWD97', 'TWD_1997') })).notes).toContainEqual([
      'shapefile.near-datum',
      null,
    ]);
  });

  it('turns a Gauss-Krüger grid into degrees and says so; a projection nobody knows is refused', async () => {
    const shp = writeShp([[square(500_000, 4_300_000, 1000)], [square(501_000, 4_300_000, 1000)]]);
    const { rows, notes } = await read({ 'a.shp': shp, 'a.prj': projected('D_China_2000') }, { crs: 'CGCS2000' });
    expect(notes).toEqual([['shapefile.reprojected', null]]);
    const [lng, lat] = (rows[0]!.geometry as { coordinates: number[][][][] }).coordinates[0]![0]![0]!;
    // On the central meridian; 4,300 km of meridian arc from the equator on GRS 80.
    expect(lng).toBeCloseTo(117, 7);
    expect(lat).toBeCloseTo(38.8333183, 6);
    const unknown = projected('D_China_2000').replace('Transverse_Mercator', 'Banana');
    expect(await codeOf({ 'a.shp': shp, 'a.prj': unknown }, { crs: 'CGCS2000' })).toBe('shapefile.unknown-projection');
  });

  it('refuses what is missing, cut short or does not belong together', async () => {
    const shp = files['a.shp'] as Uint8Array;
    expect(await codeOf({ 'a.shp': shp.subarray(0, shp.length - 8) })).toBe('shapefile.truncated');
    expect(await codeOf({ 'a.shp': Buffer.from('not a shapefile') })).toBe('shapefile.not-shp');
    expect(await codeOf({ 'a.dbf': writeDbf(['NAME'], [[gbk[0]!]]) })).toBe('shapefile.counts-differ');
    expect(await codeOf({ 'a.dbf': Buffer.alloc(10) })).toBe('shapefile.damaged-dbf');
    const alone = await readAllRows({ format: 'shapefile', file: 'a.shp', crs: 'WGS84' }, { 'a.shp': shp });
    expect(alone.result).toMatchObject({ problem: { code: 'shapefile.lacks', params: { part: '.dbf' } } });
  });

  it('refuses single records: deleted ones, broken ones', async () => {
    const dbf = writeDbf(
      ['NAME'],
      gbk.map((name) => [name]),
      [0],
    );
    expect((await read({ 'a.dbf': dbf })).notes).toContainEqual(['shapefile.deleted', 1]);
    const broken = Buffer.from(files['a.shp'] as Uint8Array);
    broken.writeInt32LE(999, 100 + 44);
    expect((await read({ 'a.shp': broken })).notes).toContainEqual(['shapefile.bad-record', 1]);
    expect((await read({ 'a.shp': broken })).rows.map((row) => row.number)).toEqual([2]);
  });
});

describeWithData('formats', 'the shapefile in GBK', (folder) => {
  it('is read with Chinese columns and names, and told to be in CGCS2000', async () => {
    const names = readdirSync(join(folder, 'shapefile-gbk'));
    const all = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'shapefile-gbk', name))]));
    const source = { format: 'shapefile', file: 'daan_villages_gbk.shp' } as const;
    const { rows, report } = await readAllRows({ ...source, crs: 'CGCS2000' }, all);
    expect(rows).toHaveLength(53);
    expect(rows[0]!.properties['社区名称']).toBe('民輝里');
    expect(report.files[0]!.refused).toBe(0);
    expect((await readAllRows({ ...source, crs: 'WGS84' }, all)).result).toMatchObject({
      problem: { code: 'file.other-crs' },
    });
  });
});
