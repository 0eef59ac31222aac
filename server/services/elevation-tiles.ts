import { encode } from 'fast-png';
import { heightNear } from '../../geodata/geometry/height-at';
import type { ElevationGrid } from '../../geodata/schema/elevation';

/** Pixels across a tile. */
const size = 256;

/**
 * A raster-dem tile in the terrarium encoding, or null where the tile lies outside the heights. Where a height is unknown
 * the surface goes on level, so that no cliff is drawn that is not there.
 */
export function drawElevationTile(grid: ElevationGrid, z: number, x: number, y: number): Uint8Array | null {
  const across = 2 ** z;
  const lngAt = (column: number) => ((x + column / size) / across) * 360 - 180;
  const latAt = (row: number) => {
    const n = Math.PI * (1 - (2 * (y + row / size)) / across);
    return (Math.atan(Math.sinh(n)) * 180) / Math.PI;
  };
  const east = grid.west + grid.columns * grid.cellWidth;
  const south = grid.north - grid.rows * grid.cellHeight;
  if (lngAt(0) > east || lngAt(size) < grid.west || latAt(0) < south || latAt(size) > grid.north) return null;
  const data = new Uint8Array(size * size * 3);
  for (let row = 0; row < size; row++) {
    const lat = latAt(row + 0.5);
    let last = 0;
    for (let column = 0; column < size; column++) {
      const lng = lngAt(column + 0.5);
      const isInside = lng >= grid.west && lng <= east && lat >= south && lat <= grid.north;
      // Beyond its edge the ground sinks into a plain within a kilometre, or ridges would go on as stripes.
      const beyond = isInside ? 0 : Math.hypot(lng - clamp(lng, grid.west, east), lat - clamp(lat, south, grid.north));
      const metres = (heightNear(grid, lng, lat) ?? last) * Math.exp(-beyond / 0.004);
      last = metres;
      const value = metres + 32768;
      const at = (row * size + column) * 3;
      data[at] = Math.floor(value / 256);
      data[at + 1] = Math.floor(value) % 256;
      data[at + 2] = Math.floor((value % 1) * 256);
    }
  }
  return encode({ width: size, height: size, data, channels: 3, depth: 8 });
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
