import { isInChina } from '../../geodata/formats/is-in-china';
import { previewFile } from '../../geodata/formats/preview-file';
import type { RowSource } from '../../geodata/formats/row-source-spec';
import type { ImportFileFormat, ImportPreviewWire } from '../../geodata/schema/import-inspection';
import type { CrsName } from '../../geodata/schema/incident';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { folderFiles } from './import-files';
import { openStagedMap, streetLines } from './staged-maps';

export interface PreviewQuery {
  file: string;
  format: ImportFileFormat;
  encoding?: string | undefined;
  part?: string | undefined;
  crs?: CrsName | undefined;
  x?: string | undefined;
  y?: string | undefined;
  cell?: string | undefined;
}

/** Some of a file on the streets of the import's map file, if it has one. Problems: those of reading the file. */
export async function previewImport(
  folder: string,
  query: PreviewQuery,
  mapFiles: readonly string[],
): Promise<Result<ImportPreviewWire>> {
  const { file, format, crs } = query;
  const streets: ImportPreviewWire['streets'] = [];
  let box: ImportPreviewWire['bbox'] = null;
  for (const mapFile of mapFiles) {
    const osm = await openStagedMap(folder, mapFile);
    // A map file that cannot be read says so at its own card.
    if (!osm.ok) continue;
    streets.push(...streetLines(osm.value));
    const { declaredBox } = osm.value;
    if (declaredBox) box = declaredBox.map((edge) => edge / 1e7) as [number, number, number, number];
  }
  if (format === 'osm' || format === 'graphml') {
    const lines = streets.flat();
    const xs = lines.map(([x]) => x);
    const ys = lines.map(([, y]) => y);
    const extent = (values: number[]): [number, number] => [
      values.reduce((a, b) => Math.min(a, b), Infinity),
      values.reduce((a, b) => Math.max(a, b), -Infinity),
    ];
    if (!box && lines.length > 0) box = [extent(xs)[0], extent(ys)[0], extent(xs)[1], extent(ys)[1]];
    return ok({ total: 0, features: { type: 'FeatureCollection', features: [] }, fits: [], streets, bbox: box });
  }
  const source = sourceOf(query);
  if (!source) return fail('upload.no-such-file', { name: file });
  const columns = { x: query.x, y: query.y, cell: query.cell };
  const request = { source, crs: crs ?? null, columns, streets };
  const shown = await previewFile({ ...request, compare: false }, folderFiles(folder));
  if (!shown.ok || query.cell !== undefined || !isInChina(shown.value.bbox)) return shown;
  return previewFile({ ...request, compare: true }, folderFiles(folder));
}

function sourceOf({ file, format, encoding, part, crs }: PreviewQuery): RowSource | null {
  const of = { file, crs: crs ?? 'WGS84' } as const;
  switch (format) {
    case 'csv':
      // Only where it lies is looked at here; lines in another encoding are no obstacle to that.
      return { ...of, format, encoding: encoding || 'utf-8', oddLineEncoding: 'windows-1252' };
    case 'geojson':
    case 'topojson':
    case 'xlsx':
    case 'kml':
    case 'gpkg':
    case 'shapefile': {
      const key = {
        geojson: null,
        kml: null,
        gpkg: 'table',
        topojson: 'object',
        xlsx: 'sheet',
        shapefile: 'shapefile',
      }[format];
      // The keys of each format are those of its schema; TypeScript cannot follow the table.
      return { ...of, format, ...(key && part ? { [key]: part } : {}) } as RowSource;
    }
    default:
      return null;
  }
}
