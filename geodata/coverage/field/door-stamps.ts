import { UNREACHED } from '../travel-times';
import { TILE_CELLS } from './frame';
import type { FieldFrame } from './frame';

/** Doors whose own times a field tells: lattice points, and of two that share a cell the one of more weight counts. */
export interface FieldDoors {
  xy: ArrayLike<number>;
  weights: ArrayLike<number>;
  /** False for a door of which nothing is known, which leaves the field as it is. */
  isTimed(door: number): boolean;
}

/** The cells that show a door's time, by tile. */
export interface DoorStamps {
  /** Stamps of a tile are `start[tile]` up to `start[tile + 1]`; where a cell comes twice, the last counts. */
  start: Int32Array;
  /** Cell in its tile, and the door. */
  cell: Uint16Array;
  door: Int32Array;
}

/**
 * Gives the four cells around each door the door's own time, so that an outline drawn from the field tells of every household
 * what is counted of it. The field knows only the middles of cells: a door may be linked to another path than the middle beside
 * it, round a corner of a wall or past a river.
 */
export function stampDoors(frame: FieldFrame, doors: FieldDoors): DoorStamps {
  const { xy, weights } = doors;
  const order: number[] = [];
  for (let door = 0; 2 * door < xy.length; door++) if (doors.isTimed(door)) order.push(door);
  order.sort((p, q) => weights[p]! - weights[q]! || p - q);
  const start = new Int32Array(frame.tileColumns * frame.tileRows + 1);
  const eachStamp = (visit: (tile: number, cell: number, door: number) => void): void => {
    for (const door of order)
      forCorners(frame, xy[2 * door]!, xy[2 * door + 1]!, (tile, cell) => visit(tile, cell, door));
  };
  eachStamp((tile) => start[tile + 1]!++);
  for (let tile = 0; tile + 1 < start.length; tile++) start[tile + 1]! += start[tile]!;
  const next = start.slice();
  const stamps = {
    start,
    cell: new Uint16Array(start[start.length - 1]!),
    door: new Int32Array(start[start.length - 1]!),
  };
  eachStamp((tile, cell, door) => {
    const at = next[tile]!++;
    stamps.cell[at] = cell;
    stamps.door[at] = door;
  });
  return stamps;
}

/** Tells the cells of a tile that show a door's time, and that time; `Infinity` for a door that is `UNREACHED`. */
export function readStamps(
  { start, cell, door }: DoorStamps,
  tile: number,
  doorMilliseconds: Int32Array,
  visit: (cell: number, milliseconds: number) => void,
): void {
  for (let i = start[tile]!; i < start[tile + 1]!; i++) {
    const time = doorMilliseconds[door[i]!]!;
    visit(cell[i]!, time === UNREACHED ? Infinity : time);
  }
}

/** Tells the four cells around a point, by tile and cell in it; those off the raster are left out. */
export function forCorners(frame: FieldFrame, x: number, y: number, visit: (tile: number, cell: number) => void): void {
  const column = Math.floor((x - frame.x0) / frame.stepX);
  const row = Math.floor((y - frame.y0) / frame.stepY);
  for (let r = row; r <= row + 1; r++) {
    for (let c = column; c <= column + 1; c++) {
      const tileColumn = Math.floor(c / TILE_CELLS);
      const tileRow = Math.floor(r / TILE_CELLS);
      if (c < 0 || r < 0 || tileColumn >= frame.tileColumns || tileRow >= frame.tileRows) continue;
      visit(tileRow * frame.tileColumns + tileColumn, (r % TILE_CELLS) * TILE_CELLS + (c % TILE_CELLS));
    }
  }
}
