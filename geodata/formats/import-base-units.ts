import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { baseUnitIdSchema } from '../schema/ids';
import type { BaseUnit } from '../schema/settlement';
import { cellText } from './cell-text';
import { fillTemplate, templateColumns } from './fill-template';
import type { LayerLog } from './import-log';
import type { RowBaseUnitLayerSpec } from './import-spec';
import { interiorPoint } from './interior-point';
import type { RowImporter } from './row-importer';
import { placeColumnsOf, rowPoint, rowPolygons } from './row-place';
import type { SourceRow } from './rows/source-row';

/** A base unit with the cells of its row by which areas and grids are put together. */
export interface ImportedBaseUnit {
  unit: BaseUnit;
  cells: Readonly<Record<string, string>>;
}

interface Land {
  anchor: LatticePoint;
  footprint: MultiPolygon | null;
}

/**
 * Rows with counts as base units. A count that is missing stays unknown (null, never 0) and is reported; one that is no
 * count is dropped to unknown and reported; a shape that crosses itself or has no area is refused.
 * `groupColumns` are the columns areas and grids are built by: every unit needs a value and land there.
 */
export function importBaseUnits(
  spec: RowBaseUnitLayerSpec,
  groupColumns: readonly string[],
  log: LayerLog,
): RowImporter<ImportedBaseUnit[]> {
  const { columns } = spec;
  const optional = [columns.households, columns.residents, columns.address].filter((name) => name !== undefined);
  const wanted = [columns.id, ...templateColumns(columns.name), ...optional, ...placeColumnsOf(spec), ...groupColumns];
  const units: ImportedBaseUnit[] = [];
  const seen = new Set<string>();
  let turned = 0;

  const take = (row: SourceRow): void => {
    const { number, properties } = row;
    const text = (column: string) => cellText(properties[column]);
    const id = baseUnitIdSchema.safeParse(text(columns.id));
    if (!id.success) return log.refuse('row.bad-id', number, { column: columns.id, value: text(columns.id) });
    if (seen.has(id.data)) return log.refuse('row.id-twice', number, { column: columns.id, value: id.data });
    const empty = groupColumns.find((column) => text(column) === '');
    if (empty !== undefined) return log.refuse('row.empty-cell', number, { column: empty });
    const land = readLand(row, id.data);
    if (!land) return;
    seen.add(id.data);
    const households = readCount(row, columns.households, log);
    const residents = readCount(row, columns.residents, log);
    if (columns.households !== undefined && households === null)
      log.remark('unit.households-unknown', number, { unit: id.data });
    if (columns.residents !== undefined && residents === null)
      log.remark('unit.residents-unknown', number, { unit: id.data });
    log.kept();
    units.push({
      cells: Object.fromEntries(groupColumns.map((column) => [column, text(column)])),
      unit: {
        id: id.data,
        kind: spec.kind,
        name: fillTemplate(columns.name, text) || id.data,
        address: columns.address === undefined ? null : text(columns.address) || null,
        ...land,
        compoundId: null,
        households,
        residents,
        ages: null,
        assumed: false,
      },
    });
  };

  const readLand = (row: SourceRow, id: string): Land | null => {
    if (isPoint(row, spec) && groupColumns.length === 0) {
      const at = rowPoint(row, spec);
      if (at.ok && at.value) return { anchor: at.value.point, footprint: null };
      log.refuse(at.ok ? 'row.no-place' : at.problem.code, row.number, at.ok ? {} : at.problem.params);
      return null;
    }
    const shape = rowPolygons(row, spec);
    if (!shape.ok) {
      log.refuse(shape.problem.code, row.number, shape.problem.params);
      return null;
    }
    for (const repair of shape.value.repairs) {
      if (repair.code === 'geometry.winding-turned') turned++;
      else log.repair(repair.code, row.number, repair.params);
    }
    const anchor = interiorPoint(shape.value.polygons);
    if (anchor) return { anchor, footprint: shape.value.polygons };
    log.refuse('geometry.no-area', row.number, { path: id });
    return null;
  };

  const finish = (): ImportedBaseUnit[] => {
    if (turned > 0) log.remark('geometry.windings-turned', null, { count: turned });
    return units;
  };
  return { columns: [...new Set(wanted)], take, finish };
}

function isPoint(row: SourceRow, { columns }: RowBaseUnitLayerSpec): boolean {
  if (columns.cell !== undefined) return false;
  return columns.x !== undefined || row.geometry?.type === 'Point' || row.geometry?.type === 'MultiPoint';
}

function readCount(row: SourceRow, column: string | undefined, log: LayerLog): number | null {
  if (column === undefined) return null;
  const value = row.properties[column];
  if (value === null || value === undefined || cellText(value) === '') return null;
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 1e7) return count;
  log.repair('row.not-a-count', row.number, { column, value: String(value) });
  return null;
}
