import type { LatticePoint } from '../schema/coordinates';
import { baseUnitIdSchema } from '../schema/ids';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { BaseUnit } from '../schema/settlement';
import { polygonsFromGeoJson } from '../geometry/from-geojson';
import { fillTemplate, templateColumns } from './fill-template';
import { geometryInWgs84 } from './geometry-in-wgs84';
import type { LayerLog } from './import-log';
import type { GeoJsonBaseUnitLayerSpec } from './import-spec';
import { interiorPoint } from './interior-point';
import type { GeoFeature } from './read-geojson';
import { requireColumns } from './require-columns';

/** A base unit with the row it came from, by which areas and grids are put together. */
export interface ImportedBaseUnit {
  unit: BaseUnit;
  cells: Readonly<Record<string, unknown>>;
}

/** A cell as text; missing and null are the empty text. */
export function cellText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/**
 * Polygons with counts as base units. A count that is missing stays unknown (null, never 0) and is reported; one that
 * is no count is dropped to unknown and reported; a shape that crosses itself or has no area is refused.
 * `groupColumns` are the columns areas and grids are built by: every unit needs a value there.
 */
export function importBaseUnits(
  features: readonly GeoFeature[],
  spec: GeoJsonBaseUnitLayerSpec,
  groupColumns: readonly string[],
  log: LayerLog,
): Result<ImportedBaseUnit[]> {
  const { columns } = spec;
  const optional = [columns.households, columns.residents, columns.address].filter((name) => name !== undefined);
  const wanted = [columns.id, ...templateColumns(columns.name), ...optional, ...groupColumns];
  const present = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))];
  const complete = requireColumns(wanted, present, spec.file);
  if (!complete.ok) return complete;

  const units: ImportedBaseUnit[] = [];
  const seen = new Set<string>();
  let turned = 0;
  for (const { number, properties, geometry } of features) {
    const text = (column: string) => cellText(properties[column]);
    const id = baseUnitIdSchema.safeParse(text(columns.id));
    if (!id.success) {
      log.refuse('row.bad-id', number, { column: columns.id, value: text(columns.id) });
      continue;
    }
    if (seen.has(id.data)) {
      log.refuse('row.id-twice', number, { column: columns.id, value: id.data });
      continue;
    }
    const empty = groupColumns.find((column) => text(column) === '');
    if (empty !== undefined) {
      log.refuse('row.empty-cell', number, { column: empty });
      continue;
    }
    const shape = polygonsFromGeoJson(geometryInWgs84(geometry, spec.crs));
    if (!shape.ok) {
      log.refuse(shape.problem.code, number, shape.problem.params);
      continue;
    }
    for (const repair of shape.value.repairs) {
      if (repair.code === 'geometry.winding-turned') turned++;
      else log.repair(repair.code, number, repair.params);
    }
    const anchor: LatticePoint | null = interiorPoint(shape.value.polygons);
    if (!anchor) {
      log.refuse('geometry.no-area', number, { path: id.data });
      continue;
    }
    seen.add(id.data);
    const households = readCount(properties, columns.households, number, log);
    const residents = readCount(properties, columns.residents, number, log);
    if (columns.households !== undefined && households === null)
      log.remark('unit.households-unknown', number, { unit: id.data });
    log.kept();
    units.push({
      cells: properties,
      unit: {
        id: id.data,
        kind: spec.kind,
        name: fillTemplate(columns.name, text) || id.data,
        address: columns.address === undefined ? null : text(columns.address) || null,
        anchor,
        footprint: shape.value.polygons,
        compoundId: null,
        households,
        residents,
        ages: null,
        assumed: false,
      },
    });
  }
  if (turned > 0) log.remark('geometry.windings-turned', null, { count: turned });
  return ok(units);
}

function readCount(
  properties: Readonly<Record<string, unknown>>,
  column: string | undefined,
  number: number,
  log: LayerLog,
): number | null {
  if (column === undefined) return null;
  const value = properties[column];
  if (value === null || value === undefined || value === '') return null;
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 1e7) return count;
  log.repair('row.not-a-count', number, { column, value: String(value) });
  return null;
}
