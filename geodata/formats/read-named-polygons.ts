import type { NamedPolygon } from './build-areas';
import { cellText } from './cell-text';
import type { LayerLog } from './import-log';
import type { NameByPlaceSpec } from './import-spec';
import type { RowImporter } from './row-importer';
import { rowPolygons } from './row-place';
import type { SourceRow } from './rows/source-row';

/** Polygons that give areas their names by where they lie. */
export function readNamedPolygons(spec: NameByPlaceSpec, log: LayerLog): RowImporter<NamedPolygon[]> {
  const named: NamedPolygon[] = [];
  const take = (row: SourceRow): void => {
    const name = cellText(row.properties[spec.column]);
    if (name === '') return log.refuse('row.empty-cell', row.number, { column: spec.column });
    const shape = rowPolygons(row, { crs: spec.crs, columns: {} });
    if (!shape.ok) return log.refuse(shape.problem.code, row.number, shape.problem.params);
    named.push({ name, polygons: shape.value.polygons });
    log.kept();
  };
  return { columns: [spec.column], take, finish: () => named };
}
