import type { MultiPolygon } from '../schema/coordinates';
import type { TimeField } from './field/time-field';
import { nestRings } from './nest-rings';
import { simplifyRing } from './simplify-ring';

const [S, E, N, W] = [0, 1, 2, 3];
/**
 * Lines through a square by which corners are within (1 south-west, 2 south-east, 4 north-east, 8 north-west), each
 * with the inside on its left. Of two opposite corners nothing says that one walks from one to the other: kept apart.
 */
const LINES: readonly (readonly number[])[] = [
  [],
  [S, W],
  [E, S],
  [E, W],
  [N, E],
  [S, W, N, E],
  [N, S],
  [N, W],
  [W, N],
  [S, N],
  [E, S, W, N],
  [E, N],
  [W, E],
  [S, E],
  [W, S],
  [],
];

/**
 * The outline keeps this far from the middles of cells, as a share of a cell: farther than simplifying and rounding may shift
 * it, so that a square whose four corners agree stays on their side of the outline.
 */
const FROM_MIDDLE = 0.2;

/** Vertices lie on this lattice: a millionth of a degree, some ten centimetres, which is finer than any cell. */
const VERTEX_UNITS = 10;

/** Kept from use to use: the ranks of cells, and where the outline at one crossing goes on, plus one (all 0 in between). */
let rank = new Uint8Array(0);
let rankWords = new Uint32Array(0);
let following = new Int32Array(0);
/** Pairs of crossings that an outline joins, flat, for each cutoff. */
const links: Links[] = [];
interface Links {
  crossings: Int32Array;
  count: number;
}
/** The points of the ring at hand, flat, in cells. */
let points = new Float64Array(1024);

/**
 * The land walked to within each cutoff (ascending, at most 255), as polygons with their holes: marching squares over a time
 * field (Lorensen and Cline's in two dimensions). Between two cells of one side the outline runs where the time is just
 * met; at a wall, and where no path is near, it runs half-way between the cells.
 */
export function outlinesOf(field: TimeField, cutoffMilliseconds: readonly number[]): MultiPolygon[] {
  rankCells(field, cutoffMilliseconds);
  linkCrossings(field, cutoffMilliseconds.length);
  return cutoffMilliseconds.map((cutoff, band) => trace(field, links[band]!, cutoff));
}

/** Writes how many cutoffs each cell is beyond. */
function rankCells({ milliseconds, columns, rows, span }: TimeField, cutoffs: readonly number[]): void {
  if (rank.length < columns * rows) {
    rank = new Uint8Array(columns * rows);
    rankWords = new Uint32Array(rank.buffer);
  }
  // Local, and of one kind of number, so that the loop over the cells looks nothing up.
  const ranks = rank;
  const limits = Float64Array.from(cutoffs);
  ranks.fill(cutoffs.length, 0, columns * rows);
  const longest = limits[limits.length - 1] ?? 0;
  for (let row = 0; row < rows; row++) {
    const [from, to] = span(row);
    for (let cell = row * columns + from, end = row * columns + to; cell < end; cell++) {
      const time = milliseconds[cell]!;
      if (time > longest) continue;
      let beyond = 0;
      while (time > limits[beyond]!) beyond++;
      ranks[cell] = beyond;
    }
  }
}

/**
 * Finds the crossings that an outline joins. They are numbered by the lattice link they are on: 2 * cell for the one to the
 * east, + 1 to the north.
 */
