import type { BaseUnitColumns } from '../../../geodata/schema/settlement';
import type { Client } from '../open-database';

/**
 * Base units as columns, in the order of `seq`; counts are -1 where unknown. The database makes one JSON array a
 * column: a city has 90,000 units, and an object for each row would cost seconds.
 */
export async function selectBaseUnitColumns(client: Client): Promise<BaseUnitColumns> {
  const found = await client.execute(`
    SELECT json_group_array(id) AS ids, json_group_array(name) AS names, json_group_array(address) AS addresses,
           json_group_array(x) AS xs, json_group_array(y) AS ys, json_group_array(assumed) AS assumed,
           json_group_array(coalesce(households, -1)) AS households,
           json_group_array(coalesce(residents, -1)) AS residents,
           json_group_array(coalesce(age_60_64 + age_65_74 + age_75_up, -1)) AS elderly,
           json_group_array(coalesce(age_75_up, -1)) AS aged75,
           json_group_array(coalesce(age_0_14, -1)) AS children
      FROM (SELECT * FROM base_unit ORDER BY seq)`);
  const [row] = found.rows;
  const column = <T>(name: string): T[] => JSON.parse((row?.[name] as string | undefined) ?? '[]') as T[];
  const xs = column<number>('xs');
  const ys = column<number>('ys');
  return {
    ids: column('ids'),
    names: column('names'),
    addresses: column('addresses'),
    xy: xs.flatMap((x, i) => [x, ys[i]!]),
    households: column('households'),
    residents: column('residents'),
    elderly: column('elderly'),
    aged75: column('aged75'),
    children: column('children'),
    assumed: column('assumed'),
  };
}
