import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { osmToStreets } from '../osm-to-streets';
import type { ImportRun } from './import-run';

/** Streets and paths, cut where they meet. */
export async function addStreets(run: ImportRun): Promise<Result<true>> {
  for (const layer of run.layers('streets')) {
    const osm = await run.openOsm(layer.file);
    if (!osm.ok) return osm;
    const streets = osmToStreets(osm.value, layer.file, run.log.layer(layer.file, 'streets'));
    if (!streets.ok) return streets;
    for (const street of streets.value) run.dataset.streets.push(street);
  }
  return ok(true);
}
