import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { deriveSpec } from '../../geodata/formats/derive-spec';
import type { GivenSpec } from '../../geodata/formats/derive-place';
import type { DerivedSpec } from '../../geodata/formats/derive-spec';
import type { ImportProgressListener } from '../../geodata/formats/import-progress';
import { ImportProgressMeter } from '../../geodata/formats/import-progress';
import type { OsmExtract } from '../../geodata/formats/osm-extract';
import { readOsm } from '../../geodata/formats/read-osm';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { nodeInflate } from './import-files';

export interface DerivedImport extends DerivedSpec {
  /** The file as it was read, by its path below the data folder: the import need not read it again. */
  extracts: ReadonlyMap<string, OsmExtract>;
}

/**
 * The spec of a map file alone. `file` is its path below `dataFolder`. Problems: `file.missing`, those of reading it
 * and of `deriveSpec`.
 */
export async function deriveImport(
  dataFolder: string,
  file: string,
  given: GivenSpec,
  now: number,
  progress?: ImportProgressListener,
): Promise<Result<DerivedImport>> {
  const path = join(dataFolder, file);
  let bytes;
  try {
    bytes = await readFile(path);
  } catch {
    return fail('file.missing', { file });
  }
  const meter = new ImportProgressMeter(progress, () => performance.now());
  const osm = await readOsm(bytes, file, nodeInflate, (done, total) =>
    meter.report('reading', file, done, total, 'bytes'),
  );
  if (!osm.ok) return osm;
  const today = new Date(now).toISOString().slice(0, 10);
  const derived = deriveSpec(osm.value, { file, folder: basename(dirname(resolve(path))), today }, given);
  return derived.ok ? ok({ ...derived.value, extracts: new Map([[file, osm.value]]) }) : derived;
}
