import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import type { RowSource } from '../row-source-spec';
import { namedCrs } from './named-crs';
import { readCsvRows } from './read-csv-rows';
import { readGeoJsonRows } from './read-geojson-rows';
import { readGeoPackageRows } from './read-geopackage-rows';
import { readKmlRows } from './read-kml-rows';
import { readShapefileRows } from './read-shapefile-rows';
import { readTopoJsonRows } from './read-topojson-rows';
import { readXlsxRows } from './read-xlsx-rows';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';

/**
 * Reads the rows of a file, whatever its format. What is wrong with one row is in the log; what is wrong with the file
 * is a problem, and so is a coordinate system it names that is not the declared one.
 */
export async function readRows(
  source: RowSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const facts = await readFormat(source, files, request, log);
  if (!facts.ok || source.format !== 'geojson' || facts.value.crs === null) return facts;
  const { crs } = facts.value;
  return namedCrs(crs) === source.crs
    ? ok(facts.value)
    : fail('file.other-crs', { file: source.file, named: crs, declared: source.crs });
}

function readFormat(
  source: RowSource,
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  switch (source.format) {
    case 'csv':
      return readCsvRows(source, files, request, log);
    case 'geojson':
      return readGeoJsonRows(source, files, request, log);
    case 'shapefile':
      return readShapefileRows(source, files, request, log);
    case 'kml':
      return readKmlRows(source, files, request, log);
    case 'gpkg':
      return readGeoPackageRows(source, files, request, log);
    case 'xlsx':
      return readXlsxRows(source, files, request, log);
    case 'topojson':
      return readTopoJsonRows(source, files, request, log);
  }
}
