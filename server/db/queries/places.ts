import type { Place } from '../../../geodata/schema/place';
import type { BaseUnitKind } from '../../../geodata/schema/base-unit-kind';
import type { Client, InStatement } from '../open-database';
import { placeFromRow } from '../rows';

/** What is counted in a place; null where no base unit has the number. */
export interface PlaceCounts {
  areas: number;
  baseUnits: number;
  households: number | null;
  residents: number | null;
  streets: number;
  stations: number;
  incidents: number;
  /** What most base units are; null where there are none. */
  baseUnitKind: BaseUnitKind | null;
  /** Base units whose counts are an assumption. */
  assumedUnits: number;
  /** UTC milliseconds; null without incidents. */
  firstReportAt: number | null;
  lastReportAt: number | null;
}

/** The version of the imported data, or null where nothing is loaded. */
export async function selectDatasetVersion(client: Client): Promise<string | null> {
  const found = await client.execute('SELECT dataset_version FROM place');
  return (found.rows[0]?.['dataset_version'] as string | undefined) ?? null;
}

/** The one place of the database, or null where nothing is loaded. */
export async function selectPlace(client: Client): Promise<(Place & { datasetVersion: string }) | null> {
  const found = await client.execute('SELECT * FROM place');
  const row = found.rows[0];
  return row ? placeFromRow(row) : null;
}

export async function selectPlaceCounts(client: Client): Promise<PlaceCounts> {
  const found = await client.execute(`
    SELECT (SELECT count(*) FROM area) AS areas,
           (SELECT count(*) FROM street) AS streets,
           (SELECT count(*) FROM station) AS stations,
           (SELECT count(*) FROM incident) AS incidents,
           (SELECT kind FROM base_unit GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 1) AS baseUnitKind,
           (SELECT min(reported_at) FROM incident) AS firstReportAt,
           (SELECT max(reported_at) FROM incident) AS lastReportAt,
           count(*) AS baseUnits, sum(households) AS households, sum(residents) AS residents,
           coalesce(sum(assumed), 0) AS assumedUnits
      FROM base_unit`);
  return { ...found.rows[0] } as unknown as PlaceCounts;
}

/**
 * Gives the place a new dataset version. Goes into the same batch as a write to imported tables
 * (a station added by hand …), because caches everywhere hang on the version.
 */
export const bumpDatasetVersion: InStatement =
  "UPDATE place SET dataset_version = substr(dataset_version, 1, 16) || '-' || " +
  '(CAST(substr(dataset_version, 18) AS INTEGER) + 1)';
