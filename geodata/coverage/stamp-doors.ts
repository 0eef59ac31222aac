import type { TimeField } from './time-field';
import { UNREACHED } from './travel-times';

/**
 * Gives the four cells around each door the door's own time, so that an outline drawn from the field tells of every household
 * what is counted of it. The field knows only the middles of cells: a door may be linked to another path than the middle beside
 * it, round a corner of a wall or past a river. Where two doors share a cell the one of more weight has it.
 * @param xy lattice points of the doors; `milliseconds` of each, `UNREACHED` where nobody walks
 * @param isTimed false for a door of which nothing is known, which leaves the field as it is
 */
export function stampDoors(
  field: TimeField,
  xy: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  weights: ArrayLike<number>,
  isTimed: (door: number) => boolean,
): void {
  const { columns, rows, x0, y0, stepX, stepY } = field.grid;
  const inGrid: { door: number; cell: number }[] = [];
  for (let door = 0; door < milliseconds.length; door++) {
    const column = Math.floor((xy[2 * door]! - x0) / stepX);
    const row = Math.floor((xy[2 * door + 1]! - y0) / stepY);
    // The outermost cells stay as they are: every outline closes inside the raster.
    if (column < 1 || row < 1 || column + 2 >= columns || row + 2 >= rows || !isTimed(door)) continue;
    inGrid.push({ door, cell: row * columns + column });
  }
  inGrid.sort((p, q) => weights[p.door]! - weights[q.door]! || p.door - q.door);
  for (const { door, cell } of inGrid) {
    const time = milliseconds[door] === UNREACHED ? Infinity : milliseconds[door]!;
    for (const corner of [cell, cell + 1, cell + columns, cell + columns + 1]) field.milliseconds[corner] = time;
  }
}
