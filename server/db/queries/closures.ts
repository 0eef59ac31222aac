import { unpackLine } from '../../../geodata/geometry/pack';
import type { Closure } from '../../../geodata/schema/closure';
import type { Line } from '../../../geodata/schema/coordinates';
import type { ClosureId } from '../../../geodata/schema/ids';
import type { LocalName } from '../../../geodata/schema/place';
import type { Client, InStatement } from '../open-database';
import { closureFromRow } from '../rows';

/** A closure and who last changed it by hand; revision 0 as it was imported. */
export interface StoredClosure {
  closure: Closure;
  revision: number;
  /** UTC milliseconds; null where nobody changed it. */
  changedAt: number | null;
  author: string | null;
}

/** The newest state of everything that was changed by hand; `closure` null: taken away. */
type ClosureEdit = Omit<StoredClosure, 'closure'> & { id: ClosureId; closure: Closure | null };

async function selectEdits(client: Client): Promise<ClosureEdit[]> {
  const found = await client.execute(
    `SELECT id, content, changed_at, author, max(revision) AS revision FROM closure_edit GROUP BY id ORDER BY rowid`,
  );
  return found.rows.map((row) => ({
    id: row['id'] as ClosureId,
    revision: row['revision'] as number,
    changedAt: row['changed_at'] as number,
    author: row['author'] as string,
    closure: row['content'] === null ? null : (JSON.parse(row['content'] as string) as Closure),
  }));
}

/** Every closure of the place, in force or not: as it was imported, or as it was last left by hand. */
export async function selectStoredClosures(client: Client): Promise<StoredClosure[]> {
  const imported = (await client.execute('SELECT * FROM closure ORDER BY seq')).rows.map(closureFromRow);
  const edits = new Map((await selectEdits(client)).map((edit) => [edit.id, edit]));
  const all: StoredClosure[] = [];
  for (const closure of imported) {
    const edit = edits.get(closure.id);
    edits.delete(closure.id);
    if (!edit) all.push({ closure, revision: 0, changedAt: null, author: null });
    else if (edit.closure) all.push({ ...edit, closure: edit.closure });
  }
  for (const edit of edits.values()) if (edit.closure) all.push({ ...edit, closure: edit.closure });
  return all;
}

export async function selectClosures(client: Client): Promise<Closure[]> {
  return (await selectStoredClosures(client)).map(({ closure }) => closure);
}

/** The newest revision of a closure that was changed by hand, even taken away; 0 for none. */
export async function selectClosureRevision(client: Client, id: string): Promise<number> {
  const found = await client.execute({
    sql: 'SELECT max(revision) AS revision FROM closure_edit WHERE id = ?',
    args: [id],
  });
  return (found.rows[0]?.['revision'] as number | null) ?? 0;
}

/** How often closures were changed by hand: part of the version of what is imported beneath them. */
export async function countClosureEdits(client: Client): Promise<number> {
  const found = await client.execute('SELECT count(*) AS count FROM closure_edit');
  return found.rows[0]!['count'] as number;
}

/** Writes what a closure is from now on; null takes it away. */
export const insertClosureEdit = (
  id: string,
  revision: number,
  closure: Closure | null,
  { author, at }: { author: string; at: number },
): InStatement => ({
  sql: 'INSERT INTO closure_edit (id, revision, content, changed_at, author) VALUES (?, ?, ?, ?, ?)',
  args: [id, revision, closure ? JSON.stringify(closure) : null, at, author],
});

/** A street that a closure speaks of. */
export interface ClosedStreet {
  name: LocalName | null;
  line: Line;
}

/** Streets by id. */
export async function selectClosedStreets(client: Client, ids: readonly string[]): Promise<Map<string, ClosedStreet>> {
  const found = await client.execute({
    sql: 'SELECT id, name, line FROM street WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(ids)],
  });
  return new Map(
    found.rows.map((row) => [
      row['id'] as string,
      {
        name: row['name'] === null ? null : (JSON.parse(row['name'] as string) as LocalName),
        line: unpackLine(row['line'] as ArrayBuffer),
      },
    ]),
  );
}
