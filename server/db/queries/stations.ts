import type { Station } from '../../../geodata/schema/station';
import type { Client, InStatement } from '../open-database';
import { insertRows } from '../insert-rows';
import { stationFromRow, stationToRow } from '../rows';

/** Every station of the place, in the order they were written; of one kind if asked. */
export async function selectStations(client: Client, kind?: string): Promise<Station[]> {
  const found = await client.execute(
    kind === undefined
      ? 'SELECT * FROM station ORDER BY seq'
      : { sql: 'SELECT * FROM station WHERE kind = ? ORDER BY seq', args: [kind] },
  );
  return found.rows.map(stationFromRow);
}

/** Those of the given ids that are taken. */
export async function selectTakenStationIds(client: Client, ids: readonly string[]): Promise<string[]> {
  const found = await client.execute({
    sql: 'SELECT id FROM station WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq',
    args: [JSON.stringify(ids)],
  });
  return found.rows.map((row) => row['id'] as string);
}

/** Statements that add stations behind those there are. */
export function insertStations(stations: readonly Station[]): InStatement[] {
  return insertRows(
    'station',
    stations.map((station) => stationToRow(station, null)),
  );
}
