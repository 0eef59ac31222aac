import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ImportJobOrder, ImportJobStep, ImportOutcomeCounts } from '../services/import-job';
import { importPlace } from '../services/import-place';

/** One import on this thread: reads and checks everything, asks to write, writes. */
export async function runImportJob(
  order: ImportJobOrder,
  talk: { onStep: (step: ImportJobStep) => void; askToWrite: () => Promise<void> },
): Promise<Result<ImportOutcomeCounts>> {
  const imported = await importPlace({ ...order, progress: talk.onStep, beforeWriting: talk.askToWrite });
  if (!imported.ok) return imported;
  const { dataset, loaded } = imported.value;
  return ok({
    place: dataset.place.id,
    datasetVersion: loaded.datasetVersion,
    keptPlans: loaded.keptPlans,
    droppedPlans: loaded.droppedPlans,
    hasStreets: dataset.streets.length > 0,
    hasIncidents: dataset.incidents.length > 0,
  });
}
