import type { LatticeBox, MultiPolygon } from '../schema/coordinates';
import { createContainment } from './containment';

/** Cells a face on average: with the most, most of a face is cells that no border touches. */
const LEAST_CELLS_A_FACE = 25;
const MOST_CELLS_A_FACE = 256;
const MOST_CELLS = 1 << 22;
/** Cells that all faces go through together, at most, against the cells there are; faces that lie scattered have no use of a raster. */
const MOST_OVERLAP = 6;

// What is known of a cell while one face goes through its box.
const UNKNOWN = 0;
const ON_BORDER = 1;
const INSIDE = 2;
const OUTSIDE = 3;

/** No face in the cell; a face from 0 on has it whole; what is lower is an entry of the list, `-2 - entry`. */
const NOBODY = -1;

/**
 * Cells of one size over all faces, each with the faces it has to do with, lowest first. Where a face has a cell whole, a
 * point in it is looked up in one step; in cells with a border the face is asked, exactly. The answer is that of
 * `createFaceFinder`, borders and overlaps included.
 */
export class FaceRaster {
  private readonly columns: number;
  private readonly rows: number;
  private readonly left: number;
  private readonly bottom: number;
  /** A power of two, so that cells are found without rounding. */
  private readonly perUnit: number;
  private readonly unitsPerCell: number;
  private readonly cells: Int32Array;
  /** Pairs: a face with a border in the cell, and what comes after it. */
  private entries = new Int32Array(1024);
  private entryCount = 0;
  private readonly containments: (((x: number, y: number) => boolean) | undefined)[] = [];
  private readonly faces: readonly MultiPolygon[];
  private marks = new Uint8Array(1024);

  /** Whether faces with these boxes are worth a raster. */
  static suits(boxes: readonly LatticeBox[], all: LatticeBox): boolean {
    const area = (box: LatticeBox): number => (box[2] - box[0] + 1) * (box[3] - box[1] + 1);
    return boxes.reduce((sum, box) => sum + area(box), 0) <= MOST_OVERLAP * area(all);
  }

  /**
   * @param boxes of the faces, in their order
   * @param all the box around them
   * @param points so many are to be looked up, about: more of them are worth smaller cells
   */
  constructor(faces: readonly MultiPolygon[], boxes: readonly LatticeBox[], all: LatticeBox, points: number) {
    this.faces = faces;
    [this.left, this.bottom] = all;
    const [width, height] = [all[2] - all[0] + 1, all[3] - all[1] + 1];
    const count = Math.max(1, faces.length);
    const each = Math.min(MOST_CELLS_A_FACE, Math.max(LEAST_CELLS_A_FACE, points / count / 2));
    const wanted = Math.min(MOST_CELLS / 4, count * each);
    let size = 2 ** Math.max(0, Math.round(Math.log2(Math.sqrt((width / wanted) * height))));
    while (Math.ceil(width / size) * Math.ceil(height / size) > MOST_CELLS) size *= 2;
    this.unitsPerCell = size;
    this.perUnit = 1 / size;
    this.columns = Math.ceil(width / size);
    this.rows = Math.ceil(height / size);
    this.cells = new Int32Array(this.columns * this.rows).fill(NOBODY);
    // From the last to the first, so that the first comes to lie on top.
    for (let face = faces.length - 1; face >= 0; face--) this.enter(face, boxes[face]!);
  }

  /** The face that holds a point: the first of them, -1 where none does. */
  find(x: number, y: number): number {
    const column = Math.floor((x - this.left) * this.perUnit);
    const row = Math.floor((y - this.bottom) * this.perUnit);
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return NOBODY;
    let state = this.cells[row * this.columns + column]!;
    while (state < NOBODY) {
      const entry = (-2 - state) * 2;
      const face = this.entries[entry]!;
      if (this.containment(face)(x, y)) return face;
      state = this.entries[entry + 1]!;
    }
    return state;
  }

  private containment(face: number): (x: number, y: number) => boolean {
    return (this.containments[face] ??= createContainment(this.faces[face]!));
  }

