import type { InspectedFile, ReadingChoice } from '../schema/import-inspection';
import { describeProblem, plainParams } from '../schema/problems';
import type { Result } from '../schema/problems';
import { guessFormat } from './guess-format';
import { inspectRows } from './inspect-rows';
import type { Complain } from './inspect-rows';
import { isInChina } from './is-in-china';
import { readMapFacts } from './map-facts';
import type { OsmExtract } from './osm-extract';
import { rowSourceSchema } from './row-source-spec';
import { readHead } from './rows/read-head';
import type { SourceFiles } from './rows/source-row';

export interface InspectTools {
  files: SourceFiles;
  /** A map file, read once however often it is asked for. */
  openMap: (file: string) => Promise<Result<OsmExtract>>;
  language: 'zh' | 'en';
}

/** Names of formats for people, in either language. */
const knownFormats =
  'OSM (.pbf, .osm, .gz), CSV, Excel (.xlsx), GeoJSON, TopoJSON, Shapefile, GeoPackage, KML, KMZ, GraphML';

/**
 * What one file is and what is in it: format, encodings it may be in, columns with what stands in them, how many rows,
 * what shapes and where. What is wrong with it is in its `problems`. `names` are all files of the import; `choice` is
 * what a person said of how to read this one.
 */
export async function inspectFile(
  { name, size }: { name: string; size: number },
  names: readonly string[],
  tools: InspectTools,
  choice: Omit<ReadingChoice, 'file'> = {},
): Promise<InspectedFile> {
  const told: InspectedFile = {
    name,
    size,
    format: 'unknown',
    parts: [],
    part: null,
    encoding: null,
    delimiter: null,
    columns: [],
    rows: 0,
    rowsEstimated: false,
    geometry: 'none',
    bbox: null,
    crs: null,
    inChina: false,
    map: null,
    problems: [],
  };
  const complain: Complain = ({ code, params }) =>
    void told.problems.push({
      code,
      params: plainParams(params, tools.language),
      detail: describeProblem({ code, params }, tools.language),
    });
  if (size === 0) {
    complain({ code: 'upload.empty', params: {} });
    return told;
  }
  const head = await readHead(name, tools.files, 64 * 1024);
  if (!head.ok) {
    complain(head.problem);
    return told;
  }
  told.format = guessFormat(name, head.value, names);
  if (told.format === 'unknown') complain({ code: 'upload.unknown-format', params: { formats: knownFormats } });
  else if (told.format === 'osm' || told.format === 'graphml') await inspectMap(told, tools, complain);
  else if (told.format !== 'beside-shapefile') {
    const isKnown = rowSourceSchema.options.some((option) => option.shape.format.value === told.format);
    if (isKnown) await inspectRows(told, tools.files, choice, complain);
    else complain({ code: 'upload.unknown-format', params: { formats: knownFormats } });
  }
  return told;
}

async function inspectMap(told: InspectedFile, tools: InspectTools, complain: Complain): Promise<void> {
  const osm = await tools.openMap(told.name);
  if (!osm.ok) return complain(osm.problem);
  const { xs, ys, declaredBox, ways } = osm.value;
  const box = declaredBox ?? boxOf(xs, ys);
  told.rows = ways.length;
  told.crs = 'WGS84';
  told.geometry = 'mixed';
  told.map = readMapFacts(osm.value, told.name, '');
  if (!told.map) complain({ code: 'osm.no-streets', params: { file: told.name } });
  told.bbox = box && (box.map((edge) => edge / 1e7) as [number, number, number, number]);
  told.inChina = isInChina(told.bbox);
}

function boxOf(xs: Int32Array, ys: Int32Array): [number, number, number, number] | null {
  if (xs.length === 0) return null;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  xs.forEach((x, i) => {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], ys[i]!);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], ys[i]!);
  });
  return box;
}
