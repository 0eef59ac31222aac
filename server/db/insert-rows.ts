import type { InStatement } from './open-database';
import { tableColumns } from './rows';
import type { SqlValue, TableName } from './rows';

/** Values bound in one statement; SQLite's own limit is 32,766. */
const valuesPerStatement = 9000;

/**
 * Statements that insert rows many at a time (one by one costs about four times as much).
 * Each row has the table's columns in the order of `tableColumns`.
 */
export function insertRows(table: TableName, rows: readonly SqlValue[][]): InStatement[] {
  const columns = tableColumns[table];
  const perStatement = Math.max(1, Math.floor(valuesPerStatement / columns.length));
  const one = `(${columns.map(() => '?').join(',')})`;
  const statements: InStatement[] = [];
  for (let start = 0; start < rows.length; start += perStatement) {
    const chunk = rows.slice(start, start + perStatement);
    statements.push({
      sql: `INSERT INTO ${table} (${columns.join(',')}) VALUES ${chunk.map(() => one).join(',')}`,
      args: chunk.flat(),
    });
  }
  return statements;
}
