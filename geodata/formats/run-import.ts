import type { ImportReport, PlaceDataset } from '../schema/dataset';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { DerivedRemark } from './derive-place';
import type { ImportSpec } from './import-spec';
import { addAreas } from './steps/add-areas';
import { addBaseUnits } from './steps/add-base-units';
import { addBasemap } from './steps/add-basemap';
import { addClosures } from './steps/add-closures';
import { addElevation } from './steps/add-elevation';
import { addIncidents } from './steps/add-incidents';
import { addPlans } from './steps/add-plans';
import { addStations } from './steps/add-stations';
import { addStreets } from './steps/add-streets';
import { ImportRun } from './steps/import-run';
import type { ImportTools } from './steps/import-run';

export type { ImportTools } from './steps/import-run';

export interface ImportOutcome {
  dataset: PlaceDataset;
  report: ImportReport;
}

/** Areas are made of base units or cover them and the streets; everything after is placed in areas. */
const steps = [
  { phase: 'base-units', take: addBaseUnits },
  { phase: 'streets', take: addStreets },
  { phase: 'streets', take: addClosures },
  { phase: 'areas', take: addAreas },
  { phase: 'basemap', take: addBasemap },
  { phase: 'elevation', take: addElevation },
  { phase: 'stations', take: addStations },
  { phase: 'incidents', take: addIncidents },
  { phase: 'plans', take: addPlans },
] as const;

/**
 * Runs a spec: every file into one dataset, with a report of what was read, kept, repaired and refused. The same files
 * and spec give the same dataset. `derived` is what the spec did not get from a person, told at the head of the report. A fault that makes the whole import worthless is a problem and nothing is kept.
 */
export async function runImport(
  spec: ImportSpec,
  tools: ImportTools,
  derived: readonly DerivedRemark[] = [],
): Promise<Result<ImportOutcome>> {
  const run = new ImportRun(spec, tools);
  if (derived.length > 0) {
    const log = run.log.layer(spec.layers[0]!.file, 'spec');
    for (const { code, params } of derived) log.remark(code, null, params);
  }
  for (const [index, { phase, take }] of steps.entries()) {
    await run.meter.report(phase, null, index, steps.length, 'layers');
    const done = await take(run);
    if (!done.ok) return done;
  }
  return ok({ dataset: run.dataset, report: run.log.report(spec.place.id) });
}
