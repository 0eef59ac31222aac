import type { Client } from '../open-database';

/** How many streets of the place may be walked. */
export async function countWalkableStreets(client: Client): Promise<number> {
  const found = await client.execute('SELECT count(*) AS streets FROM street WHERE walkable = 1');
  return found.rows[0]!['streets'] as number;
}
