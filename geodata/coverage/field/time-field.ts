/**
 * Walking time at the middle of every cell of a rectangle, from one search. The outermost cells are never reached, so that
 * every outline closes inside.
 */
export interface TimeField {
  /** cell = row * columns + column, row 0 in the south; a multiple of four. */
  readonly columns: number;
  readonly rows: number;
  /** Lattice coordinates of the middle of cell 0, and lattice units of one cell. */
  readonly x0: number;
  readonly y0: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Milliseconds; `Infinity` where nobody walks to within the bound or no path is near. Overwritten by the next field. */
  readonly milliseconds: Float32Array;
  /** Columns between which times of a row may be: from the first up to the second, each a multiple of four. */
  span(row: number): readonly [from: number, to: number];
  /** True if a wall or a shore lies between a cell and the next one to the east or north: their times have nothing to do with each other. */
  isApart(cell: number, towards: 'east' | 'north'): boolean;
}
