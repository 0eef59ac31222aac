import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importClosures } from '../import-closures';
import { findRepeated } from './find-repeated';
import type { ImportRun } from './import-run';

/** Closures of streets, which name streets and therefore come after them. */
export async function addClosures(run: ImportRun): Promise<Result<true>> {
  const layers = run.layers('closures');
  if (layers.length === 0) return ok(true);
  const closures = (run.dataset.closures ??= []);
  for (const layer of layers) {
    const log = run.log.layer(layer.file, 'closures');
    const read = await run.readInto(layer, importClosures(layer, run.dataset.streets, log), log);
    if (!read.ok) return read;
    closures.push(...read.value);
  }
  const twice = findRepeated(closures.map(({ id }) => id));
  return twice === null ? ok(true) : fail('spec.id-in-two-layers', { layer: 'closures', id: twice });
}
