import type { Geometry } from 'geojson';
import type { InspectedFile } from '../schema/import-inspection';
import type { CrsName } from '../schema/incident';
import { describeProblem, plainParams } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';
import type { LayerLog } from './import-log';
import { guessColumns } from './guess-column';
import { guessEncoding } from './guess-encoding';
import { guessFormat } from './guess-format';
import { ColumnInspector } from './inspect-columns';
import type { OsmExtract } from './osm-extract';
import { rowSourceSchema } from './row-source-spec';
import type { RowSource } from './row-source-spec';
import { namedCrs } from './rows/named-crs';
import { openBytes } from './rows/open-bytes';
import { crsOfDatum } from './rows/read-prj';
import { readRows } from './rows/read-rows';
import type { SourceFacts, SourceFiles, SourceRow } from './rows/source-row';

/** Bytes of a text that its encoding is told from. */
const encodingBytes = 24 * 1024 * 1024;
/** Rows that are looked at; of longer files the number is estimated. */
const rowLimit = 400_000;

export interface InspectTools {
  files: SourceFiles;
  /** A map file, read once however often it is asked for. */
  openMap: (file: string) => Promise<Result<OsmExtract>>;
  language: 'zh' | 'en';
}

/** Names of formats for people, in either language. */
const knownFormats = 'OSM (.pbf, .osm, .gz), CSV, Excel (.xlsx), GeoJSON, TopoJSON, Shapefile, GraphML';

/**
 * What one file is and what is in it: format, encodings it may be in, columns with what stands in them, how many rows,
 * what shapes and where. What is wrong with it is in its `problems`. `names` are all files of the import.
 */
export async function inspectFile(
  { name, size }: { name: string; size: number },
  names: readonly string[],
  tools: InspectTools,
): Promise<InspectedFile> {
  const told: InspectedFile = {
    name,
    size,
    format: 'unknown',
    parts: [],
    encoding: null,
    delimiter: null,
    columns: [],
    rows: 0,
    rowsEstimated: false,
    geometry: 'none',
    bbox: null,
    crs: null,
    inChina: false,
    problems: [],
  };
  const complain = ({ code, params }: Pick<Problem, 'code' | 'params'>): void =>
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
    if (isKnown) await inspectRows(told, tools, complain);
    else complain({ code: 'upload.unknown-format', params: { formats: knownFormats } });
  }
  return told;
}

type Complain = (problem: Pick<Problem, 'code' | 'params'>) => void;

async function inspectMap(told: InspectedFile, tools: InspectTools, complain: Complain): Promise<void> {
  const osm = await tools.openMap(told.name);
  if (!osm.ok) return complain(osm.problem);
  const { xs, ys, declaredBox, ways } = osm.value;
  const box = declaredBox ?? boxOf(xs, ys);
  told.rows = ways.length;
  told.crs = 'WGS84';
  told.geometry = 'mixed';
  told.bbox = box && (box.map((edge) => edge / 1e7) as [number, number, number, number]);
  told.inChina = isInChina(told.bbox);
}

async function inspectRows(told: InspectedFile, tools: InspectTools, complain: Complain): Promise<void> {
  if (told.format === 'csv') {
    const bytes = await readHead(told.name, tools.files, encodingBytes);
    if (!bytes.ok) return complain(bytes.problem);
    told.encoding = guessEncoding(bytes.value);
  }
  const notes = new RowNotes();
  const facts = await readTold(told, tools.files, notes);
  if (!facts.ok) {
    complain(facts.problem);
    // What was read before the fault is still worth showing.
    if (notes.rows === 0) return;
  }
  told.rows = notes.rows;
  told.rowsEstimated = notes.isCut;
  told.columns = notes.inspector.columns(facts.ok && facts.value.columns.length > 0 ? facts.value.columns : undefined);
  told.delimiter = (facts.ok && facts.value.delimiter) || null;
  told.parts = (facts.ok && facts.value.parts) || [];
  if (facts.ok && told.format === 'shapefile' && facts.value.encoding !== null)
    told.encoding = { declared: facts.value.encoding, candidates: [] };
  told.geometry = notes.geometry;
  told.bbox = notes.box ?? boxOfColumns(told);
  told.inChina = isInChina(told.bbox);
}

