import type { Geometry } from 'geojson';
import type { CrsName } from '../../schema/incident';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { requireColumns } from '../require-columns';
import { FeatureRows } from './feature-rows';
import { namedCrs } from './named-crs';
import { readGeoPackageGeometry } from './read-geopackage-geometry';
import { readPrj } from './read-prj';
import type { Projection } from './read-prj';
import type { GeoPackageLayer, RowRequest, SourceFacts, SourceFiles } from './source-row';

export interface GeoPackageSource {
  file: string;
  crs: CrsName;
  table?: string | undefined;
}

/**
 * Reads a layer of a GeoPackage (OGC 12-128r19) row by row; its database is opened by `files`. Projected coordinates are
 * turned into degrees. Problems: no GeoPackage, several layers and none named, a system that is not the declared one.
 */
export async function readGeoPackageRows(
  source: GeoPackageSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  if (!files.openGeoPackage) return fail('gpkg.unreadable-here', { file });
  const opened = await files.openGeoPackage(file);
  if (!opened.ok) return opened;
  try {
    const { layers } = opened.value;
    const parts = layers.map(({ name }) => name);
    const layer = layers.find(({ name }) => (source.table === undefined ? layers.length === 1 : name === source.table));
    if (!layer) return fail('gpkg.which-layer', { file, layer: source.table ?? '', layers: parts });
    const system = systemOf(layer, source);
    if (!system.ok) return system;
    const { toDegrees = null, name = null } = system.value ?? {};
    if (toDegrees) log.remark('shapefile.reprojected', null, { named: name ?? '' });
    const rows = new FeatureRows(request, log);
    for (const { cells, geometry } of opened.value.rows(layer)) {
      const read = geometry === null ? ok(null) : readGeoPackageGeometry(geometry, toDegrees);
      // What cannot be read keeps a geometry that is refused for what it is.
      const shape = read.ok ? read.value : { type: 'broken' };
      const feature = { type: 'Feature', properties: cells, geometry: shape as Geometry | null };
      if (rows.take(feature, '') === false) break;
    }
    const complete = requireColumns(rows.wantedColumns(), layer.columns, file);
    return complete.ok ? ok({ columns: layer.columns, crs: name, encoding: null, parts }) : complete;
  } catch (error) {
    return fail('gpkg.damaged', { file, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    opened.value.close();
  }
}

/** The system of a layer, once it agrees with the declared one; null where the file leaves it open. */
function systemOf({ srs }: GeoPackageLayer, { crs, file }: GeoPackageSource): Result<Projection | null> {
  // 0 and -1 stand for "undefined", geographic and not; GCJ-02 and BD-09 have no other way.
  if (srs.code === 0 || srs.code === -1) return ok(null);
  const named = srs.organisation.toUpperCase() === 'EPSG' ? namedCrs(`EPSG:${srs.code}`) : null;
  if (named === null) return readPrj(srs.definition, crs, file);
  const name = `EPSG:${srs.code}`;
  if (named !== crs) return fail('file.other-crs', { file, named: name, declared: crs });
  return ok({ name, toDegrees: null, nearDatum: null });
}
