import type { MultiPolygon, Polygon, Ring } from '../schema/coordinates';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';
import type { TimeField } from './time-field';

const [S, E, N, W] = [0, 1, 2, 3];
/**
 * Lines through a square by which corners are within (1 south-west, 2 south-east, 4 north-east, 8 north-west), each
 * with the inside on its left. Of two opposite corners nothing says that one walks from one to the other: kept apart.
 */
const LINES: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[S, W]],
  [[E, S]],
  [[E, W]],
  [[N, E]],
  [
    [S, W],
    [N, E],
  ],
  [[N, S]],
  [[N, W]],
  [[W, N]],
  [[S, N]],
  [
    [E, S],
    [W, N],
  ],
  [[E, N]],
  [[W, E]],
  [[S, E]],
  [[W, S]],
  [],
];

/**
 * The outline keeps this far from the middles of cells, as a share of a cell: farther than `simplify` may shift it, so that a
 * square whose four corners agree stays on their side of the outline.
 */
const FROM_MIDDLE = 0.2;

/**
 * The land walked to within `cutoffMilliseconds`, as polygons with their holes: marching squares over a time field
 * (Lorensen and Cline's in two dimensions). Between two cells of one side the outline runs where the time is just
 * met; at a wall, and where no path is near, it runs half-way between the cells.
 */
export function outlineOf(field: TimeField, cutoffMilliseconds: number): MultiPolygon {
  const { columns, rows, x0, y0, stepX, stepY } = field.grid;
  const { milliseconds, side } = field;
  // Never at the very border of the raster: every ring has to close inside.
  const isInner = (cell: number) => {
    const column = cell % columns;
    return column > 0 && column < columns - 1 && cell >= columns && cell < columns * (rows - 1);
  };
  const within = (cell: number) => milliseconds[cell]! <= cutoffMilliseconds && isInner(cell);

  /** Place of the outline between two neighbouring cells. */
  const between = (inside: number, outside: number): number => {
    const a = milliseconds[inside]!;
    const b = milliseconds[outside]!;
    if (side[inside] !== side[outside] || b === Infinity) return 0.5;
    return Math.min(1 - FROM_MIDDLE, Math.max(FROM_MIDDLE, (cutoffMilliseconds - a) / (b - a)));
  };
  // Crossings are numbered by the lattice link they are on: 2 * cell for the one to the east, + 1 to the north.
  const follow = new Map<number, number>();
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const sw = row * columns + column;
      const se = sw + 1;
      const nw = sw + columns;
      const ne = nw + 1;
      const shape = (within(sw) ? 1 : 0) | (within(se) ? 2 : 0) | (within(ne) ? 4 : 0) | (within(nw) ? 8 : 0);
      if (shape === 0 || shape === 15) continue;
      // South, east, north and west side of the square between four cell middles.
      const crossings = [2 * sw, 2 * se + 1, 2 * nw, 2 * sw + 1];
      for (const [from, to] of LINES[shape]!) follow.set(crossings[from]!, crossings[to]!);
    }
  }
  const pointOf = (crossing: number): [number, number] => {
    const cell = crossing >> 1;
    const isEast = crossing % 2 === 0;
    const other = isEast ? cell + 1 : cell + columns;
    const t = within(cell) ? between(cell, other) : 1 - between(other, cell);
    const column = (cell % columns) + (isEast ? t : 0);
    const row = Math.floor(cell / columns) + (isEast ? 0 : t);
    return [Math.round(x0 + column * stepX), Math.round(y0 + row * stepY)];
  };

  const rings: number[][] = [];
  for (const start of follow.keys()) {
    if (!follow.has(start)) continue;
    const ring: number[] = [];
    for (let at: number | undefined = start; at !== undefined;) {
      ring.push(...pointOf(at));
      const next: number | undefined = follow.get(at);
      follow.delete(at);
      at = next === start ? undefined : next;
    }
    rings.push(ring);
  }
  const cellArea = stepX * stepY;
  return nest(
    rings.map((ring) => simplify(ring, stepX, stepY)).filter((ring) => ring.length >= 6),
    cellArea,
  );
}

/** Drops points that lie within a sixth of a cell of the line between their kept neighbours (Douglas and Peucker 1973). */
function simplify(ring: readonly number[], stepX: number, stepY: number): number[] {
  const count = ring.length / 2;
  if (count < 8) return [...ring];
  const tolerance2 = 1 / 36;
  const keep = new Uint8Array(count + 1);
  const half = count >> 1;
  keep[0] = keep[half] = keep[count] = 1;
  const spans: [number, number][] = [
    [0, half],
    [half, count],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const ax = ring[2 * from]! / stepX;
    const ay = ring[2 * from + 1]! / stepY;
    const ux = ring[(2 * to) % ring.length]! / stepX - ax;
    const uy = ring[(2 * to + 1) % ring.length]! / stepY - ay;
    const length2 = ux * ux + uy * uy;
    let worst = tolerance2;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const px = ring[2 * i]! / stepX - ax;
      const py = ring[2 * i + 1]! / stepY - ay;
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * ux + py * uy) / length2));
      const away2 = (px - t * ux) ** 2 + (py - t * uy) ** 2;
      if (away2 > worst) [worst, at] = [away2, i];
    }
    if (at === -1) continue;
    keep[at] = 1;
    spans.push([from, at], [at, to]);
  }
  const kept: number[] = [];
  for (let i = 0; i < count; i++) if (keep[i]) kept.push(ring[2 * i]!, ring[2 * i + 1]!);
  return kept;
}

/** Outer rings with the holes that lie in them; specks below one cell are dropped. */
function nest(rings: readonly number[][], cellArea: number): Polygon[] {
  const sized = rings.map((ring) => ({ ring, area: doubledRingArea(ring) / 2 }));
  const outers = sized.filter(({ area }) => area >= cellArea).sort((p, q) => p.area - q.area);
  const holes = sized.filter(({ area }) => area <= -cellArea);
  const polygons: Ring[][] = outers.map(({ ring }) => [ring]);
  for (const hole of holes) {
    // The smallest outer ring around it: of nested ones that is the one it is cut from.
    const owner = outers.findIndex(
      ({ ring, area }) => area >= -hole.area && containsPoint([hole.ring[0]!, hole.ring[1]!], [[ring]]),
    );
    if (owner !== -1) polygons[owner]!.push(hole.ring);
  }
  return polygons.reverse();
}
