import type { Geometry, Position } from 'geojson';
import type { CrsName } from '../../schema/incident';
import { fail, ok } from '../../schema/problems';
import type { Problem, Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { requireColumns } from '../require-columns';
import { fingerprintOf } from './fingerprint';
import { findShapefile } from './find-shapefile';
import { readDbf } from './read-dbf';
import type { DbfTable } from './read-dbf';
import { readPrj } from './read-prj';
import type { Projection } from './read-prj';
import { readShp } from './read-shp';
import type { ShpRecord } from './read-shp';
import { pickColumns } from './source-row';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';

export interface ShapefileSource {
  file: string;
  crs: CrsName;
  shapefile?: string | undefined;
  encoding?: string | undefined;
}

/**
 * Reads a shapefile, from its files beside one another or from a zip of them, record by record. What is wrong with one
 * record refuses it with its number. Problems: a part that is missing or damaged, texts in an encoding nobody names, a
 * .prj that is not the declared system, attributes and shapes that differ in number.
 */
export async function readShapefileRows(
  source: ShapefileSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  const found = await findShapefile(source, files);
  if (!found.ok) return found;
  const { shp, dbf, prj, cpg, parts } = found.value;
  const projection = prj === null ? ok(null) : readPrj(prj, source.crs, file);
  if (!projection.ok) return projection;
  reportProjection(projection.value, log);
  const encoding = source.encoding ?? cpg;
  if (source.encoding !== undefined && cpg !== null && !isSame(source.encoding, cpg))
    log.remark('shapefile.cpg-differs', null, { encoding: source.encoding, cpg });
  const table = readDbf(dbf, encoding, file);
  if (!table.ok) return table;
  const { columns } = table.value;
  const complete = request.columns === 'all' ? ok(true as const) : requireColumns(request.columns, columns, file);
  if (!complete.ok) return complete;
  let count = 0;
  let isStopped = false;
  const read = readShp(shp, file, (record, index) => {
    count++;
    isStopped = takeRecord(record, index, table.value, projection.value, request, log) === false;
    return !isStopped;
  });
  if (!read.ok) return read;
  const facts = { columns, crs: projection.value?.name ?? null, encoding: encoding ?? 'us-ascii', parts };
  return isStopped || count === table.value.count
    ? ok(facts)
    : fail('shapefile.counts-differ', { file, shapes: count, records: table.value.count });
}

function takeRecord(
  record: ShpRecord,
  index: number,
  table: DbfTable,
  projection: Projection | null,
  { columns, fingerprints, take }: RowRequest,
  log: LayerLog,
): boolean | void {
  const number = index + 1;
  log.read();
  const cells = index < table.count ? table.record(index) : null;
  if (!cells) return log.refuse('shapefile.deleted', number);
  if (!cells.ok) return refuse(cells.problem, number, log);
  if ('fault' in record) return log.refuse(record.fault, number);
  const { geometry } = record;
  const toDegrees = projection?.toDegrees ?? null;
  const degrees = geometry && toDegrees ? inDegrees(geometry, toDegrees) : geometry;
  return take({
    number,
    properties: pickColumns(cells.value, columns),
    geometry: degrees,
    ...(fingerprints ? { fingerprint: fingerprintOf(JSON.stringify([cells.value, degrees])) } : {}),
  });
}

function refuse({ code, params }: Problem, number: number, log: LayerLog): void {
  log.refuse(code, number, params);
}

function reportProjection(projection: Projection | null, log: LayerLog): void {
  if (!projection) return log.remark('shapefile.no-prj', null);
  if (projection.toDegrees) log.remark('shapefile.reprojected', null, { named: projection.name });
  if (projection.nearDatum !== null) log.remark('shapefile.near-datum', null, { datum: projection.nearDatum });
}

function inDegrees(geometry: Geometry, toDegrees: NonNullable<Projection['toDegrees']>): Geometry {
  if (geometry.type === 'GeometryCollection') return geometry;
  const move = (value: unknown): unknown =>
    typeof (value as unknown[])[0] === 'number'
      ? toDegrees((value as Position).slice(0, 2) as [number, number])
      : (value as unknown[]).map(move);
  return { ...geometry, coordinates: move(geometry.coordinates) } as Geometry;
}

const isSame = (one: string, other: string): boolean =>
  one.toLowerCase().replace(/[^a-z0-9]/g, '') === other.toLowerCase().replace(/[^a-z0-9]/g, '');
