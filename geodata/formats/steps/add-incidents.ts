import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importIncidents } from '../import-incidents';
import type { ImportRun } from './import-run';

/** Incidents with their types; a type two layers have in common is one. */
export async function addIncidents(run: ImportRun): Promise<Result<true>> {
  const { incidents, incidentTypes } = run.dataset;
  const { timeZone } = run.spec.place.profile;
  const baseUnitLand = run.dataset.baseUnits.flatMap((unit) => (unit.footprint ? [unit.footprint] : []));
  for (const layer of run.layers('incidents')) {
    const log = run.log.layer(layer.file, 'incidents');
    const context = { timeZone, now: run.tools.now, isInside: run.isInside, baseUnitLand };
    const wantsFingerprints = layer.repeatedRows === 'refuse';
    const read = await run.readInto(layer, importIncidents(layer, context, log), log, wantsFingerprints);
    if (!read.ok) return read;
    for (const incident of read.value.incidents) incidents.push(incident);
    for (const type of read.value.types)
      if (!incidentTypes.some(({ code }) => code === type.code)) incidentTypes.push(type);
  }
  return ok(true);
}
