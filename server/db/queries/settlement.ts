import type { BasemapFeature, Compound, Gate, Street } from '../../../geodata/schema/settlement';
import { unpackMultiPolygon } from '../../../geodata/geometry/pack';
import type { MultiPolygon } from '../../../geodata/schema/coordinates';
import type { Client } from '../open-database';
import { basemapFeatureFromRow, compoundFromRow, gateFromRow, streetFromRow } from '../rows';

/** What the map draws of a building that counts people. */
export interface Building {
  /** Position among the base units. */
  index: number;
  name: string;
  footprint: MultiPolygon;
  inCompound: boolean;
}

/** Base units that are buildings with a footprint; only what is drawn, because reading whole rows takes three times as long. */
export async function selectBuildings(client: Client): Promise<Building[]> {
  const found = await client.execute(`
    SELECT seq, name, footprint, compound_id IS NOT NULL AS in_compound
      FROM base_unit WHERE kind = 'building' AND footprint IS NOT NULL ORDER BY seq`);
  return found.rows.map((row) => ({
    index: row['seq'] as number,
    name: row['name'] as string,
    footprint: unpackMultiPolygon(row['footprint'] as ArrayBuffer),
    inCompound: row['in_compound'] === 1,
  }));
}

/** A base unit that is an area of its own, not a building. */
export interface UnitShape {
  /** Position among the base units. */
  index: number;
  id: string;
  name: string;
  footprint: MultiPolygon;
}

/** Small statistical areas and hexagons that people are counted by, in the order of columns. */
export async function selectUnitShapes(client: Client): Promise<UnitShape[]> {
  const found = await client.execute(`
    SELECT seq, id, name, footprint FROM base_unit
     WHERE kind <> 'building' AND footprint IS NOT NULL ORDER BY seq`);
  return found.rows.map((row) => ({
    index: row['seq'] as number,
    id: row['id'] as string,
    name: row['name'] as string,
    footprint: unpackMultiPolygon(row['footprint'] as ArrayBuffer),
  }));
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