/** The first encoding, sheet or object that reads; a system the file names itself is taken at its word. */
async function readTold(told: InspectedFile, files: SourceFiles, notes: RowNotes): Promise<Result<SourceFacts>> {
  const source = (crs: CrsName): RowSource => {
    const { encoding } = told;
    const [best] = encoding?.candidates ?? [];
    const of = { file: told.name, crs };
    if (told.format !== 'csv') return { ...of, format: told.format as Exclude<RowSource['format'], 'csv'> };
    return {
      ...of,
      format: 'csv',
      encoding: encoding?.declared ?? best?.encoding ?? 'utf-8',
      ...(best && best.oddLine !== null
        ? { oddLineEncoding: encoding?.candidates[1]?.encoding ?? 'windows-1252' }
        : {}),
    };
  };
  const request = { columns: 'all', take: (row: SourceRow) => notes.take(row) } as const;
  const first = await readRows(source('WGS84'), files, request, silentLog);
  if (first.ok) {
    // A .prj was read as the system that was declared: it is that one, whatever it calls it.
    const { crs } = first.value;
    if (crs !== null) told.crs = told.format === 'shapefile' ? 'WGS84' : namedCrs(crs);
    return first;
  }
  const named = first.problem.code === 'file.other-crs' ? namedSystem(String(first.problem.params['named'])) : null;
  if (named === null) return first;
  told.crs = named;
  notes.reset();
  return readRows(source(named), files, request, silentLog);
}

/** The system that the `crs` of GeoJSON or the datum of a .prj (`name (datum)`) stands for. */
function namedSystem(named: string): CrsName | null {
  const datum = /\((.*)\)$/.exec(named)?.[1];
  return datum === undefined ? namedCrs(named) : crsOfDatum(datum);
}

/** What the rows of a file have in common. */
class RowNotes {
  inspector = new ColumnInspector();
  rows = 0;
  isCut = false;
  box: [number, number, number, number] | null = null;
  #shapes = new Set<'point' | 'line' | 'polygon'>();

  reset(): void {
    this.inspector = new ColumnInspector();
    this.rows = 0;
    this.box = null;
    this.#shapes.clear();
  }

  get geometry(): InspectedFile['geometry'] {
    const [first] = this.#shapes;
    return first === undefined ? 'none' : this.#shapes.size > 1 ? 'mixed' : first;
  }

  take({ properties, geometry }: SourceRow): boolean {
    this.rows++;
    this.inspector.take(properties);
    if (geometry) this.#see(geometry);
    this.isCut = this.rows >= rowLimit;
    return !this.isCut;
  }

  #see(geometry: Geometry): void {
    if (geometry.type === 'GeometryCollection') {
      for (const part of geometry.geometries) this.#see(part);
      return;
    }
    this.#shapes.add(
      geometry.type.includes('Point') ? 'point' : geometry.type.includes('Polygon') ? 'polygon' : 'line',
    );
    this.#stretch(geometry.coordinates);
  }

  #stretch(value: unknown): void {
    if (!Array.isArray(value)) return;
    if (typeof value[0] !== 'number') {
      for (const part of value) this.#stretch(part);
      return;
    }
    const [x, y] = value as [number, number];
    const [west, south, east, north] = this.box ?? [x, y, x, y];
    this.box = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
}

/** Where a table lies by the columns that look like degrees; strays beyond the Earth do not count. */
function boxOfColumns({ columns }: InspectedFile): InspectedFile['bbox'] {
  const guesses = guessColumns(columns);
  const rangeOf = (meaning: 'x' | 'y', limit: number): [number, number] | null => {
    const name = guesses.find((guess) => guess.meaning === meaning)?.column;
    const column = columns.find((one) => one.name === name);
    // Half of the samples say where it lies even where a few rows are wild.
    const values = (column?.samples ?? []).map(Number).filter((value) => Math.abs(value) <= limit && value !== 0);
    if (!column || values.length === 0) return null;
    const isWild = Math.abs(column.min ?? 0) > limit || Math.abs(column.max ?? 0) > limit;
    return isWild ? [Math.min(...values), Math.max(...values)] : [column.min!, column.max!];
  };
  const x = rangeOf('x', 180);
  const y = rangeOf('y', 90);
  return x && y ? [x[0], y[0], x[1], y[1]] : null;
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

/**
 * Whether the middle of a box lies in the box of mainland China, and not in Taiwan, where coordinates are not shifted.
 * Neighbours within the box are asked as well: a question too many shifts nothing.
 */
export function isInChina(bbox: InspectedFile['bbox']): boolean {
  if (!bbox) return false;
  const [lng, lat] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  const isTaiwan = lng > 119.2 && lng < 122.2 && lat > 21.8 && lat < 25.5 && lng - 119.2 > (25.9 - lat) * 0.1;
  return lng > 73.4 && lng < 135.1 && lat > 18 && lat < 53.6 && !isTaiwan;
}

/** The first bytes of a file, unpacked where it is gzip. */
async function readHead(file: string, files: SourceFiles, limit: number): Promise<Result<Uint8Array>> {
  const opened = await openBytes(files, file);
  if (!opened.ok) return opened;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of opened.value) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch {
    return { ok: false, problem: { code: 'file.damaged-gzip', params: { file } } };
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return { ok: true, value: head.subarray(0, limit) };
}

/** Looking at a file makes no report. */
const silentLog: LayerLog = {
  read: () => undefined,
  kept: () => undefined,
  refuse: () => undefined,
  repair: () => undefined,
  remark: () => undefined,
  refuseMany: () => undefined,
};
