import type { ElevationGrid } from '../../../geodata/schema/elevation';
import type { Client } from '../open-database';
import { elevationFromRow } from '../rows';

/** Where the heights of a place lie and how far they range, without the heights. */
export interface ElevationExtent {
  bounds: [west: number, south: number, east: number, north: number];
  lowestMetres: number;
  highestMetres: number;
}

export async function selectElevationExtent(client: Client): Promise<ElevationExtent | null> {
  const found = await client.execute(
    'SELECT columns, rows, west, north, cell_width, cell_height, lowest_metres, highest_metres FROM elevation',
  );
  const row = found.rows[0];
  if (!row) return null;
  const number = (column: string) => row[column] as number;
  return {
    bounds: [
      number('west'),
      number('north') - number('rows') * number('cell_height'),
      number('west') + number('columns') * number('cell_width'),
      number('north'),
    ],
    lowestMetres: number('lowest_metres'),
    highestMetres: number('highest_metres'),
  };
}

/** The heights of a place, or null where none were imported. */
export async function selectElevation(client: Client): Promise<ElevationGrid | null> {
  const found = await client.execute('SELECT * FROM elevation');
  const row = found.rows[0];
  return row ? elevationFromRow(row) : null;
}
