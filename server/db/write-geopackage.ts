import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { CrsName } from '../../geodata/schema/incident';

/** "GPKG" as a number, and version 1.3.0 as 10300 (OGC 12-128r17, requirement 2). */
const applicationId = 0x47504b47;
const userVersion = 10300;

/** Systems by their number; 0 is the standard's "undefined geographic", all that GCJ-02 and BD-09 can be. */
export const srsIds: Readonly<Record<CrsName, number>> = { WGS84: 4326, CGCS2000: 4490, GCJ02: 0, BD09: 0 };

/** A layer of features, its geometries in the form of the standard. */
export interface FeatureTableContent {
  title: string;
  crs: CrsName;
  /** UTC milliseconds of the last change. */
  at: number;
  columns: readonly { name: string; type: 'TEXT' | 'INTEGER' | 'REAL' }[];
  rows: readonly { geometry: Uint8Array; cells: readonly (string | number | null)[] }[];
  /** West, south, east, north of all; null of nothing. */
  box: readonly number[] | null;
}

/** Well-known text of a geographic system on a spheroid of 6,378,137 m. */
const wkt = (name: string, datum: string, spheroid: string, inverseFlattening: number): string =>
  `GEOGCS["${name}",DATUM["${datum}",SPHEROID["${spheroid}",6378137,${inverseFlattening}]],` +
  'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]';

/**
 * A GeoPackage of one layer of multipolygons, through a database in a folder of its own that is gone afterwards.
 * Synchronous: for a worker. In GCJ-02 and BD-09 the contents' description says which it is: the standard has no name for them.
 */
export function writeGeoPackage(content: FeatureTableContent): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'getu-gpkg-'));
  const path = join(folder, 'plan.gpkg');
  try {
    const database = new Database(path);
    try {
      fill(database, content);
    } finally {
      database.close();
    }
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(
  database: InstanceType<typeof Database>,
  { title, crs, at, columns, rows, box }: FeatureTableContent,
): void {
  const types = columns.map(({ name, type }) => `"${name}" ${type}`);
  database.exec(`
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${userVersion};
    PRAGMA journal_mode = DELETE;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
      srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents (table_name),
      column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL
      REFERENCES gpkg_spatial_ref_sys (srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
      PRIMARY KEY (table_name, column_name), UNIQUE (table_name));
    CREATE TABLE grids (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, ${types.join(', ')});
    BEGIN;`);
  const system = database.prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)');
  for (const row of [
    ['Undefined Cartesian', -1, 'NONE', -1, 'undefined', null],
    ['Undefined geographic', 0, 'NONE', 0, 'undefined', null],
    ['WGS 84', 4326, 'EPSG', 4326, wkt('WGS 84', 'WGS_1984', 'WGS 84', 298.257223563), null],
    [
      'China Geodetic Coordinate System 2000',
      4490,
      'EPSG',
      4490,
      wkt('China Geodetic Coordinate System 2000', 'China_2000', 'CGCS2000', 298.257222101),
      null,
    ],
  ])
    system.run(...row);
  const srs = srsIds[crs];
  const extent = box ?? [null, null, null, null];
  database
    .prepare('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run('grids', 'features', title, srs === 0 ? crs : '', new Date(at).toISOString(), ...extent, srs);
  database
    .prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)')
    .run('grids', 'geom', 'MULTIPOLYGON', srs);
  const places = Array.from({ length: columns.length + 1 }, () => '?').join(', ');
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const insert = database.prepare(`INSERT INTO grids (geom, ${names}) VALUES (${places})`);
  for (const { geometry, cells } of rows) insert.run(Buffer.from(geometry), ...cells);
  database.exec('COMMIT;');
}
