import type { Client } from '../open-database';

export interface CompoundCounts {
  baseUnits: number;
  /** Null where no unit of the compound has the number. */
  households: number | null;
  residents: number | null;
}

/** What stands and lives in each compound, by its id; compounds without base units are missing. */
export async function selectCompoundCounts(client: Client): Promise<Map<string, CompoundCounts>> {
  const found = await client.execute(`
    SELECT compound_id, count(*) AS base_units, sum(households) AS households, sum(residents) AS residents
      FROM base_unit WHERE compound_id IS NOT NULL GROUP BY compound_id`);
  return new Map(
    found.rows.map((row) => [
      row['compound_id'] as string,
      {
        baseUnits: row['base_units'] as number,
        households: row['households'] as number | null,
        residents: row['residents'] as number | null,
      },
    ]),
  );
}
