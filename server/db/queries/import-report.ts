import type { ImportReport } from '../../../geodata/schema/dataset';
import type { Client } from '../open-database';

/** The newest report and when it was written, UTC milliseconds. */
export async function selectLastImportReport(client: Client): Promise<{ at: number; report: ImportReport } | null> {
  const found = await client.execute('SELECT at, report FROM import_report ORDER BY seq DESC LIMIT 1');
  const row = found.rows[0];
  return row ? { at: row['at'] as number, report: JSON.parse(row['report'] as string) as ImportReport } : null;
}
