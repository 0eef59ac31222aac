import type { LocalName } from '../../../geodata/schema/place';
import type { StationKind } from '../../../geodata/schema/station';
import { unpackLine } from '../../../geodata/geometry/pack';
import type { Client } from '../open-database';

/** A point that can be found by its texts. Lattice units. */
export interface NamedPoint {
  id: string;
  name: LocalName;
  address: string | null;
  x: number;
  y: number;
}

export async function selectNamedStations(client: Client): Promise<(NamedPoint & { kind: StationKind })[]> {
  const { rows } = await client.execute('SELECT id, name, kind, address, x, y FROM station ORDER BY seq');
  return rows.map((row) => ({
    kind: row['kind'] as StationKind,
    id: row['id'] as string,
    name: JSON.parse(row['name'] as string) as LocalName,
    address: row['address'] as string | null,
    x: row['x'] as number,
    y: row['y'] as number,
  }));
}

export async function selectNamedBaseUnits(client: Client): Promise<NamedPoint[]> {
  const { rows } = await client.execute('SELECT id, name, address, x, y FROM base_unit ORDER BY seq');
  return rows.map((row) => ({
    id: row['id'] as string,
    // A base unit has one name, written on the wall.
    name: { zh: row['name'] as string },
    address: row['address'] as string | null,
    x: row['x'] as number,
    y: row['y'] as number,
  }));
}

/** The pieces of every street that has a name. */
export async function selectNamedStreets(client: Client): Promise<{ id: string; name: LocalName; line: number[] }[]> {
  const { rows } = await client.execute('SELECT id, name, line FROM street WHERE name IS NOT NULL ORDER BY seq');
  return rows.map((row) => ({
    id: row['id'] as string,
    name: JSON.parse(row['name'] as string) as LocalName,
    line: unpackLine(row['line'] as ArrayBuffer),
  }));
}

/** Number and id of every incident, ascending by `seq`. */
export async function selectIncidentNumbers(
  client: Client,
): Promise<{ seq: number; caseNumber: string; id: string }[]> {
  const { rows } = await client.execute('SELECT seq, case_number, id FROM incident ORDER BY seq');
  return rows.map((row) => ({
    seq: row['seq'] as number,
    caseNumber: row['case_number'] as string,
    id: row['id'] as string,
  }));
}
