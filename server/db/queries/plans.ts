import type { Grid } from '../../../geodata/schema/plan';
import type { Client } from '../open-database';
import { gridFromRow, planFromRow } from '../rows';
import type { StoredPlan } from '../rows';

/** Every plan of the place, by id. */
export async function selectPlans(client: Client): Promise<StoredPlan[]> {
  const found = await client.execute('SELECT * FROM grid_plan ORDER BY id');
  return found.rows.map(planFromRow);
}

/** Every face of a plan, unassigned land among them, by id. */
export async function selectGrids(client: Client, planId: string): Promise<Grid[]> {
  const found = await client.execute({ sql: 'SELECT * FROM grid WHERE plan_id = ? ORDER BY id', args: [planId] });
  return found.rows.map(gridFromRow);
}
