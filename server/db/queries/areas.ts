import type { Area } from '../../../geodata/schema/place';
import type { Client } from '../open-database';
import { areaFromRow } from '../rows';

/** Every area, parents before children. */
export async function selectAreas(client: Client): Promise<Area[]> {
  const found = await client.execute('SELECT * FROM area ORDER BY seq');
  return found.rows.map(areaFromRow);
}