  /** Goes through the cells of the face's box: those its border touches, and of the others those inside. */
  private enter(face: number, box: LatticeBox): void {
    // A cell more on each side: a border is taken as touching a cell from a unit away.
    const west = Math.max(0, this.columnOf(box[0]) - 1);
    const east = Math.min(this.columns - 1, this.columnOf(box[2]) + 1);
    const south = Math.max(0, this.rowOf(box[1]) - 1);
    const north = Math.min(this.rows - 1, this.rowOf(box[3]) + 1);
    const width = east - west + 1;
    const count = width * (north - south + 1);
    if (this.marks.length < count) this.marks = new Uint8Array(count * 2);
    const { marks } = this;
    marks.fill(UNKNOWN, 0, count);
    for (const polygon of this.faces[face]!) {
      for (const ring of polygon) this.markBorder(ring, west, south, east, north);
    }
    for (let row = south, at = 0; row <= north; row++) {
      for (let column = west; column <= east; column++, at++) {
        const cell = row * this.columns + column;
        if (marks[at] === ON_BORDER) {
          this.cells[cell] = this.addEntry(face, this.cells[cell]!);
          continue;
        }
        // No border between two cells that none touches: they are on one side.
        let mark = column > west ? marks[at - 1]! : UNKNOWN;
        if (mark < INSIDE && row > south) mark = marks[at - width]!;
        if (mark < INSIDE) {
          const x = this.left + column * this.unitsPerCell;
          const y = this.bottom + row * this.unitsPerCell;
          mark = this.containment(face)(x, y) ? INSIDE : OUTSIDE;
        }
        marks[at] = mark;
        if (mark === INSIDE) this.cells[cell] = face;
      }
    }
  }

  /**
   * Marks the cells that a ring comes within a unit of, and a few too many. That unit covers the gap between the points of
   * two cells, so that cells side by side without a mark have no border between them.
   */
  private markBorder(ring: ArrayLike<number>, west: number, south: number, east: number, north: number): void {
    const { marks, bottom, unitsPerCell } = this;
    const width = east - west + 1;
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let k = 0; k < ring.length; k += 2) {
      const bx = ring[k]!;
      const by = ring[k + 1]!;
      const [lowX, lowY, highX, highY] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay];
      const slope = highY === lowY ? 0 : (highX - lowX) / (highY - lowY);
      const first = Math.max(south, this.rowOf(lowY - 1));
      const last = Math.min(north, this.rowOf(highY + 1));
      for (let row = first; row <= last; row++) {
        const floor = bottom + row * unitsPerCell;
        const from = Math.max(lowY, floor - 1);
        const to = Math.min(highY, floor + unitsPerCell);
        // Where the edge is level, or ends beyond this row, its ends say how wide it is.
        const isLevel = highY === lowY || to < from;
        const x0 = isLevel ? lowX : lowX + (from - lowY) * slope;
        const x1 = isLevel ? highX : lowX + (to - lowY) * slope;
        const fromColumn = Math.max(west, this.columnOf(Math.min(x0, x1) - 2));
        const toColumn = Math.min(east, this.columnOf(Math.max(x0, x1) + 2));
        const start = (row - south) * width - west;
        for (let column = fromColumn; column <= toColumn; column++) marks[start + column] = ON_BORDER;
      }
      ax = bx;
      ay = by;
    }
  }

  private addEntry(face: number, next: number): number {
    if (this.entryCount * 2 === this.entries.length) {
      const wider = new Int32Array(this.entries.length * 2);
      wider.set(this.entries);
      this.entries = wider;
    }
    this.entries[this.entryCount * 2] = face;
    this.entries[this.entryCount * 2 + 1] = next;
    return -2 - this.entryCount++;
  }

  private columnOf(x: number): number {
    return Math.floor((x - this.left) * this.perUnit);
  }

  private rowOf(y: number): number {
    return Math.floor((y - this.bottom) * this.perUnit);
  }
}
