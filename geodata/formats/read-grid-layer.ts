import type { Geometry, Position } from 'geojson';
import { toLattice } from '../schema/coordinates';
import type { CrsName } from '../schema/incident';
import { workerKinds } from '../schema/grid-worker';
import type { GridKind } from '../schema/plan';
import type { LayerMapping } from '../schema/plan-layer';
import { fail, ok } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';
import { cellText } from './cell-text';
import { toWgs84 } from './coordinate-system';
import { ImportLog } from './import-log';
import type { RowSource } from './row-source-spec';
import { readRows } from './rows/read-rows';
import type { SourceFacts, SourceFiles, SourceRow } from './rows/source-row';
import { readWorkerNames } from './worker-names';
import type { ReadWorker } from './worker-names';

/** Polygons of one layer, at most: the cleaning of these takes seconds, of more it would take minutes. */
export const layerLimit = 50_000;
/** Positions kept to measure how well a system fits. */
const sampleLimit = 4000;

/** A row of a layer: a grid as somebody's file has it. */
export interface LayerGrid {
  row: number;
  name: string;
  code: string;
  /** What its column says of the community; empty where nothing does. */
  community: string;
  workers: ReadWorker[];
  kind: GridKind;
  /** Lattice rings as they are written, closed or not. */
  polygons: number[][][];
}

/** A remark on a row; `refused` where the row was left out by it. */
export interface RowNote {
  row: number;
  name: string;
  refused: boolean;
  problem: Problem;
}

export interface GridLayer {
  grids: LayerGrid[];
  notes: RowNote[];
  /** Rows of the file. */
  read: number;
  facts: SourceFacts;
  /** Vertices as written, to measure how well a system fits. */
  samples: [number, number][];
}

/**
 * Reads a layer of grids from a file of any format that has polygons. Rings are taken as they are written (the cleaning
 * repairs them), coordinates are taken from the declared system to WGS84. Problems: those of the file, a column that is
 * not there, more than `layerLimit` polygons. Rows without a polygon are refused by number and name.
 */
export async function readGridLayer(
  source: RowSource,
  mapping: LayerMapping,
  files: SourceFiles,
): Promise<Result<GridLayer>> {
  const grids: LayerGrid[] = [];
  const notes: RowNote[] = [];
  const samples: [number, number][] = [];
  let polygons = 0;
  const log = new ImportLog();
  const take = (row: SourceRow): boolean => {
    const text = (column: string | undefined): string => (column === undefined ? '' : cellText(row.properties[column]));
    const name = text(mapping.name);
    const remark = (problem: Problem, refused: boolean): void =>
      void notes.push({ row: row.number, name, refused, problem });
    const shape = polygonsOf(row.geometry);
    if (!shape.ok) {
      remark(shape.problem, true);
      return true;
    }
    sample(shape.value, samples);
    const rings = latticeOf(shape.value, source.crs);
    if (!rings.ok) {
      remark(rings.problem, true);
      return true;
    }
    polygons += rings.value.length;
    const workers = workerKinds.flatMap((kind) => {
      const key = workerColumns[kind];
      const number = text(mapping[key]);
      const posts = readPosts(number);
      if (number !== '' && posts === null)
        remark({ code: 'layer.bad-workers', params: { value: number.slice(0, 40) } }, false);
      const names = readContinued(row.properties, mapping[`${key}Names`]);
      const read = readWorkerNames(names, posts, kind);
      if (read.refused.length > 0)
        remark({ code: 'layer.bad-worker-names', params: { names: read.refused.slice(0, 5).join('、') } }, false);
      return read.workers;
    });
    const kind = guessKind(text(mapping.kind));
    if (kind === null)
      remark({ code: 'layer.unknown-kind', params: { value: text(mapping.kind).slice(0, 40) } }, false);
    grids.push({
      row: row.number,
      name: name.slice(0, 100),
      code: text(mapping.code),
      community: text(mapping.community),
      workers,
      kind: kind ?? 'general',
      polygons: rings.value,
    });
    return polygons <= layerLimit;
  };
  // All columns, because formats differ in how they miss one; which are there is looked up below.
  const facts = await readRows(
    source,
    files,
    { columns: 'all', roughRings: true, take },
    log.layer(source.file, 'grids'),
  );
  if (!facts.ok) return facts;
  if (polygons > layerLimit) return fail('layer.too-many', { file: source.file, limit: layerLimit });
  const { columns } = facts.value;
  for (const column of Object.values(mapping)) {
    if (column !== undefined && !columns.includes(column))
      return fail('layer.no-column', { file: source.file, column, columns });
  }
  // What the reader itself refused never came as a row.
  for (const { code, params, line, kind } of log.report('').notes)
    if (kind === 'refused')
      notes.push({ row: line ?? 0, name: '', refused: true, problem: { code: code as Problem['code'], params } });
  const read = log.report('').files[0]?.read ?? grids.length;
  return ok({ grids, notes, read, facts: facts.value, samples });
}

function polygonsOf(geometry: Geometry | null): Result<Position[][][]> {
  if (geometry?.type === 'Polygon') return ok([geometry.coordinates]);
  if (geometry?.type === 'MultiPolygon') return ok(geometry.coordinates);
  if (geometry?.type === 'GeometryCollection') {
    const parts = geometry.geometries.map(polygonsOf);
    const found = parts.flatMap((part) => (part.ok ? part.value : []));
    if (found.length > 0) return ok(found);
  }
  return fail('layer.not-a-polygon', { type: geometry?.type ?? '—' });
}

function latticeOf(polygons: readonly Position[][][], crs: CrsName): Result<number[][][]> {
  const answer: number[][][] = [];
  for (const polygon of polygons) {
    const rings: number[][] = [];
    for (const positions of polygon) {
      const ring: number[] = [];
      for (const [x, y] of positions) {
        const at = toWgs84(x!, y!, crs);
        if (!at) return fail('layer.bad-coordinate', { coordinate: `${x}, ${y}` });
        ring.push(toLattice(at[0]), toLattice(at[1]));
      }
      rings.push(ring);
    }
    if (rings.length > 0) answer.push(rings);
  }
  return ok(answer);
}

function sample(polygons: readonly Position[][][], samples: [number, number][]): void {
  for (const ring of polygons.flat())
    for (const [x, y] of ring) if (samples.length < sampleLimit) samples.push([x!, y!]);
}

const workerColumns = { 'full-time': 'fullTime', 'part-time': 'partTime', mobile: 'mobile' } as const;

/** Posts; null where nothing is written, and for what is no number. */
function readPosts(text: string): number | null {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) && value >= 0 && value <= 1000 ? value : null;
}

/** A list that goes on in columns `name2`, `name3` …, where a table has no room for it in one (`widenLists` of the writer). */
function readContinued(properties: SourceRow['properties'], column: string | undefined): string {
  if (column === undefined) return '';
  const pieces = [cellText(properties[column])];
  for (let n = 2; properties[`${column}${n}`] !== undefined; n++) pieces.push(cellText(properties[`${column}${n}`]));
  return pieces.filter((piece) => piece !== '').join('、');
}

/** A kind by the words files use for it, in either language; null for a word nobody knows. */
function guessKind(text: string): GridKind | null {
  const word = text.toLowerCase();
  if (word === '') return 'general';
  if (/专属|专门|dedicated|special/.test(word)) return 'dedicated';
  if (/未划|空白|unassigned|free/.test(word)) return 'unassigned';
  return /综合|基础|普通|一般|单元|网格|general|basic|ordinary/.test(word) ? 'general' : null;
}
