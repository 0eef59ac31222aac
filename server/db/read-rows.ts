import Database from 'libsql';
import type { Client, InStatement, ResultSet, Row } from '@libsql/client';

/**
 * Lets a client read through a connection of its own that makes plain objects of rows. The client's own makes every
 * integer a BigInt first and defines each column twice, which is most of the time that reading a city takes.
 */
export function readPlainRows(client: Client, path: string, timeoutMilliseconds: number): Client {
  const database = new Database(path, { timeout: timeoutMilliseconds } as Database.Options);
  database.exec('PRAGMA query_only = ON');
  const closeClient = client.close.bind(client);
  return Object.assign(client, {
    async execute(statement: InStatement): Promise<ResultSet> {
      const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement;
      const prepared = database.prepare(sql).raw(true);
      const columns = prepared.columns().map(({ name }) => name);
      const rows = (prepared.all(args) as unknown[][]).map((values) => {
        const row: Record<string, unknown> = {};
        for (let i = 0; i < columns.length; i++) row[columns[i]!] = plainValue(values[i]);
        return row as unknown as Row;
      });
      return { columns, columnTypes: [], rows, rowsAffected: 0, lastInsertRowid: undefined, toJSON: () => rows };
    },
    close() {
      database.close();
      closeClient();
    },
  });
}

/** A blob as its bytes alone, as the client gives it. */
function plainValue(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  const { buffer, byteOffset, byteLength } = value;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
