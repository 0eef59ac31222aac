import type { ScenarioId } from '../../../geodata/schema/ids';
import { scenarioEditsSchema } from '../../../geodata/schema/scenario';
import type { ScenarioInput, ScenarioSummary, ScenarioWire } from '../../../geodata/schema/scenario';
import type { Client, InStatement } from '../open-database';

/** A scenario as it is stored. */
export type StoredScenario = Omit<ScenarioWire, 'history'>;

/** All scenarios of a place, the one saved last first. */
export async function selectScenarios(client: Client): Promise<ScenarioSummary[]> {
  const found = await client.execute(
    `SELECT scenario.id, scenario.name, scenario.note, scenario.revision, json_array_length(scenario.edits) AS edits,
            saved_at, author
       FROM scenario JOIN scenario_version AS version
         ON version.scenario_id = scenario.id AND version.revision = scenario.revision
      ORDER BY saved_at DESC, scenario.id`,
  );
  return found.rows.map((row) => ({
    id: row['id'] as ScenarioId,
    name: row['name'] as string,
    note: row['note'] as string,
    revision: row['revision'] as number,
    edits: row['edits'] as number,
    at: row['saved_at'] as number,
    by: row['author'] as string,
  }));
}

/** One scenario; null where there is none of that id. */
export async function selectScenario(client: Client, id: string): Promise<StoredScenario | null> {
  const found = await client.execute({ sql: 'SELECT * FROM scenario WHERE id = ?', args: [id] });
  const row = found.rows[0];
  return row
    ? {
        id: row['id'] as ScenarioId,
        name: row['name'] as string,
        note: row['note'] as string,
        revision: row['revision'] as number,
        // Read by the schema, so that edits of an older version have what was added since.
        edits: scenarioEditsSchema.parse(JSON.parse(row['edits'] as string)),
      }
    : null;
}

/** Every time a scenario was saved, newest first. */
export async function selectScenarioHistory(client: Client, id: string): Promise<ScenarioWire['history']> {
  const found = await client.execute({
    sql: `SELECT revision, name, json_array_length(edits) AS edits, saved_at, author
            FROM scenario_version WHERE scenario_id = ? ORDER BY revision DESC`,
    args: [id],
  });
  return found.rows.map((row) => ({
    revision: row['revision'] as number,
    name: row['name'] as string,
    edits: row['edits'] as number,
    at: row['saved_at'] as number,
    by: row['author'] as string,
  }));
}

/** Writes a scenario as revision `revision`, and what it is then into its history. */
export function saveScenarioStatements(
  id: ScenarioId,
  { name, note, edits }: ScenarioInput,
  revision: number,
  { author, at }: { author: string; at: number },
): InStatement[] {
  const written = JSON.stringify(edits);
  return [
    {
      sql: `INSERT INTO scenario (id, name, note, revision, edits) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, note = excluded.note, revision = excluded.revision, edits = excluded.edits`,
      args: [id, name, note, revision, written],
    },
    {
      sql: 'INSERT INTO scenario_version (scenario_id, revision, name, edits, saved_at, author) VALUES (?, ?, ?, ?, ?, ?)',
      args: [id, revision, name, written, at, author],
    },
  ];
}

/** Deletes a scenario with its history. */
export const deleteScenarioStatements = (id: string): InStatement[] => [
  { sql: 'DELETE FROM scenario_version WHERE scenario_id = ?', args: [id] },
  { sql: 'DELETE FROM scenario WHERE id = ?', args: [id] },
];
