import type { Closure } from '../../../geodata/schema/closure';
import type { LocalName } from '../../../geodata/schema/place';
import type { Client } from '../open-database';
import { closureFromRow } from '../rows';

/** Every closure on record, in force or not, in the order they were imported. */
export async function selectClosures(client: Client): Promise<Closure[]> {
  const found = await client.execute('SELECT * FROM closure ORDER BY seq');
  return found.rows.map(closureFromRow);
}

/** Names of streets by id, null for one without a name. */
export async function selectStreetNames(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, LocalName | null>> {
  const found = await client.execute({
    sql: 'SELECT id, name FROM street WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(ids)],
  });
  return new Map(
    found.rows.map((row) => [
      row['id'] as string,
      row['name'] === null ? null : (JSON.parse(row['name'] as string) as LocalName),
    ]),
  );
}
