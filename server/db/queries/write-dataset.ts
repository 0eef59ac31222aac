import type { PlaceDataset, ImportReport } from '../../../geodata/schema/dataset';
import type { Client, InStatement } from '../open-database';
import { insertRows } from '../insert-rows';
import {
  areaToRow,
  basemapFeatureToRow,
  baseUnitToRow,
  closureToRow,
  compoundToRow,
  elevationToRow,
  gateToRow,
  gridToRow,
  incidentToRow,
  incidentTypeToRow,
  placeToRow,
  planToRow,
  schemeToRow,
  stationToRow,
  streetToRow,
  unpublished,
} from '../rows';
import type { SqlValue, TableName } from '../rows';

/** The rows of a dataset, table by table, parents before children. */
export type DatasetRows = readonly (readonly [table: TableName, rows: SqlValue[][]])[];

/** Everything the imported tables hold, as rows; plans and their grids are apart, for people edit those. */
export function datasetRows(dataset: PlaceDataset): DatasetRows {
  return [
    ['area', dataset.areas.map(areaToRow)],
    ['compound', dataset.compounds.map(compoundToRow)],
    ['gate', dataset.gates.map(gateToRow)],
    ['base_unit', dataset.baseUnits.map(baseUnitToRow)],
    ['street', dataset.streets.map(streetToRow)],
    ['closure', (dataset.closures ?? []).map(closureToRow)],
    ['basemap_feature', dataset.basemap.map(basemapFeatureToRow)],
    ['elevation', dataset.elevation ? [elevationToRow(dataset.elevation)] : []],
    ['station', dataset.stations.map(stationToRow)],
    ['incident_type', dataset.incidentTypes.map(incidentTypeToRow)],
    ['incident', dataset.incidents.map(incidentToRow)],
  ];
}

/** What one load writes. */
export interface DatasetWrite {
  dataset: PlaceDataset;
  rows: DatasetRows;
  datasetVersion: string;
  /** UTC milliseconds. */
  at: number;
  /** Ids of stored plans to leave as they are. */
  keepPlans: readonly string[];
  report: ImportReport | null;
}

/** What is imported as published is the first state there is of its scheme, where nothing was published there since. */
const importedVersions = `
  INSERT INTO grid_version (scheme_id, grid_id, plan_id, valid_from, valid_to, act, parents)
  SELECT plan.scheme_id, grid.id, plan.id, NULL, NULL, 'import', '[]'
    FROM grid_plan AS plan JOIN grid ON grid.plan_id = plan.id
   WHERE plan.scheme_id NOT IN (SELECT scheme_id FROM grid_version)
     AND plan.id = (SELECT id FROM grid_plan AS newest
                     WHERE newest.scheme_id = plan.scheme_id AND newest.status = 'published'
                     ORDER BY updated_at DESC, id LIMIT 1)`;

/** Replaces what the place holds by the dataset, in one transaction: all of it or nothing. */
export async function writeDataset(client: Client, write: DatasetWrite): Promise<void> {
  const { dataset, rows, at } = write;
  const kept = new Set(write.keepPlans);
  const plans = dataset.plans.filter(({ plan }) => !kept.has(plan.id));
  const keptList = JSON.stringify(write.keepPlans);
  const statements: InStatement[] = [
    // Kept grids point at areas that are replaced by rows of the same ids: look at the references at the end.
    'PRAGMA defer_foreign_keys = ON',
    ...['plan_change', 'grid_version', 'grid'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE plan_id NOT IN (SELECT value FROM json_each(?))`,
      args: [keptList],
    })),
    { sql: 'DELETE FROM grid_plan WHERE id NOT IN (SELECT value FROM json_each(?))', args: [keptList] },
    'DELETE FROM grid_scheme WHERE created_at IS NULL AND id NOT IN (SELECT scheme_id FROM grid_plan)',
    ...[...rows].reverse().map(([table]) => `DELETE FROM ${table}`),
    'DELETE FROM place',
    ...insertRows('place', [placeToRow(dataset.place, write.datasetVersion)]),
    ...rows.flatMap(([table, tableRows]) => insertRows(table, tableRows)),
    ...dataset.schemes.map((scheme) => ({
      sql: `INSERT INTO grid_scheme (id, name, created_at) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, created_at = NULL`,
      args: schemeToRow(scheme, null),
    })),
    ...insertRows(
      'grid_plan',
      plans.map(({ plan }) =>
        planToRow({
          ...plan,
          ...unpublished,
          revision: 0,
          basedOn: null,
          madeFrom: null,
          createdAt: at,
          updatedAt: at,
        }),
      ),
    ),
    ...insertRows(
      'grid',
      plans.flatMap(({ plan, grids }) => grids.map((grid) => gridToRow(grid, plan.id))),
    ),
    importedVersions,
  ];
  if (write.report) {
    statements.push({
      sql: 'INSERT INTO import_report (at, spec_name, report) VALUES (?, ?, ?)',
      args: [at, write.report.specName, JSON.stringify(write.report)],
    });
  }
  await client.batch(statements, 'write');
  await client.execute('ANALYZE');
}

/**
 * Plans people have made or changed since they were loaded: plans of their own, loaded plans with a revision, and loaded
 * ones that a publication followed, because they are part of the history.
 */
export async function selectEditedPlans(client: Client): Promise<string[]> {
  const found = await client.execute(
    `SELECT id FROM grid_plan
      WHERE revision > 0 OR based_on IS NOT NULL
         OR scheme_id IN (SELECT id FROM grid_scheme WHERE created_at IS NOT NULL)
         OR (status = 'published' AND scheme_id IN (SELECT scheme_id FROM grid_plan WHERE published_at IS NOT NULL))
      ORDER BY id`,
  );
  return found.rows.map((row) => row['id'] as string);
}

/** Packed geometry of each area by id, to see whether a new dataset has the same ones. */
export async function selectAreaGeometries(client: Client): Promise<Map<string, Uint8Array>> {
  const found = await client.execute('SELECT id, geometry FROM area');
  return new Map(found.rows.map((row) => [row['id'] as string, new Uint8Array(row['geometry'] as ArrayBuffer)]));
}
