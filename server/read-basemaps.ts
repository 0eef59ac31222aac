import { basename, extname, resolve } from 'node:path';
import type { BasemapWire, RasterTiles } from '../geodata/schema/basemap';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';
import { expandTileAddress, shiftedMapOf } from './read-tile-address';
import { describeArchive } from './services/pmtiles-archive';

type Environment = Readonly<Record<string, string | undefined>>;

/** A base map as it is told to browsers, and what only the server needs. */
export interface ConfiguredBasemap {
  wire: BasemapWire;
  /** The PMTiles file, for an archive. */
  path: string | null;
  /** Other origins its tiles come from. */
  origins: string[];
}

/** The base maps of the environment, in the order they are offered; none where nothing is set. */
export function readBasemaps(env: Environment): Result<ConfiguredBasemap[]> {
  const found: ConfiguredBasemap[] = [];
  for (const read of [readArchives, readTiles, readTianditu]) {
    const some = read(env);
    if (!some.ok) return some;
    found.push(...some.value);
  }
  return ok(found);
}

/** One file or several, with commas between. */
function readArchives(env: Environment): Result<ConfiguredBasemap[]> {
  const paths = (env['BASEMAP_PMTILES'] ?? '').split(',').map((path) => path.trim());
  const found: ConfiguredBasemap[] = [];
  for (const path of paths.filter((one) => one !== '').map((one) => resolve(one))) {
    const archive = describeArchive(path);
    if (!archive.ok) return archive;
    const { name, attribution, ...described } = archive.value;
    const id = found.length === 0 ? 'pmtiles' : `pmtiles-${found.length + 1}`;
    const wire: BasemapWire = {
      id,
      kind: 'archive',
      name: { zh: name || basename(path, extname(path)) },
      attribution: env['BASEMAP_PMTILES_ATTRIBUTION'] || attribution,
      address: `/api/basemaps/${id}/archive.pmtiles`,
      ...described,
    };
    found.push({ wire, path, origins: [] });
  }
  return ok(found);
}

/** Words for systems that lie where the data lies: CGCS2000 is off by centimetres. */
const straight = ['', 'WGS84', 'CGCS2000', 'EPSG3857'];
const shifted: Readonly<Record<string, string>> = {
  GCJ02: 'GCJ-02',
  GCJ: 'GCJ-02',
  MARS: 'GCJ-02',
  BD09: 'BD-09',
  BD09LL: 'BD-09',
  BD09MC: 'BD-09',
};

function readTiles(env: Environment): Result<ConfiguredBasemap[]> {
  const url = env['BASEMAP_XYZ_URL'];
  if (!url) return ok([]);
  const crs = (env['BASEMAP_XYZ_CRS'] ?? '').toUpperCase().replaceAll(/[\s:_-]/g, '');
  const off = shifted[crs];
  if (off) {
    const found = env['BASEMAP_XYZ_CRS'] ?? '';
    return fail('start.basemap-shifted', { variable: 'BASEMAP_XYZ_CRS', found, crs: off });
  }
  if (!straight.includes(crs)) return fail('start.basemap-crs', { crs: env['BASEMAP_XYZ_CRS'] ?? '' });
  const address = expandTileAddress(url);
  if (!address) return fail('start.basemap-address', { url });
  const system = address.origins.map(shiftedMapOf).find((one) => one !== null);
  if (system) return fail('start.basemap-shifted', { variable: 'BASEMAP_XYZ_URL', found: url, crs: system });
  const maxzoom = readNumber(env, 'BASEMAP_XYZ_MAXZOOM', 18, (n) => n >= 0 && n <= 22, '0–22');
  if (!maxzoom.ok) return maxzoom;
  const tileSize = readNumber(env, 'BASEMAP_XYZ_TILESIZE', 256, (n) => n === 256 || n === 512, '256 / 512');
  if (!tileSize.ok) return tileSize;
  const name = env['BASEMAP_XYZ_NAME'];
  const wire: BasemapWire = {
    id: 'xyz',
    kind: 'tiles',
    name: name ? { zh: name } : { zh: '在线地图', en: 'Online map' },
    attribution: env['BASEMAP_XYZ_ATTRIBUTION'] || new URL(address.origins[0]!).hostname,
    ground: {
      tiles: address.tiles,
      scheme: address.scheme,
      tileSize: tileSize.value,
      minzoom: 0,
      maxzoom: maxzoom.value,
    },
    names: null,
  };
  return ok([{ wire, path: null, origins: address.origins }]);
}

function readNumber(
  env: Environment,
  variable: string,
  usual: number,
  fits: (value: number) => boolean,
  expected: string,
): Result<number> {
  const found = env[variable] ?? '';
  if (found === '') return ok(usual);
  const value = Number(found);
  return Number.isInteger(value) && fits(value)
    ? ok(value)
    : fail('start.basemap-number', { variable, found, expected });
}

const tiandituOrigins = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `https://t${i}.tianditu.gov.cn`);

/** Tiles of the Web Mercator matrix set (`w`) of the national map service, in CGCS2000; its zooms are 1 to 18. */
function tiandituTiles(layer: string, key: string): RasterTiles {
  const query = [
    'SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0',
    `LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`,
    `TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`,
  ].join('&');
  return {
    tiles: tiandituOrigins.map((origin) => `${origin}/${layer}_w/wmts?${query}`),
    scheme: 'xyz',
    tileSize: 256,
    minzoom: 1,
    maxzoom: 18,
  };
}

function readTianditu(env: Environment): Result<ConfiguredBasemap[]> {
  const key = (env['TIANDITU_KEY'] ?? '').trim();
  if (key === '') return ok([]);
  if (!/^[A-Za-z0-9]{8,64}$/.test(key)) return fail('start.basemap-key');
  const attribution = env['TIANDITU_ATTRIBUTION'] || '© 天地图';
  const offered = [
    { id: 'tianditu-vector', name: { zh: '天地图 地图', en: 'Tianditu map' }, ground: 'vec', names: 'cva' },
    { id: 'tianditu-imagery', name: { zh: '天地图 影像', en: 'Tianditu imagery' }, ground: 'img', names: 'cia' },
  ];
  return ok(
    offered.map(({ id, name, ground, names }) => ({
      wire: {
        id,
        kind: 'tiles',
        name,
        attribution,
        ground: tiandituTiles(ground, key),
        names: tiandituTiles(names, key),
      },
      path: null,
      origins: tiandituOrigins,
    })),
  );
}
