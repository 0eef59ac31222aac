import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { polygonsFromGeoJson } from '../geometry/from-geojson';
import type { NamedPolygon } from './build-areas';
import { geometryInWgs84 } from './geometry-in-wgs84';
import { cellText } from './import-base-units';
import type { LayerLog } from './import-log';
import type { NameByPlaceSpec } from './import-spec';
import type { Inflate } from './inflate';
import { readGeoJson } from './read-geojson';
import { requireColumns } from './require-columns';

/** Polygons that give areas their names by where they lie. */
export async function readNamedPolygons(
  bytes: Uint8Array,
  spec: NameByPlaceSpec,
  inflate: Inflate,
  log: LayerLog,
): Promise<Result<NamedPolygon[]>> {
  const features = await readGeoJson(bytes, { file: spec.file, inflate }, log);
  if (!features.ok) return features;
  const present = [...new Set(features.value.flatMap((feature) => Object.keys(feature.properties)))];
  const complete = requireColumns([spec.column], present, spec.file);
  if (!complete.ok) return complete;
  const named: NamedPolygon[] = [];
  for (const { number, properties, geometry } of features.value) {
    const name = cellText(properties[spec.column]);
    const shape = polygonsFromGeoJson(geometryInWgs84(geometry, spec.crs));
    if (name === '') log.refuse('row.empty-cell', number, { column: spec.column });
    else if (!shape.ok) log.refuse(shape.problem.code, number, shape.problem.params);
    else {
      named.push({ name, polygons: shape.value.polygons });
      log.kept();
    }
  }
  return ok(named);
}
