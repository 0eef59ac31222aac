import type { Geometry, Position } from 'geojson';
import type { ImportPreviewWire } from '../schema/import-inspection';
import type { CrsName } from '../schema/incident';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { cellText } from './cell-text';
import { fitSystems, indexStreets } from './guess-crs-fit';
import { geometryInWgs84 } from './geometry-in-wgs84';
import { ImportLog } from './import-log';
import { cellToBoundary, isValidCell } from 'h3-js';
import type { RowSource } from './row-source-spec';
import { readRows } from './rows/read-rows';
import type { SourceFiles, SourceRow } from './rows/source-row';

/** Rows that are shown; of more, as many spread over all of them. */
export const previewLimit = 2000;
/** Positions of all shapes together; beyond it only points and boxes would still be drawn in time. */
const positionLimit = 120_000;

export interface PreviewRequest {
  source: RowSource;
  /** The system it is taken for; null where a person has not chosen: shown as it is written. */
  crs: CrsName | null;
  /** Compare the systems: the file declares none. */
  compare: boolean;
  columns: { x?: string | undefined; y?: string | undefined; cell?: string | undefined; label?: string | undefined };
  streets: ImportPreviewWire['streets'];
}

/** Some rows of a file as they would lie on the map, and how well each system fits the streets. */
export async function previewFile(request: PreviewRequest, files: SourceFiles): Promise<Result<ImportPreviewWire>> {
  const { source, columns, streets } = request;
  const sample = new Spread<{ geometry: Geometry; label: string }>(previewLimit);
  const read = await readRows(
    source,
    files,
    {
      columns: 'all',
      take: (row) => {
        const geometry = geometryOf(row, columns);
        if (geometry) sample.take({ geometry, label: columns.label ? cellText(row.properties[columns.label]) : '' });
      },
    },
    new ImportLog().layer(source.file, 'preview'),
  );
  if (!read.ok) return read;
  const rows = sample.spread();
  const written = rows.flatMap(({ geometry }) =>
    geometry.type === 'Point' ? [geometry.coordinates as [number, number]] : cornerOf(geometry),
  );
  const fits = request.compare ? fitSystems(written.filter(isOnEarth), indexStreets(streets)) : [];
  let positions = 0;
  const features: ImportPreviewWire['features']['features'] = [];
  for (const { geometry, label } of rows) {
    const moved = geometryInWgs84(geometry, request.crs ?? 'WGS84') as Exclude<
      Geometry,
      { type: 'GeometryCollection' }
    >;
    positions += countPositions(moved.coordinates);
    if (positions > positionLimit) break;
    features.push({
      type: 'Feature',
      geometry: { type: moved.type, coordinates: moved.coordinates as never },
      properties: { label },
    });
  }
  const shown = features.flatMap(({ geometry }) => positionsOf(geometry.coordinates)).filter(isOnEarth);
  // Beside streets the town is shown, so that each system is seen against the whole of it.
  const bbox = middleBox(request.compare && streets.length > 0 ? [...streets.flat(), ...shown] : shown);
  return ok({ total: sample.seen, features: { type: 'FeatureCollection', features }, fits, streets, bbox });
}

function geometryOf(row: SourceRow, columns: PreviewRequest['columns']): Geometry | null {
  const text = (column: string): string => cellText(row.properties[column]);
  if (columns.cell !== undefined) {
    const cell = text(columns.cell);
    return isValidCell(cell) ? { type: 'Polygon', coordinates: [cellToBoundary(cell, true)] } : null;
  }
  if (row.geometry) return row.geometry.type === 'GeometryCollection' ? null : row.geometry;
  if (columns.x === undefined || columns.y === undefined || text(columns.x) === '' || text(columns.y) === '')
    return null;
  const [x, y] = [Number(text(columns.x)), Number(text(columns.y))];
  return isOnEarth([x, y]) ? { type: 'Point', coordinates: [x, y] } : null;
}

const isOnEarth = ([x, y]: Position): boolean => Math.abs(x!) <= 180 && Math.abs(y!) <= 90 && !(x === 0 && y === 0);

function positionsOf(value: unknown): Position[] {
  if (!Array.isArray(value)) return [];
  return typeof value[0] === 'number' ? [value as Position] : value.flatMap(positionsOf);
}

function countPositions(value: unknown): number {
  if (!Array.isArray(value)) return 0;
  return typeof value[0] === 'number' ? 1 : value.reduce((sum: number, part) => sum + countPositions(part), 0);
}

function cornerOf(geometry: Geometry): [number, number][] {
  if (geometry.type === 'GeometryCollection') return [];
  const [first] = positionsOf(geometry.coordinates);
  return first ? [first as [number, number]] : [];
}

/** The box of all but the outermost hundredth on each side, so that one stray row does not shrink the rest to a dot. */
export function middleBox(positions: readonly Position[]): ImportPreviewWire['bbox'] {
  if (positions.length === 0) return null;
  const xs = positions.map(([x]) => x!).sort((a, b) => a - b);
  const ys = positions.map(([, y]) => y!).sort((a, b) => a - b);
  const low = Math.floor(xs.length * 0.01);
  const high = xs.length - 1 - low;
  return [xs[low]!, ys[low]!, xs[high]!, ys[high]!];
}

/** Keeps at most so many of what comes, evenly spread, without knowing how much there will be. */
class Spread<T> {
  seen = 0;
  #taken: T[] = [];
  #stride = 1;

  constructor(private readonly limit: number) {}

  take(value: T): void {
    if (this.seen++ % this.#stride !== 0) return;
    this.#taken.push(value);
    if (this.#taken.length < this.limit * 2) return;
    this.#taken = this.#taken.filter((_, i) => i % 2 === 0);
    this.#stride *= 2;
  }

  /** What was kept, thinned to the limit. */
  spread(): T[] {
    const every = Math.max(1, Math.ceil(this.#taken.length / this.limit));
    return this.#taken.filter((_, i) => i % every === 0);
  }
}
