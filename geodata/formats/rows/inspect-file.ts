import type { CrsName } from '../../schema/incident';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { ImportLog } from '../import-log';
import type { RowSource } from '../row-source-spec';
import { guessEncoding } from './guess-encoding';
import { openBytes, readingProblem } from './open-bytes';
import { readRows } from './read-rows';
import type { SourceFiles, SourceRow } from './source-row';

/** What a file looks like before anybody said how to read it. */
export interface FileInspection {
  /** A source that reads it, to begin a layer with. Its encoding and coordinate system are proposals to be confirmed. */
  source: RowSource;
  columns: string[];
  /** The first rows, whole. */
  rows: SourceRow[];
  /** Kinds of geometry among them; empty for a table. */
  geometryKinds: string[];
  /** Sheets, objects or shapefiles to choose from. */
  parts: string[];
  /** The coordinate system the file names, in its own words; null where it names none. */
  namedCrs: string | null;
}

/** What is known already, by a choice the reader of an inspection has made. */
export interface InspectionChoice {
  /** Sheet, object or shapefile. */
  part?: string;
  encoding?: string;
  headerRow?: number;
  sampleRows?: number;
}

type Format = RowSource['format'];
const samplesByDefault = 20;
/** The systems a file may name itself; the others are only ever declared by people. */
const nameable: readonly CrsName[] = ['WGS84', 'CGCS2000'];
const choosing = ['xlsx.which-sheet', 'topojson.which-object', 'shapefile.which'];

/**
 * Looks into the beginning of a file: its format by name and content, its parts, columns and first rows, the encoding it
 * fits and the coordinate system it names. Problems: those of reading it, and a kind of file nobody reads rows of.
 */
export async function inspectFile(
  file: string,
  files: SourceFiles,
  choice: InspectionChoice = {},
): Promise<Result<FileInspection>> {
  const head = await readHead(file, files);
  if (!head.ok) return head;
  const format = formatOf(file, head.value);
  if (!format) return fail('file.unknown-format', { file });
  const encoding = choice.encoding ?? (format === 'csv' ? guessEncoding(head.value) : undefined);
  for (const crs of nameable) {
    const source = sourceOf(format, file, crs, { ...choice, ...(encoding === undefined ? {} : { encoding }) });
    const inspected = await inspectAs(source, files, choice);
    if (inspected.ok) return inspected;
    const { code, params } = inspected.problem;
    const parts = Object.values(params).find(Array.isArray) as string[] | undefined;
    if (choosing.includes(code) && choice.part === undefined && parts?.[0] !== undefined)
      return inspectFile(file, files, { ...choice, part: parts[0] });
    if (code !== 'file.other-crs' || crs === nameable.at(-1)) return inspected;
  }
  return fail('file.unknown-format', { file });
}

async function inspectAs(
  source: RowSource,
  files: SourceFiles,
  { sampleRows = samplesByDefault }: InspectionChoice,
): Promise<Result<FileInspection>> {
  const rows: SourceRow[] = [];
  const log = new ImportLog().layer(source.file, 'inspection');
  const take = (row: SourceRow): boolean => rows.push(row) < sampleRows;
  const facts = await readRows(source, files, { columns: 'all', take }, log);
  if (!facts.ok) return facts;
  const { columns, crs, parts = [], delimiter } = facts.value;
  const kinds = rows.flatMap((row) => (row.geometry ? [row.geometry.type] : []));
  return ok({
    source: source.format === 'csv' && delimiter !== undefined ? { ...source, delimiter } : source,
    columns,
    rows,
    geometryKinds: [...new Set(kinds)],
    parts,
    namedCrs: crs,
  });
}

function sourceOf(format: Format, file: string, crs: CrsName, choice: InspectionChoice): RowSource {
  const { part, encoding, headerRow } = choice;
  const header = headerRow === undefined ? {} : { headerRow };
  switch (format) {
    case 'geojson':
      return { format, file, crs };
    case 'topojson':
      return { format, file, crs, ...(part === undefined ? {} : { object: part }) };
    case 'shapefile':
      return {
        format,
        file,
        crs,
        ...(part === undefined ? {} : { shapefile: part }),
        ...(encoding === undefined ? {} : { encoding }),
      };
    case 'csv':
      return { format, file, crs, encoding: encoding ?? 'utf-8', ...header };
    case 'xlsx':
      return { format, file, crs, ...(part === undefined ? {} : { sheet: part }), ...header };
  }
}

/** Bytes that are enough to tell formats and encodings apart. */
const headBytes = 256 * 1024;

async function readHead(file: string, files: SourceFiles): Promise<Result<Uint8Array>> {
  const opened = await openBytes(files, file);
  if (!opened.ok) return opened;
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of opened.value) {
      parts.push(part);
      size += part.length;
      if (size >= headBytes) break;
    }
  } catch (error) {
    return readingProblem(error, file);
  }
  const head = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return ok(head.subarray(0, headBytes));
}

function formatOf(file: string, head: Uint8Array): Format | null {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.shp') || name.endsWith('.zip')) return 'shapefile';
  if (name.endsWith('.xlsx') || name.endsWith('.xls')) return 'xlsx';
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  if (/\.(geo|topo)?json$/.test(name)) return isTopology(head) ? 'topojson' : 'geojson';
  return null;
}

/** True where a JSON text calls itself a topology near its beginning. */
function isTopology(head: Uint8Array): boolean {
  const text = Array.from(head.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
  return /"type"\s*:\s*"Topology"/.test(text);
}
