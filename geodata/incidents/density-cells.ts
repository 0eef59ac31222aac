import { densityDigits } from './density-scale';
import { latAt, lngAt, localPlane } from './local-plane';

/** What a density raster says of where its cells lie and of how much is in them. */
export interface DensityCells {
  readonly width: number;
  readonly height: number;
  readonly cellMetres: number;
  readonly plane: { readonly lng0: number; readonly lat0: number; readonly east0: number; readonly north0: number };
  readonly values: ArrayLike<number>;
}

/**
 * The cells of rows `from` to below `to` that hold something, northernmost first: middle in degrees, and the density
 * written as map, tooltip and legend write it.
 */
export function densityCells(
  { width, height, cellMetres, plane, values }: DensityCells,
  from = 0,
  to = height,
): [lng: string, lat: string, density: string][] {
  const { lng0, lat0, east0, north0 } = plane;
  const frame = localPlane(lng0, lat0);
  const cells: [string, string, string][] = [];
  for (let row = from; row < Math.min(to, height); row++) {
    const lat = latAt(frame, north0 - (row + 0.5) * cellMetres).toFixed(6);
    for (let column = 0; column < width; column++) {
      const value = values[row * width + column]!;
      if (!(value > 0)) continue;
      cells.push([lngAt(frame, east0 + (column + 0.5) * cellMetres).toFixed(6), lat, writeDensity(value)]);
    }
  }
  return cells;
}

/** A density for a file: the digits of `densityDigits`, no marks between thousands. */
export const writeDensity = (value: number): string => value.toFixed(densityDigits(value));
