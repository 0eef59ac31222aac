import type { Incident, IncidentType } from '../../../geodata/schema/incident';
import type { Client } from '../open-database';
import { incidentFromRow, incidentTypeFromRow } from '../rows';

/** What filters and counts need of one incident; see `selectIncidentKeys`. */
export interface IncidentKeys {
  seq: number;
  typeCode: string;
  reportedAt: number;
  dueAt: number | null;
  respondedAt: number | null;
  closedAt: number | null;
  state: Incident['state'];
  owner: string | null;
  x: number | null;
  y: number | null;
  /** 68 % radius, metres. */
  accuracyMetres: number | null;
}

/** Every incident type, groups and leaves, by code. */
export async function selectIncidentTypes(client: Client): Promise<IncidentType[]> {
  const { rows } = await client.execute('SELECT code, name, parent_code FROM incident_type ORDER BY code');
  return rows.map(incidentTypeFromRow);
}

export async function countIncidents(client: Client): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS n FROM incident');
  return Number(rows[0]?.['n'] ?? 0);
}

/**
 * Hands over the filterable columns of every incident, ascending by `seq`, in portions,
 * so that a million of them never stand in memory as rows.
 */
export async function eachIncidentKeys(client: Client, take: (keys: IncidentKeys) => void): Promise<void> {
  const portion = 20_000;
  for (let after = -1; ;) {
    const { rows } = await client.execute({
      sql: `SELECT seq, type_code, reported_at, due_at, responded_at, closed_at, state, owner, x, y,
                   accuracy_metres FROM incident
            WHERE seq > ? ORDER BY seq LIMIT ?`,
      args: [after, portion],
    });
    for (const row of rows) {
      take({
        seq: row['seq'] as number,
        typeCode: row['type_code'] as string,
        reportedAt: row['reported_at'] as number,
        dueAt: row['due_at'] as number | null,
        respondedAt: row['responded_at'] as number | null,
        closedAt: row['closed_at'] as number | null,
        state: row['state'] as Incident['state'],
        owner: row['owner'] as string | null,
        x: row['x'] as number | null,
        y: row['y'] as number | null,
        accuracyMetres: row['accuracy_metres'] as number | null,
      });
    }
    if (rows.length < portion) return;
    after = rows.at(-1)!['seq'] as number;
  }
}

/** Id of every incident, ascending by `seq`. */
export async function selectIncidentIds(client: Client): Promise<string[]> {
  const { rows } = await client.execute('SELECT id FROM incident ORDER BY seq');
  return rows.map((row) => row['id'] as string);
}

/** When every incident was reported (UTC ms) and its lattice point, null where it has none; ascending by `seq`. */
export async function selectIncidentSpots(
  client: Client,
): Promise<{ reportedAt: number; point: readonly [number, number] | null }[]> {
  const { rows } = await client.execute('SELECT reported_at, x, y FROM incident ORDER BY seq');
  return rows.map(({ reported_at: reportedAt, x, y }) => ({
    reportedAt: reportedAt as number,
    point: x === null || y === null ? null : [x as number, y as number],
  }));
}

/** Every owner there is, by name. */
export async function selectIncidentOwners(client: Client): Promise<string[]> {
  const { rows } = await client.execute('SELECT DISTINCT owner FROM incident WHERE owner IS NOT NULL ORDER BY owner');
  return rows.map((row) => row['owner'] as string);
}

/** The incidents of these `seq`, in the order asked for. */
export async function selectIncidentsBySeq(client: Client, seqs: readonly number[]): Promise<Incident[]> {
  const { rows } = await client.execute({
    sql: 'SELECT * FROM incident WHERE seq IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(seqs)],
  });
  const bySeq = new Map(rows.map((row) => [row['seq'] as number, incidentFromRow(row)]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

/** `seq` of an incident, null where there is none of this id. */
export async function selectIncidentSeq(client: Client, id: string): Promise<number | null> {
  const { rows } = await client.execute({ sql: 'SELECT seq FROM incident WHERE id = ?', args: [id] });
  return (rows[0]?.['seq'] as number | undefined) ?? null;
}

/**
 * `seq` of the incidents whose title, address or numbers hold a text, or whose type is among `typeCodes`. Latin
 * letters match in either case.
 */
export async function searchIncidentSeqs(
  client: Client,
  text: string,
  typeCodes: readonly string[],
): Promise<number[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await client.execute({
    sql: `SELECT seq FROM incident
          WHERE title LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\' OR case_number LIKE ?1 ESCAPE '\\'
             OR channel_ref LIKE ?1 ESCAPE '\\' OR type_code IN (SELECT value FROM json_each(?2))`,
    args: [pattern, JSON.stringify(typeCodes)],
  });
  return rows.map((row) => row['seq'] as number);
}

const orderColumns = { level: 'level', number: 'case_number', title: 'title', address: 'address' } as const;
export type IncidentTextColumn = keyof typeof orderColumns;

/** Every `seq` in the order of a column, those without a value left out. */
export async function selectIncidentOrder(client: Client, column: IncidentTextColumn): Promise<number[]> {
  const name = orderColumns[column];
  const { rows } = await client.execute(`SELECT seq FROM incident WHERE ${name} IS NOT NULL ORDER BY ${name}, seq`);
  return rows.map((row) => row['seq'] as number);
}

/** Hands over title and address of every incident, ascending by `seq`, in portions. */
export async function eachIncidentText(
  client: Client,
  take: (texts: { seq: number; title: string; address: string | null }) => void,
): Promise<void> {
  const portion = 20_000;
  for (let after = -1; ;) {
    const { rows } = await client.execute({
      sql: 'SELECT seq, title, address FROM incident WHERE seq > ? ORDER BY seq LIMIT ?',
      args: [after, portion],
    });
    for (const row of rows) {
      take({ seq: row['seq'] as number, title: row['title'] as string, address: row['address'] as string | null });
    }
    if (rows.length < portion) return;
    after = rows.at(-1)!['seq'] as number;
  }
}

/** Ids of the incidents of these `seq`, by `seq`. */
export async function selectIdsBySeq(client: Client, seqs: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await client.execute({
    sql: 'SELECT seq, id FROM incident WHERE seq IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(seqs)],
  });
  return new Map(rows.map((row) => [row['seq'] as number, row['id'] as string]));
}

/** Case numbers of the incidents of these ids, by id; those that are not there are left out. */
export async function selectCaseNumbers(client: Client, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.execute({
    sql: 'SELECT id, case_number FROM incident WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(ids)],
  });
  return new Map(rows.map((row) => [row['id'] as string, row['case_number'] as string]));
}

/** `seq` of the incidents of these ids, by id; those that are not there are left out. */
export async function selectIncidentSeqs(client: Client, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.execute({
    sql: 'SELECT seq, id FROM incident WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(ids)],
  });
  return new Map(rows.map((row) => [row['id'] as string, row['seq'] as number]));
}
