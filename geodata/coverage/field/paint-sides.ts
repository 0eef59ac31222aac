import type { LatticeBox, MultiPolygon, Polygon } from '../../schema/coordinates';
import { boxesMeet, lineBox } from '../../geometry/bounding-box';
import { OUTSIDE } from '../walls';
import type { Walls } from '../walls';

/** Side of a cell in a river or lake: no path is on it. */
export const ON_WATER = -2;

/** A rectangle of cells: cell = row * columns + column; lattice coordinates of the middle of cell 0, and units of one cell. */
export interface CellWindow {
  readonly columns: number;
  readonly rows: number;
  readonly x0: number;
  readonly y0: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** The walled compound the middle of each cell of a window lies in (of nested ones the innermost), `ON_WATER`, or `OUTSIDE`. */
export type PaintSides = (window: CellWindow) => Int16Array;

/** Sorts compounds and water once for many windows. */
export function createSidePainter(walls: Walls, water: MultiPolygon): PaintSides {
  const compounds = walls.compounds
    .map(({ boundary }, index) => ({ side: index, boundary, box: lineBox(boundary[0]!) }))
    .sort((p, q) => extent(q.box) - extent(p.box) || q.side - p.side);
  const waters = water
    .filter((polygon) => (polygon[0]?.length ?? 0) >= 6)
    .map((boundary) => ({ side: ON_WATER, boundary, box: lineBox(boundary[0]!) }));
  // Nobody lives on the water or walks over it but on a bridge, which is a path of its own: water is painted last.
  const layers = [...compounds, ...waters];
  return (window) => {
    const { columns, rows, x0, y0, stepX, stepY } = window;
    const side = new Int16Array(columns * rows).fill(OUTSIDE);
    const seen: LatticeBox = [x0, y0, x0 + columns * stepX, y0 + rows * stepY];
    for (const layer of layers) {
      if (boxesMeet(layer.box, seen)) fillPolygon(window, layer.boundary, side, layer.side);
    }
    return side;
  };
}

const extent = ([minX, minY, maxX, maxY]: LatticeBox): number => (maxX - minX) * (maxY - minY);

/** Writes `value` to the cells whose middles lie in the polygon. */
function fillPolygon(window: CellWindow, polygon: Polygon, cells: Int16Array, value: number): void {
  const { columns, rows, x0, y0, stepX, stepY } = window;
  const crossings: number[][] = [];
  for (const ring of polygon) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const ay = ring[i + 1]!;
      const by = ring[j + 1]!;
      const high = Math.max(ay, by);
      // The lower end counts and the upper does not, so that a row through a corner meets it once.
      for (let row = Math.max(0, Math.ceil((Math.min(ay, by) - y0) / stepY)); row < rows; row++) {
        const y = y0 + row * stepY;
        if (y >= high) break;
        (crossings[row] ??= []).push(ring[i]! + ((y - ay) / (by - ay)) * (ring[j]! - ring[i]!));
      }
    }
  }
  crossings.forEach((xs, row) => {
    xs.sort((p, q) => p - q);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil((xs[k]! - x0) / stepX));
      const to = Math.min(columns - 1, Math.floor((xs[k + 1]! - x0) / stepX));
      if (from <= to) cells.fill(value, row * columns + from, row * columns + to + 1);
    }
  });
}
