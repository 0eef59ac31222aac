import { metresPerUnit } from '../../geometry/ground-metres';
import type { WalkNetwork } from '../walk-network';

/** Land farther than this from any path is left out of a drawn service area. */
export const FIELD_REACH_METRES = 150;

/** Cells along each side of a tile: a power of two. */
export const TILE_BITS = 6;
export const TILE_CELLS = 2 ** TILE_BITS;

/**
 * The raster of a place: square cells in metres, row 0 in the south, in tiles of `TILE_CELLS` × `TILE_CELLS` that are numbered
 * row by row. It covers every street and the land around within `FIELD_REACH_METRES`.
 */
export interface FieldFrame {
  readonly cellMetres: number;
  /** Lattice coordinates of the middle of the cell in the south-west, and lattice units of one cell. */
  readonly x0: number;
  readonly y0: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly tileColumns: number;
  readonly tileRows: number;
}

/** `[minX, minY, maxX, maxY]` of all nodes, lattice; null without streets. */
export function networkBox({ edgeCount, nodeX, nodeY }: WalkNetwork): readonly [number, number, number, number] | null {
  if (edgeCount === 0) return null;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let n = 0; n < nodeX.length; n++) {
    minX = Math.min(minX, nodeX[n]!);
    maxX = Math.max(maxX, nodeX[n]!);
    minY = Math.min(minY, nodeY[n]!);
    maxY = Math.max(maxY, nodeY[n]!);
  }
  return [minX, minY, maxX, maxY];
}

/** The raster over a box of streets; cells are square at its middle latitude. */
export function createFrame(
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  cellMetres: number,
): FieldFrame {
  const { east, north } = metresPerUnit((minY + maxY) / 2);
  const stepX = cellMetres / east;
  const stepY = cellMetres / north;
  const margin = marginCells(cellMetres);
  const tiles = (from: number, to: number, step: number) =>
    Math.ceil(((to - from) / step + 2 * margin + 1) / TILE_CELLS);
  return {
    cellMetres,
    x0: minX - margin * stepX,
    y0: minY - margin * stepY,
    stepX,
    stepY,
    tileColumns: tiles(minX, maxX, stepX),
    tileRows: tiles(minY, maxY, stepY),
  };
}

/** Cells within which a path reaches land, one more for rounding. */
export function marginCells(cellMetres: number): number {
  return Math.ceil(FIELD_REACH_METRES / cellMetres) + 1;
}