function linkCrossings({ columns, rows, span }: TimeField, bands: number): void {
  for (let band = 0; band < bands; band++) (links[band] ??= { crossings: new Int32Array(4096), count: 0 }).count = 0;
  // South, east, north and west side of the square between four cell middles.
  const sides = [0, 0, 0, 0];
  const [ranks, rankWord] = [rank, rankWords];
  const link = (sw: number): void => {
    const nw = sw + columns;
    const [p, q, r, s] = [ranks[sw]!, ranks[sw + 1]!, ranks[nw + 1]!, ranks[nw]!];
    if (p === q && q === r && r === s) return;
    sides[S!] = 2 * sw;
    sides[E!] = 2 * sw + 3;
    sides[N!] = 2 * nw;
    sides[W!] = 2 * sw + 1;
    const last = Math.max(p, q, r, s);
    for (let band = Math.min(p, q, r, s); band < last; band++) {
      const lines = LINES[(p <= band ? 1 : 0) | (q <= band ? 2 : 0) | (r <= band ? 4 : 0) | (s <= band ? 8 : 0)]!;
      const into = links[band]!;
      if (into.count + lines.length > into.crossings.length) {
        const wider = new Int32Array(2 * into.crossings.length);
        wider.set(into.crossings);
        into.crossings = wider;
      }
      for (let k = 0; k < lines.length; k++) into.crossings[into.count++] = sides[lines[k]!]!;
    }
  };
  const words = columns / 4;
  for (let row = 0; row + 1 < rows; row++) {
    const [here, above] = [span(row), span(row + 1)];
    if (here[1] === 0 && above[1] === 0) continue;
    const from = Math.min(here[1] ? here[0] : Infinity, above[1] ? above[0] : Infinity);
    const to = Math.max(here[1], above[1]);
    // Four cells at a time: mostly all eight of two rows have the rank of those before them, and no outline is among them.
    let before = bands * 0x01010101;
    for (let word = (row * columns + from) >> 2, end = (row * columns + to) >> 2; word < end; word++) {
      if (rankWord[word] === before && rankWord[word + words] === before) continue;
      const cell = 4 * word;
      // The squares whose eastern corners are these cells; before the first cell of a span all are beyond every cutoff.
      for (let sw = cell - 1; sw < cell + 3; sw++) link(sw);
      const corner = ranks[cell + 3]!;
      before = corner === ranks[cell + 3 + columns] ? corner * 0x01010101 : -1;
    }
  }
}

/** Joins crossings to rings. */
function trace(field: TimeField, { crossings, count: linked }: Links, cutoff: number): MultiPolygon {
  const { columns, rows, x0, y0, stepX, stepY, milliseconds, isApart } = field;
  if (following.length < 2 * columns * rows) following = new Int32Array(2 * columns * rows);
  const follow = following;
  for (let k = 0; k < linked; k += 2) follow[crossings[k]!] = crossings[k + 1]! + 1;

  const rings: number[][] = [];
  for (let k = 0; k < linked; k += 2) {
    const start = crossings[k]!;
    if (follow[start] === 0) continue;
    let count = 0;
    for (let at = start; ;) {
      const cell = at >> 1;
      const isEast = (at & 1) === 0;
      const a = milliseconds[cell]!;
      const b = milliseconds[isEast ? cell + 1 : cell + columns]!;
      let t = 0.5;
      if (a < Infinity && b < Infinity && !isApart(cell, isEast ? 'east' : 'north')) {
        // Measured from the cell within.
        t = a <= cutoff ? (cutoff - a) / (b - a) : (cutoff - b) / (a - b);
        t = Math.min(1 - FROM_MIDDLE, Math.max(FROM_MIDDLE, t));
        if (a > cutoff) t = 1 - t;
      }
      const row = (cell / columns) | 0;
      if (2 * count + 2 > points.length) points = grown(points);
      points[2 * count] = cell - row * columns + (isEast ? t : 0);
      points[2 * count + 1] = row + (isEast ? 0 : t);
      count++;
      const next = follow[at]! - 1;
      follow[at] = 0;
      if (next === start) break;
      at = next;
    }
    const kept = simplifyRing(points, count);
    if (kept.length < 6) continue;
    for (let i = 0; i < kept.length; i += 2) {
      kept[i] = Math.round((x0 + kept[i]! * stepX) / VERTEX_UNITS) * VERTEX_UNITS;
      kept[i + 1] = Math.round((y0 + kept[i + 1]! * stepY) / VERTEX_UNITS) * VERTEX_UNITS;
    }
    rings.push(kept);
  }
  return nestRings(rings, stepX * stepY);
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(2 * values.length);
  wider.set(values);
  return wider;
}
