import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importIncidents } from '../import-incidents';
import { readCsv } from '../read-csv';
import type { ImportRun } from './import-run';

/** Incidents with their types; a type two layers have in common is one. */
export async function addIncidents(run: ImportRun): Promise<Result<true>> {
  const { incidents, incidentTypes } = run.dataset;
  const { timeZone } = run.spec.place.profile;
  for (const layer of run.layers('incidents')) {
    const bytes = await run.openFile(layer.file);
    if (!bytes.ok) return bytes;
    const log = run.log.layer(layer.file, 'incidents');
    const table = readCsv(bytes.value, layer, log);
    if (!table.ok) return table;
    const context = { timeZone, now: run.tools.now, isInside: run.isInside };
    const read = importIncidents(table.value, layer, context, log);
    if (!read.ok) return read;
    for (const incident of read.value.incidents) incidents.push(incident);
    for (const type of read.value.types)
      if (!incidentTypes.some(({ code }) => code === type.code)) incidentTypes.push(type);
  }
  return ok(true);
}
