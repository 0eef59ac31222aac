import { cellToLatLng, cellToVertexes, isValidCell, vertexToLatLng } from 'h3-js';
import { toLattice } from '../schema/coordinates';
import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { CrsName } from '../schema/incident';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { polygonsFromGeoJson } from '../geometry/from-geojson';
import type { ReadPolygons } from '../geometry/from-geojson';
import { cellText } from './cell-text';
import { toWgs84 } from './coordinate-system';
import { geometryInWgs84 } from './geometry-in-wgs84';
import { interiorPoint } from './interior-point';
import type { SourceRow } from './rows/source-row';

/** Where the rows of a layer say where they lie: in two columns, in a column of H3 cells, else in their geometry. */
export interface PlaceSpec {
  crs: CrsName;
  columns: { x?: string | undefined; y?: string | undefined; cell?: string | undefined };
}

/** A point as it was written and where that is. */
export interface RowPoint {
  raw: { x: number; y: number; crs: CrsName };
  point: LatticePoint;
}

/** The columns a layer's rows are placed by. */
export function placeColumnsOf({ columns }: PlaceSpec): string[] {
  return [columns.x, columns.y, columns.cell].filter((column) => column !== undefined);
}

/**
 * Where a row lies as a point: null where it says nothing. A cell stands for its centre. A polygon stands for a point
 * inside it only where `inPolygons` allows. Problems: what is written there is no place.
 */
export function rowPoint(row: SourceRow, spec: PlaceSpec, inPolygons = false): Result<RowPoint | null> {
  const { x, y, cell } = spec.columns;
  const text = (column: string) => cellText(row.properties[column]);
  if (cell !== undefined) {
    if (text(cell) === '') return ok(null);
    if (!isValidCell(text(cell))) return fail('row.bad-cell', { column: cell, value: text(cell) });
    const [lat, lng] = cellToLatLng(text(cell));
    return ok({ raw: { x: lng, y: lat, crs: 'WGS84' }, point: [toLattice(lng), toLattice(lat)] });
  }
  if (x !== undefined && y !== undefined) {
    if (text(x) === '' && text(y) === '') return ok(null);
    const isWhole = text(x) !== '' && text(y) !== '';
    return isWhole
      ? pointAt(Number(text(x)), Number(text(y)), spec.crs, `${text(x)}, ${text(y)}`)
      : badPoint(row, spec);
  }
  const { geometry } = row;
  if (geometry === null) return ok(null);
  if (geometry.type === 'Point' || (geometry.type === 'MultiPoint' && geometry.coordinates.length === 1)) {
    const [lng, lat] = (geometry.type === 'Point' ? geometry.coordinates : geometry.coordinates[0]!) as [
      number,
      number,
    ];
    return pointAt(lng, lat, spec.crs, `${lng}, ${lat}`);
  }
  if (!inPolygons || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) return fail('row.no-point');
  const shape = polygonsFromGeoJson(geometryInWgs84(geometry, spec.crs));
  if (!shape.ok) return shape;
  const inside = interiorPoint(shape.value.polygons);
  if (!inside) return fail('geometry.no-area', { path: 'coordinates' });
  return ok({ raw: { x: inside[0] / 1e7, y: inside[1] / 1e7, crs: 'WGS84' }, point: inside });
}

/**
 * The land of a row: the polygons of its geometry, or those of its H3 cell. Neighbouring cells get the very same
 * vertices, so that their borders cancel exactly.
 */
export function rowPolygons(row: SourceRow, spec: PlaceSpec): Result<ReadPolygons> {
  const { cell } = spec.columns;
  if (cell === undefined) return polygonsFromGeoJson(geometryInWgs84(row.geometry, spec.crs));
  const index = cellText(row.properties[cell]);
  if (!isValidCell(index)) return fail('row.bad-cell', { column: cell, value: index });
  return ok({ polygons: cellPolygons(index), repairs: [] });
}

function cellPolygons(cell: string): MultiPolygon {
  const ring = cellToVertexes(cell).flatMap((vertex) => {
    const [lat, lng] = vertexToLatLng(vertex);
    return [toLattice(lng), toLattice(lat)];
  });
  return [[ring]];
}

function pointAt(x: number, y: number, crs: CrsName, written: string): Result<RowPoint> {
  const position = toWgs84(x, y, crs);
  if (!position) return fail('row.bad-coordinate', { coordinate: written });
  return ok({ raw: { x, y, crs }, point: [toLattice(position[0]), toLattice(position[1])] });
}

function badPoint(row: SourceRow, { columns }: PlaceSpec): Result<never> {
  const written = [columns.x!, columns.y!].map((column) => cellText(row.properties[column]));
  return fail('row.bad-coordinate', { coordinate: written.join(', ') });
}
