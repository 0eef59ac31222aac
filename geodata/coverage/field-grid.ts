import type { MultiPolygon, Polygon } from '../schema/coordinates';
import { metresPerUnit } from '../geometry/ground-metres';
import { OUTSIDE } from './walls';
import type { Walls } from './walls';

/** Side of a cell in a river or lake: no path is on it. */
export const ON_WATER = -2;

/** A raster over a piece of the place: square cells in metres, row 0 in the south, cell = row * columns + column. */
export interface FieldGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Lattice coordinates of the middle of cell 0. */
  readonly x0: number;
  readonly y0: number;
  /** Lattice units of one cell. */
  readonly stepX: number;
  readonly stepY: number;
  /** Metres of one lattice unit in the middle of the raster. */
  readonly east: number;
  readonly north: number;
}

/** A raster over the given `[minX, minY, maxX, maxY]` grown by a margin; cells grow until at most `maxCells` are needed. */
export function createFieldGrid(
  box: readonly [number, number, number, number],
  marginMetres: number,
  cellMetres: number,
  maxCells: number,
): FieldGrid {
  const { east, north } = metresPerUnit((box[1] + box[3]) / 2);
  // Two cells more on every side, so that every outline closes inside the raster.
  const width = (box[2] - box[0]) * east + 2 * marginMetres;
  const height = (box[3] - box[1]) * north + 2 * marginMetres;
  const cell = Math.max(cellMetres, Math.sqrt((width * height) / maxCells));
  const columns = Math.ceil(width / cell) + 4;
  const rows = Math.ceil(height / cell) + 4;
  const stepX = cell / east;
  const stepY = cell / north;
  const x0 = (box[0] + box[2]) / 2 - ((columns - 1) / 2) * stepX;
  const y0 = (box[1] + box[3]) / 2 - ((rows - 1) / 2) * stepY;
  return { columns, rows, cellMetres: cell, x0, y0, stepX, stepY, east, north };
}

/** The walled compound the middle of each cell lies in (of nested ones the innermost), `ON_WATER`, or `OUTSIDE`. */
export function paintSides(walls: Walls, grid: FieldGrid, water: MultiPolygon): Int16Array {
  const side = new Int16Array(grid.columns * grid.rows).fill(OUTSIDE);
  const bySize = walls.compounds
    .map((compound, index) => ({ index, boundary: compound.boundary, size: boxSize(compound.boundary[0]!) }))
    .sort((p, q) => q.size - p.size || q.index - p.index);
  for (const { index, boundary } of bySize) fillPolygon(grid, boundary, (from, to) => side.fill(index, from, to));
  // Nobody lives on the water or walks over it but on a bridge, which is a path of its own.
  for (const polygon of water) fillPolygon(grid, polygon, (from, to) => side.fill(ON_WATER, from, to));
  return side;
}

/** Calls `fill` with the range of cells in each row whose middles lie in the polygon. */
function fillPolygon(grid: FieldGrid, polygon: Polygon, fill: (from: number, to: number) => void): void {
  const crossings: number[] = [];
  let minY = Infinity;
  let maxY = -Infinity;
  const outer = polygon[0] ?? [];
  for (let i = 1; i < outer.length; i += 2) {
    minY = Math.min(minY, outer[i]!);
    maxY = Math.max(maxY, outer[i]!);
  }
  const firstRow = Math.max(0, Math.ceil((minY - grid.y0) / grid.stepY));
  const lastRow = Math.min(grid.rows - 1, Math.floor((maxY - grid.y0) / grid.stepY));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = grid.y0 + row * grid.stepY;
    crossings.length = 0;
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const ay = ring[i + 1]!;
        const by = ring[j + 1]!;
        if (ay > y === by > y) continue;
        crossings.push(ring[i]! + ((y - ay) / (by - ay)) * (ring[j]! - ring[i]!));
      }
    }
    crossings.sort((p, q) => p - q);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k]! - grid.x0) / grid.stepX));
      const to = Math.min(grid.columns - 1, Math.floor((crossings[k + 1]! - grid.x0) / grid.stepX));
      if (from <= to) fill(row * grid.columns + from, row * grid.columns + to + 1);
    }
  }
}

function boxSize(ring: readonly number[]): number {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    minX = Math.min(minX, ring[i]!);
    maxX = Math.max(maxX, ring[i]!);
    minY = Math.min(minY, ring[i + 1]!);
    maxY = Math.max(maxY, ring[i + 1]!);
  }
  return (maxX - minX) * (maxY - minY);
}
