import Database from 'libsql';

type Row = Record<string, unknown>;

/** A table of features, as the contents describe it. */
export interface FeatureTable {
  name: string;
  geometryColumn: string;
  columns: string[];
  srs: { organisation: string; code: number; definition: string };
}

/**
 * Reads a GeoPackage of unknown origin. Nothing of its own runs: views, triggers and functions in its schema are not
 * trusted, only tables are read, and nothing is written. Synchronous: for workers.
 */
export class DatabaseReader {
  private constructor(private readonly database: InstanceType<typeof Database>) {}

  /** Opens it; what SQLite says where it cannot. */
  static open(path: string): { ok: true; value: DatabaseReader } | { ok: false; problem: string } {
    let database: InstanceType<typeof Database> | null = null;
    try {
      database = new Database(path);
      database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;');
      // The first read shows whether it is a database at all.
      database.prepare('SELECT count(*) FROM sqlite_master').all();
      return { ok: true, value: new DatabaseReader(database) };
    } catch (error) {
      database?.close();
      return { ok: false, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The tables of features that the contents name and that really are tables. Throws where there are no contents. */
  featureLayers(): FeatureTable[] {
    const found = this.#all(`
      SELECT contents.table_name AS name, shapes.column_name AS shape, shapes.srs_id AS srs,
             systems.organization AS organisation, systems.organization_coordsys_id AS code,
             systems.definition AS definition
        FROM gpkg_contents AS contents
        JOIN gpkg_geometry_columns AS shapes ON shapes.table_name = contents.table_name
        JOIN sqlite_master AS made ON made.name = contents.table_name AND made.type = 'table'
        LEFT JOIN gpkg_spatial_ref_sys AS systems ON systems.srs_id = shapes.srs_id
       WHERE contents.data_type = 'features' ORDER BY contents.table_name`);
    return found.map((row) => {
      const name = String(row['name']);
      const geometryColumn = String(row['shape']);
      const columns = this.#all(`PRAGMA table_info(${quoted(name)})`).map((column) => String(column['name']));
      return {
        name,
        geometryColumn,
        columns: columns.filter((column) => column !== geometryColumn),
        srs: {
          organisation: String(row['organisation'] ?? ''),
          code: Number(row['code'] ?? row['srs'] ?? 0),
          definition: String(row['definition'] ?? ''),
        },
      };
    });
  }

  *rows({ name, geometryColumn }: FeatureTable): Generator<{ cells: Row; geometry: Uint8Array | null }> {
    const statement = this.database.prepare(`SELECT * FROM ${quoted(name)}`);
    for (const row of statement.iterate() as IterableIterator<Row>) {
      const { [geometryColumn]: geometry, ...cells } = row;
      // The driver gives a blob as its bytes alone.
      yield { cells, geometry: geometry instanceof ArrayBuffer ? new Uint8Array(geometry) : null };
    }
  }

  close(): void {
    this.database.close();
  }

  #all(sql: string): Row[] {
    return this.database.prepare(sql).all() as Row[];
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
