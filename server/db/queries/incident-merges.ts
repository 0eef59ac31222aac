import type { MergeAct } from '../../../geodata/schema/incident-merge';
import type { Client, InStatement } from '../open-database';

/** Grows with every act; 0 before the first. */
export async function selectMergeVersion(client: Client): Promise<number> {
  const { rows } = await client.execute('SELECT coalesce(max(seq), 0) AS version FROM incident_merge');
  return Number(rows[0]?.['version'] ?? 0);
}

/** Every act about two reports that are both still there, in order. */
export async function selectMergeActs(client: Client): Promise<MergeAct[]> {
  const { rows } = await client.execute(`
    SELECT incident, master, act, at, author, reason FROM incident_merge AS said
     WHERE EXISTS (SELECT 1 FROM incident WHERE id = said.incident AND reported_at = said.incident_reported_at)
       AND EXISTS (SELECT 1 FROM incident WHERE id = said.master AND reported_at = said.master_reported_at)
     ORDER BY seq`);
  return rows.map((row) => ({
    incident: row['incident'] as string,
    master: row['master'] as string,
    act: row['act'] as MergeAct['act'],
    at: row['at'] as number,
    author: row['author'] as string,
    reason: row['reason'] as string,
  }));
}

/** Adds an act about two reports that are there. */
export const insertMergeAct = ({ incident, master, act, at, author, reason }: MergeAct): InStatement => ({
  sql: `INSERT INTO incident_merge
          (incident, incident_reported_at, master, master_reported_at, act, at, author, reason)
        SELECT own.id, own.reported_at, other.id, other.reported_at, ?3, ?4, ?5, ?6
          FROM incident AS own JOIN incident AS other WHERE own.id = ?1 AND other.id = ?2`,
  args: [incident, master, act, at, author, reason],
});
