import { hexagonAt } from './hex-lattice';
import type { HexLattice } from './hex-lattice';
import { hasPoint } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import { latenessAt } from './lateness';
import { projectRows } from './local-plane';

/** Hexagons that hold an incident at all, south to north and west to east, and which one each incident lies in. */
export interface HexCells {
  readonly q: Int32Array;
  readonly r: Int32Array;
  /** Per incident of the columns the index of its hexagon; -1 without a point. */
  readonly cellOf: Int32Array;
}

/** Above so many slots the range of hexagons is looked up in a map: one far-off point must not cost a table of zeros. */
const DENSE_SLOTS = 8_000_000;

/**
 * Puts every incident with a point into its hexagon, wherever it lies. Made once for a lattice: the list of hexagons
 * is the same for every filter and period, so that frames of an animation agree cell by cell.
 */
export function assignHexagons(lattice: HexLattice, columns: IncidentColumns): HexCells {
  const { count } = columns;
  const located = new Int32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) if (hasPoint(columns, i)) located[n++] = i;
  const rows = located.subarray(0, n);
  const metres = projectRows(lattice.plane, columns.xy, rows);
  const qs = new Int32Array(n);
  const rs = new Int32Array(n);
  let [minQ, maxQ, minR, maxR] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < n; k++) {
    const { q, r } = hexagonAt(lattice.sizeMetres, metres[2 * k]!, metres[2 * k + 1]!);
    qs[k] = q;
    rs[k] = r;
    if (q < minQ) minQ = q;
    if (q > maxQ) maxQ = q;
    if (r < minR) minR = r;
    if (r > maxR) maxR = r;
  }
  const width = n > 0 ? maxQ - minQ + 1 : 0;
  const slots = n > 0 ? width * (maxR - minR + 1) : 0;
  const slotOf = (k: number): number => (rs[k]! - minR) * width + (qs[k]! - minQ);
  const cellOf = new Int32Array(count).fill(-1);
  const used = slots <= DENSE_SLOTS ? numberDense(n, slots, slotOf) : numberSparse(n, slotOf);
  for (let k = 0; k < n; k++) cellOf[rows[k]!] = used.cellAt(slotOf(k));
  return {
    q: Int32Array.from(used.slots, (slot) => minQ + (slot % width)),
    r: Int32Array.from(used.slots, (slot) => minR + Math.floor(slot / width)),
    cellOf,
  };
}

interface Numbering {
  /** Slots in use, ascending. */
  slots: Float64Array;
  cellAt(slot: number): number;
}

function numberDense(n: number, slots: number, slotOf: (k: number) => number): Numbering {
  const cells = new Int32Array(slots);
  for (let k = 0; k < n; k++) cells[slotOf(k)] = 1;
  let used = 0;
  for (let slot = 0; slot < slots; slot++) if (cells[slot] === 1) used++;
  const list = new Float64Array(used);
  for (let slot = 0, cell = 0; slot < slots; slot++) {
    if (cells[slot] === 0) continue;
    list[cell] = slot;
    cells[slot] = cell++;
  }
  return { slots: list, cellAt: (slot) => cells[slot]! };
}

function numberSparse(n: number, slotOf: (k: number) => number): Numbering {
  const found = new Set<number>();
  for (let k = 0; k < n; k++) found.add(slotOf(k));
  const slots = Float64Array.from(found).sort();
  const cells = new Map(Array.from(slots, (slot, cell) => [slot, cell]));
  return { slots, cellAt: (slot) => cells.get(slot)! };
}

export interface HexBins {
  /** Rows in each hexagon of the list; `Σ counts + withoutPoint = rows`. */
  counts: Uint32Array;
  /** How many of them are overdue or were closed late. */
  late: Uint32Array;
  withoutPoint: number;
}

/** Counts of the given rows by hexagon. */
export function hexBins(cells: HexCells, columns: IncidentColumns, rows: ArrayLike<number>, asOf: number): HexBins {
  const counts = new Uint32Array(cells.q.length);
  const late = new Uint32Array(cells.q.length);
  let withoutPoint = 0;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    const cell = cells.cellOf[i]!;
    if (cell < 0) {
      withoutPoint++;
      continue;
    }
    counts[cell]!++;
    if (latenessAt(columns, i, asOf) !== 'on-time') late[cell]!++;
  }
  return { counts, late, withoutPoint };
}
