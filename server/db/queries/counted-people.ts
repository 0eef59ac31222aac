import type { Client } from '../open-database';

/** Children of 0–14 and residents of 75 and above of every base unit, in the order of `seq`; -1 where unknown. */
export async function selectYoungAndOld(client: Client): Promise<{ children: number[]; aged75: number[] }> {
  const found = await client.execute(`
    SELECT json_group_array(coalesce(age_0_14, -1)) AS children, json_group_array(coalesce(age_75_up, -1)) AS aged
      FROM (SELECT age_0_14, age_75_up FROM base_unit ORDER BY seq)`);
  const [row] = found.rows;
  const column = (name: string): number[] => JSON.parse((row?.[name] as string | undefined) ?? '[]') as number[];
  return { children: column('children'), aged75: column('aged') };
}
