import type { LatticeBox, MultiPolygon } from '../schema/coordinates';
import { isRightOf } from './point-in-polygon';

/** Points a cell on average: a face of a plan then looks at little more than its own points. */
const POINTS_A_CELL = 2;
/** Up to so many points, an edge is tried on each; with more it looks up those level with it. */
const FEW_POINTS = 16;

/**
 * Points sorted into the cells of a raster, to be given out to faces one after the other. A face looks at the points in
 * its box once for all its edges, where a search tree would be asked once a point.
 */
export class PointRaster {
  /** Index of the face that took the point, by point; -1 while none has. */
  readonly faceOf: Int32Array;

  private readonly columns: number;
  private readonly rows: number;
  private readonly left: number;
  private readonly bottom: number;
  private readonly cellWidth: number;
  private readonly cellHeight: number;
  /** Where the points of a cell begin, row by row from the south-west; one more than there are cells. */
  private readonly starts: Int32Array;
  /** The points as they come, and where they lie, cell by cell. */
  private readonly points: Int32Array;
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;
  /** Points in the box of the face at hand, as positions in `points`. */
  private found = new Int32Array(64);
  private inside = new Uint8Array(64);

  /**
   * @param xy flat lattice coordinates
   * @param box of all faces to come: points outside are in none, and one that is far off must not widen the cells
   */
  constructor(xy: ArrayLike<number>, [left, bottom, right, top]: LatticeBox) {
    const count = xy.length >> 1;
    const isWithin = (i: number): boolean =>
      xy[i * 2]! >= left && xy[i * 2]! <= right && xy[i * 2 + 1]! >= bottom && xy[i * 2 + 1]! <= top;
    let within = 0;
    for (let i = 0; i < count; i++) if (isWithin(i)) within++;
    const width = Math.max(1, right - left);
    const height = Math.max(1, top - bottom);
    const cells = Math.max(1, within / POINTS_A_CELL);
    const most = Math.max(1, within);
    this.columns = within === 0 ? 1 : Math.max(1, Math.min(most, Math.round(Math.sqrt((cells * width) / height))));
    this.rows = Math.max(1, Math.min(most, Math.round(cells / this.columns)));
    this.left = left;
    this.bottom = bottom;
    this.cellWidth = width / this.columns;
    this.cellHeight = height / this.rows;
    this.faceOf = new Int32Array(count).fill(-1);
    this.starts = new Int32Array(this.columns * this.rows + 1);
    this.points = new Int32Array(within);
    this.xs = new Float64Array(within);
    this.ys = new Float64Array(within);
    const cellOf = new Int32Array(count).fill(-1);
    for (let i = 0; i < count; i++) {
      if (!isWithin(i)) continue;
      const cell = this.rowOf(xy[i * 2 + 1]!) * this.columns + this.columnOf(xy[i * 2]!);
      cellOf[i] = cell;
      this.starts[cell + 1]! += 1;
    }
    for (let cell = 1; cell < this.starts.length; cell++) this.starts[cell]! += this.starts[cell - 1]!;
    const filled = this.starts.slice();
    for (let i = 0; i < count; i++) {
      const cell = cellOf[i]!;
      if (cell < 0) continue;
      const at = filled[cell]!++;
      this.points[at] = i;
      this.xs[at] = xy[i * 2]!;
      this.ys[at] = xy[i * 2 + 1]!;
    }
  }

  /** Gives the face every point in it that no face took before (`box` is the face's); points on borders by the rule of `containsPoint`. */
  take(face: number, polygons: MultiPolygon, box: LatticeBox): void {
    const count = this.findInBox(box);
    if (count === 0) return;
    if (count > FEW_POINTS) this.sortByHeight(count);
    this.inside.fill(0, 0, count);
    for (const polygon of polygons) for (const ring of polygon) this.crossRing(ring, count);
    for (let i = 0; i < count; i++) if (this.inside[i]) this.faceOf[this.points[this.found[i]!]!] = face;
  }

  /** Collects the points in the face's box that are still to be had; returns how many. */
  private findInBox([minX, minY, maxX, maxY]: LatticeBox): number {
    const { columns, starts, xs, ys, points, faceOf } = this;
    const [fromColumn, toColumn] = [this.columnOf(minX), this.columnOf(maxX)];
    let count = 0;
    for (let row = this.rowOf(minY), last = this.rowOf(maxY); row <= last; row++) {
      const end = starts[row * columns + toColumn + 1]!;
      for (let at = starts[row * columns + fromColumn]!; at < end; at++) {
        const y = ys[at]!;
        if (y < minY || y > maxY || xs[at]! < minX || xs[at]! > maxX || faceOf[points[at]!] !== -1) continue;
        if (count === this.found.length) this.grow();
        this.found[count++] = at;
      }
    }
    return count;
  }

  private sortByHeight(count: number): void {
    const { ys } = this;
    this.found.subarray(0, count).sort((a, b) => ys[a]! - ys[b]!);
  }

  /** Turns over, for every edge of the ring, whether the points left of it and level with it are inside. */
  private crossRing(ring: ArrayLike<number>, count: number): void {
    const { found, inside, xs, ys } = this;
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let k = 0; k < ring.length; k += 2) {
      const bx = ring[k]!;
      const by = ring[k + 1]!;
      const low = ay < by ? ay : by;
      const high = ay < by ? by : ay;
      const isSorted = count > FEW_POINTS;
      for (let i = isSorted ? this.firstFrom(low, count) : 0; i < count; i++) {
        const at = found[i]!;
        const y = ys[at]!;
        if (y < low) continue;
        if (y >= high) {
          if (isSorted) break;
          continue;
        }
        if (isRightOf(ax, ay, bx, by, xs[at]!, y)) inside[i]! ^= 1;
      }
      ax = bx;
      ay = by;
    }
  }

  /** The first of the sorted points at or above a height. */
  private firstFrom(height: number, count: number): number {
    const { found, ys } = this;
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ys[found[middle]!]! < height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const wider = new Int32Array(this.found.length * 2);
    wider.set(this.found);
    this.found = wider;
    this.inside = new Uint8Array(wider.length);
  }

  private columnOf(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.left) / this.cellWidth)));
  }

  private rowOf(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.bottom) / this.cellHeight)));
  }
}
