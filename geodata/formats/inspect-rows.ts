import type { Geometry } from 'geojson';
import type { InspectedFile, ReadingChoice } from '../schema/import-inspection';
import type { CrsName } from '../schema/incident';
import type { Problem, Result } from '../schema/problems';
import { guessColumns } from './guess-column';
import { guessEncoding } from './guess-encoding';
import { silentLog } from './import-log';
import { ColumnInspector, medianOf } from './inspect-columns';
import { isInChina } from './is-in-china';
import type { RowSource } from './row-source-spec';
import { findShapefile } from './rows/find-shapefile';
import { namedCrs } from './rows/named-crs';
import { readHead } from './rows/read-head';
import { crsOfDatum } from './rows/read-prj';
import { readRows } from './rows/read-rows';
import type { SourceFacts, SourceFiles, SourceRow } from './rows/source-row';

/** Told what is wrong with a file. */
export type Complain = (problem: Pick<Problem, 'code' | 'params'>) => void;

/** Bytes of a text that its encoding is told from. */
const encodingBytes = 24 * 1024 * 1024;
/** Faults of a shapefile whose texts may read in another encoding than the one it declares, if any. */
const unreadable: readonly string[] = ['shapefile.no-encoding', 'file.is-utf-8', 'file.wrong-encoding'];
/** Rows that are looked at; of longer files the number is estimated. */
const rowLimit = 400_000;
/** Coordinates that the middle of a file is told from. */
const middleSamples = 4000;

/** Fills in what the rows of a file say of it. The first part that there is, the likeliest encoding, where nobody chose. */
export async function inspectRows(
  told: InspectedFile,
  files: SourceFiles,
  choice: Omit<ReadingChoice, 'file'>,
  complain: Complain,
): Promise<void> {
  if (told.format === 'csv') {
    const bytes = await readHead(told.name, files, encodingBytes);
    if (!bytes.ok) return complain(bytes.problem);
    told.encoding = guessEncoding(bytes.value);
  }
  const notes = new RowNotes();
  told.part = choice.part ?? null;
  let facts = await readTold(told, files, choice.encoding, notes);
  if (!facts.ok && told.part === null) {
    // Several parts and none chosen: the first is shown, the others can be chosen.
    told.part = partsToChoose(facts.problem)[0] ?? null;
    if (told.part !== null) facts = await readTold(told, files, choice.encoding, notes);
  }
  if (!facts.ok && told.format === 'shapefile' && unreadable.includes(facts.problem.code)) {
    const found = await findShapefile({ file: told.name, shapefile: told.part ?? undefined }, files);
    if (found.ok) told.encoding = guessEncoding(textOfDbf(found.value.dbf));
    facts = await readTold(told, files, choice.encoding, notes);
  }
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
  told.part ??= told.parts[0] ?? null;
  if (facts.ok && told.format === 'shapefile' && facts.value.encoding !== null && told.encoding === null)
    told.encoding = { declared: facts.value.encoding, candidates: [] };
  told.geometry = notes.geometry;
  told.bbox = notes.box ?? boxOfColumns(told);
  told.inChina = isInChina(told.bbox);
}

/** Reads the rows; a system the file names itself is taken at its word. */
async function readTold(
  told: InspectedFile,
  files: SourceFiles,
  chosen: string | undefined,
  notes: RowNotes,
): Promise<Result<SourceFacts>> {
  notes.reset();
  const candidates = told.encoding?.candidates ?? [];
  const encoding = chosen ?? told.encoding?.declared ?? candidates[0]?.encoding;
  const isOdd = candidates.some((one) => one.encoding === encoding && one.oddLine !== null);
  const source = (crs: CrsName): RowSource => {
    const of = { file: told.name, crs };
    const part = told.part ?? undefined;
    switch (told.format) {
      case 'csv': {
        const odd = candidates.find((one) => one.encoding !== encoding)?.encoding ?? 'windows-1252';
        return { ...of, format: 'csv', encoding: encoding ?? 'utf-8', ...(isOdd ? { oddLineEncoding: odd } : {}) };
      }
      case 'xlsx':
        return { ...of, format: 'xlsx', sheet: part };
      case 'kml':
        return { ...of, format: 'kml' };
      case 'gpkg':
        return { ...of, format: 'gpkg', table: part };
      case 'topojson':
        return { ...of, format: 'topojson', object: part };
      case 'shapefile':
        return { ...of, format: 'shapefile', shapefile: part, encoding };
      default:
        return { ...of, format: 'geojson' };
    }
  };
  const request = { columns: 'all', take: (row: SourceRow) => notes.take(row) } as const;
  const first = await readRows(source('WGS84'), files, request, silentLog);
  if (first.ok) {
    // A .prj was read as the system that was declared: it is that one, whatever it calls it.
    const { crs } = first.value;
    if (crs !== null) told.crs = told.format === 'shapefile' || told.format === 'gpkg' ? 'WGS84' : namedCrs(crs);
    return first;
  }
  const named = first.problem.code === 'file.other-crs' ? namedSystem(String(first.problem.params['named'])) : null;
  if (named === null) return first;
  told.crs = named;
  notes.reset();
  return readRows(source(named), files, request, silentLog);
}

