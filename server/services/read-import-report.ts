import type { ImportReportWire } from '../../geodata/schema/collections';
import { plainParams } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectLastImportReport } from '../db/queries/import-report';

/** How the last import of the place went, names in a language; null for a place that was not imported (the demo). */
export async function readImportReport(store: PlaceStore, language: 'zh' | 'en'): Promise<ImportReportWire | null> {
  const stored = await selectLastImportReport(store.client);
  if (!stored) return null;
  const notes = stored.report.notes.map((note) => ({ ...note, params: plainParams(note.params, language) }));
  return { ...stored.report, notes, at: new Date(stored.at).toISOString() };
}
