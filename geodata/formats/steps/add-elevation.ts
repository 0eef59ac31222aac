import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { readGeoTiff } from '../read-geotiff';
import type { ImportRun } from './import-run';

/** Heights of the ground around the place; one layer at most. */
export async function addElevation(run: ImportRun): Promise<Result<true>> {
  const [layer, second] = run.layers('elevation');
  if (!layer) return ok(true);
  if (second) return fail('elevation.twice', { file: second.file });
  const bytes = await run.openFile(layer.file);
  if (!bytes.ok) return bytes;
  const grid = await readGeoTiff(bytes.value, layer.file, run.box, run.log.layer(layer.file, 'elevation'));
  if (!grid.ok) return grid;
  run.dataset.elevation = grid.value;
  return ok(true);
}
