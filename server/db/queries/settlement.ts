import type { BasemapFeature, BaseUnit, Compound, Gate, Street } from '../../../geodata/schema/settlement';
import type { Client } from '../open-database';
import { basemapFeatureFromRow, baseUnitFromRow, compoundFromRow, gateFromRow, streetFromRow } from '../rows';

/** Every base unit in the order of columns: the position in the list is the `index` answers speak of. */
export async function selectBaseUnits(client: Client): Promise<BaseUnit[]> {
  const found = await client.execute('SELECT * FROM base_unit ORDER BY seq');
  return found.rows.map(baseUnitFromRow);
}

export async function selectCompounds(client: Client): Promise<Compound[]> {
  const found = await client.execute('SELECT * FROM compound ORDER BY seq');
  return found.rows.map(compoundFromRow);
}

export async function selectGates(client: Client): Promise<Gate[]> {
  const found = await client.execute('SELECT * FROM gate ORDER BY seq');
  return found.rows.map(gateFromRow);
}

export async function selectStreets(client: Client): Promise<Street[]> {
  const found = await client.execute('SELECT * FROM street ORDER BY seq');
  return found.rows.map(streetFromRow);
}

export async function selectBasemap(client: Client): Promise<BasemapFeature[]> {
  const found = await client.execute('SELECT * FROM basemap_feature ORDER BY seq');
  return found.rows.map(basemapFeatureFromRow);
}
