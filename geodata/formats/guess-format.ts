import type { ImportFileFormat } from '../schema/import-inspection';
import { isGzip } from './inflate';
import { mapFileFormat } from './read-osm';

/** Files that belong to a `.shp` of the same name. */
const besideShapefile = ['.dbf', '.shx', '.prj', '.cpg', '.sbn', '.sbx', '.qix', '.shp.xml'];

/**
 * What a file is, by its first bytes (unpacked where it was gzip) and, where bytes leave it open, by its name. `names`
 * are all files of the import: what lies beside a shapefile is a part of it.
 */
export function guessFormat(name: string, head: Uint8Array, names: readonly string[]): ImportFileFormat {
  const lower = name.toLowerCase();
  const suffix = besideShapefile.find((one) => lower.endsWith(one));
  if (suffix !== undefined) {
    const shapefile = `${lower.slice(0, -suffix.length)}.shp`;
    return names.some((other) => other.toLowerCase() === shapefile) ? 'beside-shapefile' : 'unknown';
  }
  if (head.length === 0 || isGzip(head)) return 'unknown';
  const map = mapFileFormat(head);
  if (map !== null) return map === 'graphml' ? 'graphml' : 'osm';
  // The file code of a shapefile, big-endian 9994.
  if (head[0] === 0 && head[1] === 0 && head[2] === 0x27 && head[3] === 0x0a) return 'shapefile';
  // "SQLite format 3" and a zero: of databases only those called GeoPackages are looked into.
  if (String.fromCharCode(...head.subarray(0, 15)) === 'SQLite format 3')
    return lower.endsWith('.gpkg') ? 'gpkg' : 'unknown';
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const start = String.fromCharCode(...head.subarray(0, 4096));
    if (!lower.endsWith('.kmz') && (/\[Content_Types\]\.xml|xl\/|_rels\//.test(start) || lower.endsWith('.xlsx')))
      return 'xlsx';
    if (lower.endsWith('.kmz')) return 'kml';
    return lower.endsWith('.zip') ? 'shapefile' : 'unknown';
  }
  const text = String.fromCharCode(...head.subarray(0, 4096)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (/<kml[\s>]/.test(text)) return 'kml';
  if (/^\s*[{[]/.test(text)) {
    if (/"type"\s*:\s*"Topology"/.test(text) || lower.includes('.topojson')) return 'topojson';
    return 'geojson';
  }
  return isTableText(head, text, lower) ? 'csv' : 'unknown';
}

/** Lines of cells: no control characters, and a separator in the first line or a name that says so. */
function isTableText(head: Uint8Array, text: string, name: string): boolean {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isWide && head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  return /\.(csv|tsv|txt)(\.gz)?$/.test(name) || /[,;\t]/.test(text.split(/\r|\n/, 1)[0] ?? '');
}
