import { unpackLine } from '../../../geodata/geometry/pack';
import type { Line } from '../../../geodata/schema/coordinates';
import type { LocalName } from '../../../geodata/schema/place';
import type { Client } from '../open-database';

/** The pieces of the named street that `id` is one piece of; empty where there is none, or it has no name. */
export async function selectStreetPieces(client: Client, id: string): Promise<{ name: LocalName; line: Line }[]> {
  const { rows } = await client.execute({
    sql: `SELECT name, line FROM street
      WHERE json_extract(name, '$.zh') = (SELECT json_extract(name, '$.zh') FROM street WHERE id = ?) ORDER BY seq`,
    args: [id],
  });
  return rows.map((row) => ({
    name: JSON.parse(row['name'] as string) as LocalName,
    line: unpackLine(row['line'] as ArrayBuffer),
  }));
}
