import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { osmToBasemap } from '../osm-to-basemap';
import type { ImportRun } from './import-run';

/** Scenery within the box of the place. */
export async function addBasemap(run: ImportRun): Promise<Result<true>> {
  for (const layer of run.layers('basemap')) {
    const osm = await run.openOsm(layer.file);
    if (!osm.ok) return osm;
    const features = osmToBasemap(osm.value, run.box, run.log.layer(layer.file, 'basemap'));
    for (const feature of features) run.dataset.basemap.push(feature);
  }
  return ok(true);
}
