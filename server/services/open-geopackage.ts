import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseReader } from '../db/read-foreign-database';
import type { GeoPackage, GeoPackageLayer } from '../../geodata/formats/rows/source-row';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';

/**
 * Opens a GeoPackage that somebody uploaded. It is read from a copy in a folder of its own, because SQLite may leave files
 * beside a database, and those beside an upload would be taken for uploads. Problems: `file.missing`, no GeoPackage, a
 * database that is damaged.
 */
export async function openGeoPackage(folder: string, file: string): Promise<Result<GeoPackage>> {
  const own = await mkdtemp(join(tmpdir(), 'getu-gpkg-'));
  const copy = join(own, 'layer.gpkg');
  const remove = (): void => void rm(own, { recursive: true, force: true });
  try {
    await copyFile(join(folder, file), copy);
  } catch {
    remove();
    return fail('file.missing', { file });
  }
  const reader = DatabaseReader.open(copy);
  if (!reader.ok) {
    remove();
    return fail('gpkg.damaged', { file, reason: reader.problem });
  }
  const close = (): void => {
    reader.value.close();
    remove();
  };
  try {
    const layers = reader.value.featureLayers();
    if (layers.length > 0) {
      return ok({ layers, rows: (layer: GeoPackageLayer) => reader.value.rows(layer), close });
    }
    close();
    return fail('gpkg.no-geopackage', { file, reason: 'gpkg_contents' });
  } catch (error) {
    close();
    const reason = error instanceof Error ? error.message : String(error);
    return /no such table/.test(reason)
      ? fail('gpkg.no-geopackage', { file, reason })
      : fail('gpkg.damaged', { file, reason });
  }
}
