import type { BaseUnitColumns } from '../../../geodata/schema/settlement';
import type { Client } from '../open-database';

/** Base units as columns, in the order of `seq`; counts are -1 where unknown. */
export async function selectBaseUnitColumns(client: Client): Promise<BaseUnitColumns> {
  const found = await client.execute(`
    SELECT id, name, address, x, y, assumed, coalesce(households, -1) AS households,
           coalesce(residents, -1) AS residents, coalesce(age_60_64 + age_65_74 + age_75_up, -1) AS elderly
      FROM base_unit ORDER BY seq`);
  const columns: BaseUnitColumns = {
    ids: [],
    names: [],
    addresses: [],
    xy: [],
    households: [],
    residents: [],
    elderly: [],
    assumed: [],
  };
  for (const row of found.rows) {
    columns.ids.push(row['id'] as BaseUnitColumns['ids'][number]);
    columns.names.push(row['name'] as string);
    columns.addresses.push(row['address'] as string | null);
    columns.xy.push(row['x'] as number, row['y'] as number);
    columns.households.push(row['households'] as number);
    columns.residents.push(row['residents'] as number);
    columns.elderly.push(row['elderly'] as number);
    columns.assumed.push(row['assumed'] as 0 | 1);
  }
  return columns;
}
