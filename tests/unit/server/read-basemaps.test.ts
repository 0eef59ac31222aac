import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { describeProblem } from '../../../geodata/schema/problems';
import { readConfig } from '../../../server/config';
import { readByteRange } from '../../../server/middleware/byte-range';
import { writePmtiles } from '../../fixtures/write-pmtiles';

const folder = mkdtempSync(join(tmpdir(), 'getu-basemaps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keep = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const tile = { z: 3, x: 6, y: 3, bytes: new Uint8Array(9) };
const url = 'https://tiles.example.cn/{z}/{x}/{y}.png';

/** What a start with these variables says, in English; or the base maps. */
function read(env: Record<string, string>) {
  const config = readConfig(env);
  return config.ok ? config.value.basemaps : describeProblem(config.problem, 'en');
}

describe('base maps of the environment', () => {
  it('are none by default', () => {
    expect(read({})).toEqual([]);
    expect(read({ BASEMAP_XYZ_CRS: 'GCJ-02', TIANDITU_ATTRIBUTION: 'x' })).toEqual([]);
  });

  it('take a vector archive, its names of layers and its credit', () => {
    const bytes = writePmtiles([tile], {
      tileType: 1,
      tileCompression: 2,
      metadata: { vector_layers: [{ id: 'earth' }, { id: 'roads' }], attribution: 'Protomaps © OpenStreetMap' },
    });
    const [one] = read({ BASEMAP_PMTILES: keep('vector.pmtiles', bytes) }) as { wire: object; origins: string[] }[];
    expect(one).toMatchObject({
      wire: { content: 'mvt', vectorLayers: ['earth', 'roads'], minzoom: 3, maxzoom: 3, tileSize: 512 },
      origins: [],
    });
    expect(one?.wire).toMatchObject({ attribution: 'Protomaps © OpenStreetMap', name: { zh: 'vector' } });
  });

  it('take several files', () => {
    const paths = ['north.pmtiles', 'south.pmtiles'].map((name) => keep(name, writePmtiles([tile], { tileType: 2 })));
    expect(read({ BASEMAP_PMTILES: paths.join(', ') })).toMatchObject([
      { path: paths[0], wire: { id: 'pmtiles', address: '/api/basemaps/pmtiles/archive.pmtiles' } },
      { path: paths[1], wire: { id: 'pmtiles-2', name: { zh: 'south' }, content: 'raster' } },
    ]);
  });

  it('refuse a file that cannot be drawn, and say why and what to do', () => {
    const brotli = writePmtiles([tile], { tileType: 1, tileCompression: 3 });
    const unknown = writePmtiles([tile], { tileType: 0 });
    expect(read({ BASEMAP_PMTILES: join(folder, 'none.pmtiles') })).toMatch(/none\.pmtiles.*ENOENT.*full path/);
    expect(read({ BASEMAP_PMTILES: folder })).toMatch(/cannot be read/);
    expect(read({ BASEMAP_PMTILES: keep('a.mbtiles', new Uint8Array(400)) })).toMatch(/pmtiles convert/);
    expect(read({ BASEMAP_PMTILES: keep('b.pmtiles', gzipSync('x')) })).toMatch(/no PMTiles file/);
    expect(read({ BASEMAP_PMTILES: keep('c.pmtiles', brotli) })).toMatch(/Mvt, Brotli/);
    expect(read({ BASEMAP_PMTILES: keep('d.pmtiles', unknown) })).toMatch(/Unknown/);
  });

  it.each(['WGS84', 'wgs-84', 'CGCS2000', 'cgcs 2000', 'EPSG:3857', ''])('take tiles in “%s”', (crs) => {
    expect(read({ BASEMAP_XYZ_URL: url, BASEMAP_XYZ_CRS: crs })).toMatchObject([
      { origins: ['https://tiles.example.cn'], wire: { attribution: 'tiles.example.cn', ground: { tiles: [url] } } },
    ]);
  });

  it.each([
    ['GCJ-02', /GCJ-02.*hundred metres.*TIANDITU_KEY/],
    ['gcj02', /GCJ-02/],
    ['BD-09', /BD-09.*hundred metres/],
    ['bd09', /BD-09/],
    ['EPSG:4326', /not known.*WGS84 or CGCS2000/],
    ['Beijing54', /not known/],
  ])('refuse tiles in %s', (crs, says) => {
    const said = read({ BASEMAP_XYZ_URL: url, BASEMAP_XYZ_CRS: crs });
    expect(said).toMatch(says);
    expect(said).not.toContain('\n');
  });

  it.each([
    ['https://webrd0{1-4}.is.autonavi.com/appmaptile?style=8&x={x}&y={y}&z={z}', 'GCJ-02'],
    ['https://www.google.cn/maps/vt?x={x}&y={y}&z={z}', 'GCJ-02'],
    ['https://rt0.map.gtimg.com/tile?z={z}&x={x}&y={y}', 'GCJ-02'],
    ['https://maponline0.bdimg.com/tile/?x={x}&y={y}&z={z}', 'BD-09'],
  ])('refuse %s, whatever is said of its coordinates', (shifted, crs) => {
    expect(read({ BASEMAP_XYZ_URL: shifted, BASEMAP_XYZ_CRS: 'WGS84' })).toContain(crs);
  });

  it.each([
    'tiles.example.cn/{z}/{x}/{y}.png',
    'ftp://tiles.example.cn/{z}/{x}/{y}',
    'https://tiles.example.cn/{z}/{x}.png',
    'https://{s}.example.cn/{z}/{x}/{y}.png',
    'https://*.example.cn/{z}/{x}/{y}.png',
    "https://a;script-src'/{z}/{x}/{y}.png",
    'https://user:secret@tiles.example.cn/{z}/{x}/{y}.png',
  ])('refuse %s as an address', (address) => {
    expect(read({ BASEMAP_XYZ_URL: address })).toMatch(/is no address of tiles/);
  });

  it('count rows from the south where the address does, and take sizes and zooms that can be', () => {
    const env = { BASEMAP_XYZ_URL: 'http://10.0.0.8/{z}/{x}/{-y}.png', BASEMAP_XYZ_NAME: '正射影像' };
    expect(read({ ...env, BASEMAP_XYZ_MAXZOOM: '20', BASEMAP_XYZ_TILESIZE: '512' })).toMatchObject([
      {
        origins: ['http://10.0.0.8'],
        wire: {
          name: { zh: '正射影像' },
          ground: { tiles: ['http://10.0.0.8/{z}/{x}/{y}.png'], scheme: 'tms', tileSize: 512, maxzoom: 20 },
        },
      },
    ]);
    expect(read({ ...env, BASEMAP_XYZ_MAXZOOM: '40' })).toMatch(/BASEMAP_XYZ_MAXZOOM=“40”.*0–22/);
    expect(read({ ...env, BASEMAP_XYZ_TILESIZE: '300' })).toMatch(/BASEMAP_XYZ_TILESIZE=“300”/);
  });

  it('ask Tianditu for maps and names over it, with the key, from its eight hosts', () => {
    const key = '0123456789abcdef0123456789abcdef';
    const maps = read({ TIANDITU_KEY: key, TIANDITU_ATTRIBUTION: '天地图 审图号：GS（2099）0001号' });
    expect(maps).toHaveLength(2);
    expect(maps).toMatchObject([
      { wire: { id: 'tianditu-vector', attribution: '天地图 审图号：GS（2099）0001号' } },
      { wire: { id: 'tianditu-imagery', ground: { minzoom: 1, maxzoom: 18 } } },
    ]);
    const text = JSON.stringify(maps);
    for (const layer of ['vec', 'cva', 'img', 'cia'])
      expect(text).toContain(
        `https://t3.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`,
      );
    const refused = read({ TIANDITU_KEY: 'your key&x=1' });
    expect(refused).toMatch(/TIANDITU_KEY is no key/);
    expect(refused).not.toContain('your key');
  });
});

describe('readByteRange', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=5-3', 'whole'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=9-', { start: 9, end: 9 }],
    ['bytes=-300', { start: 0, end: 9 }],
    ['bytes=10-12', 'beyond'],
  ] as const)('reads %s of ten bytes', (header, range) => {
    expect(readByteRange(header, 10)).toEqual(range);
  });
});
