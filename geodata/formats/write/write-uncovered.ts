import { strToU8 } from 'fflate';
import type { UncoveredFormat, UncoveredRow } from '../../schema/coverage';
import type { TextEncoding } from './encode-text';
import { uncoveredColumns } from './uncovered-columns';
import { writeCsvTable } from './write-csv';
import { writeXlsx } from './write-xlsx';

export interface UncoveredFile {
  format: UncoveredFormat;
  /** Of CSV alone; the others have their own. */
  encoding: TextEncoding;
  language: 'zh' | 'en';
  /** True where household counts were assumed. */
  isEstimate: boolean;
  /** Name of the sheet. */
  title: string;
}

/**
 * Uncovered base units as a file: a table, or points as GeoJSON (RFC 7946, WGS84) whose properties have the same names in
 * every language.
 */
export function writeUncovered(
  rows: readonly UncoveredRow[],
  { format, encoding, language, isEstimate, title }: UncoveredFile,
): Uint8Array {
  const columns = uncoveredColumns(language, isEstimate);
  if (format !== 'geojson') {
    const table = [columns.map((one) => one.title), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
    return format === 'csv' ? writeCsvTable(table, encoding) : writeXlsx(table, title);
  }
  const properties = columns.filter(({ key }) => !['id', 'lng', 'lat'].includes(key));
  const features = rows.map((row) =>
    JSON.stringify({
      type: 'Feature',
      id: row.id,
      geometry: { type: 'Point', coordinates: row.coordinates },
      properties: Object.fromEntries(properties.map(({ key, cell }) => [key, cell(row)])),
    }),
  );
  return strToU8(`{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`);
}
