import type { ImportReportWire } from '../../geodata/schema/collections';
import type { PlaceStore } from '../db/place-store';
import { selectLastImportReport } from '../db/queries/import-report';

/** How the last import of the place went; null for a place that was not imported (the demo). */
export async function readImportReport(store: PlaceStore): Promise<ImportReportWire | null> {
  const stored = await selectLastImportReport(store.client);
  return stored && { ...stored.report, at: new Date(stored.at).toISOString() };
}
