import type { Geometry } from 'geojson';
import type { Result } from '../../schema/problems';

/** One row of a file, whatever its format: a feature, a record, a line of a table. */
export interface SourceRow {
  /** The feature's, record's or line's number in the file, from 1; where people look it up. */
  number: number;
  /** The columns that were asked for, as they came: text from tables, any JSON value from GeoJSON. */
  properties: Readonly<Record<string, unknown>>;
  /** In degrees, in the declared system; null in a table and where a feature has none. */
  geometry: Geometry | null;
  /** Equal in rows that are equal in every column and in their geometry; only where it was asked for. */
  fingerprint?: string;
}

/** A file that is read piece by piece. */
export interface FileChunks {
  /** Bytes of the whole. */
  size: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** Files as an import sees them. */
export interface SourceFiles {
  /** A file by its name; null where there is none. */
  readChunks: (file: string) => Promise<FileChunks | null>;
  /** Unpacks gzip piece by piece; rejects where it is damaged or cut short. */
  gunzip: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Opens the database that a GeoPackage is; only where there is something that reads SQLite. */
  openGeoPackage?: (file: string) => Promise<Result<GeoPackage>>;
}

/** A table of features of a GeoPackage, as its database describes it. */
export interface GeoPackageLayer {
  name: string;
  geometryColumn: string;
  columns: string[];
  srs: { organisation: string; code: number; definition: string };
}

/** An open GeoPackage. */
export interface GeoPackage {
  layers: GeoPackageLayer[];
  /** The rows of a layer in their order: cells by column, the geometry as it is stored. */
  rows(layer: GeoPackageLayer): Iterable<{ cells: Record<string, unknown>; geometry: Uint8Array | null }>;
  close(): void;
}

/** What is asked of a file. */
export interface RowRequest {
  /** Columns to keep, each of which has to be there; `all` keeps what there is. */
  columns: readonly string[] | 'all';
  fingerprints?: boolean;
  /** True: rings left open or too short come as they are written, for whoever repairs them. */
  roughRings?: boolean;
  /** Told of each row in the order of the file; `false` ends the reading there. */
  take(row: SourceRow): boolean | void;
}

/** What a file says of itself. */
export interface SourceFacts {
  /** In the order in which they first came. */
  columns: string[];
  /** The coordinate system a file names, in its own words; null where it names none. */
  crs: string | null;
  /** The encoding its text was read in; null where a format has but one. */
  encoding: string | null;
  /** The cell separator of a CSV table. */
  delimiter?: string;
  /** What there was to choose from: sheets of a workbook, objects of a TopoJSON file, shapefiles in a zip. */
  parts?: string[];
}

/** The columns asked for out of a record. */
export function pickColumns(
  record: Readonly<Record<string, unknown>>,
  columns: readonly string[] | 'all',
): Readonly<Record<string, unknown>> {
  if (columns === 'all') return record;
  const picked: Record<string, unknown> = {};
  for (const column of columns) if (Object.hasOwn(record, column)) picked[column] = record[column];
  return picked;
}