/** What a problem says there is to choose from: sheets, objects, shapefiles. */
function partsToChoose({ code, params }: Problem): readonly string[] {
  const key = {
    'xlsx.which-sheet': 'sheets',
    'topojson.which-object': 'objects',
    'shapefile.which': 'shapefiles',
    'gpkg.which-layer': 'layers',
  };
  const parts = params[(key as Readonly<Record<string, string>>)[code] ?? ''];
  return Array.isArray(parts) ? parts.map(String) : [];
}

/** The records of a .dbf, behind its header: what its encoding can be told from. */
function textOfDbf(dbf: Uint8Array): Uint8Array {
  return dbf.subarray((dbf[8] ?? 0) + 256 * (dbf[9] ?? 0));
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
  #box: [number, number, number, number] | null = null;
  /** The first coordinates: their medians are in the middle of the place. */
  #xs: number[] = [];
  #ys: number[] = [];
  #shapes = new Set<'point' | 'line' | 'polygon'>();

  reset(): void {
    this.inspector = new ColumnInspector();
    this.rows = 0;
    this.#box = null;
    this.#xs = [];
    this.#ys = [];
    this.#shapes.clear();
  }

  get geometry(): InspectedFile['geometry'] {
    const [first] = this.#shapes;
    return first === undefined ? 'none' : this.#shapes.size > 1 ? 'mixed' : first;
  }

  /** Of degrees without strays; metres of a projection as they are, so that they are seen to be none. */
  get box(): InspectedFile['bbox'] {
    if (!this.#box) return null;
    const [west, south, east, north] = this.#box;
    const [x, y] = [medianOf(this.#xs), medianOf(this.#ys)];
    if (Math.abs(x) > 180 || Math.abs(y) > 90) return this.#box;
    const [[w, e], [s, n]] = [withoutStrays([west, east], x), withoutStrays([south, north], y)];
    return [w, s, e, n];
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
    if (this.#xs.length < middleSamples) {
      this.#xs.push(x);
      this.#ys.push(y);
    }
    const [west, south, east, north] = this.#box ?? [x, y, x, y];
    this.#box = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
}

/** Where a table lies by the columns that look like degrees. */
function boxOfColumns({ columns }: InspectedFile): InspectedFile['bbox'] {
  const guesses = guessColumns(columns);
  const rangeOf = (meaning: 'x' | 'y', limit: number): Range | null => {
    const name = guesses.find((guess) => guess.meaning === meaning)?.column;
    const column = columns.find((one) => one.name === name);
    if (!column || column.min === null || column.max === null || column.median === null) return null;
    return Math.abs(column.median) > limit ? null : withoutStrays([column.min, column.max], column.median);
  };
  const x = rangeOf('x', 180);
  const y = rangeOf('y', 90);
  return x && y ? [x[0], y[0], x[1], y[1]] : null;
}

type Range = [number, number];
/** A place is smaller than this each way from its middle, degrees: what lies beyond is a lost decimal point or a zero. */
const placeReach = 3;

function withoutStrays([least, most]: Range, median: number): Range {
  return [Math.max(least, median - placeReach), Math.min(most, median + placeReach)];
}
