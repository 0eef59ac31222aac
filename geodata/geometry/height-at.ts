import { fromLattice } from '../schema/coordinates';
import { NO_HEIGHT } from '../schema/elevation';
import type { ElevationGrid } from '../schema/elevation';

/** Metres above sea level at a lattice point, between the middles of the four cells around; null outside or unknown. */
export function heightAt(grid: ElevationGrid, x: number, y: number): number | null {
  const column = (fromLattice(x) - grid.west) / grid.cellWidth;
  const row = (grid.north - fromLattice(y)) / grid.cellHeight;
  if (column < 0 || row < 0 || column > grid.columns || row > grid.rows) return null;
  return between(grid, column - 0.5, row - 0.5);
}

/** As `heightAt`, and outside the grid as on its nearest edge: a drawn surface goes on without a cliff. */
export function heightNear(grid: ElevationGrid, lng: number, lat: number): number | null {
  return between(grid, (lng - grid.west) / grid.cellWidth - 0.5, (grid.north - lat) / grid.cellHeight - 0.5);
}

/** `column` and `row` count from the middle of the first cell. */
function between(grid: ElevationGrid, column: number, row: number): number | null {
  const c = Math.min(Math.max(column, 0), grid.columns - 1);
  const r = Math.min(Math.max(row, 0), grid.rows - 1);
  const [west, north] = [Math.floor(c), Math.floor(r)];
  const [east, south] = [Math.min(west + 1, grid.columns - 1), Math.min(north + 1, grid.rows - 1)];
  const [dx, dy] = [c - west, r - north];
  const corners = [
    [west, north, (1 - dx) * (1 - dy)],
    [east, north, dx * (1 - dy)],
    [west, south, (1 - dx) * dy],
    [east, south, dx * dy],
  ] as const;
  let units = 0;
  for (const [cellColumn, cellRow, weight] of corners) {
    if (weight === 0) continue;
    const height = grid.heights[cellRow * grid.columns + cellColumn]!;
    if (height === NO_HEIGHT) return null;
    units += height * weight;
  }
  return units * grid.stepMetres;
}
