import Flatbush from 'flatbush';
import { metresPerUnit } from '../../geometry/ground-metres';
import type { Overlay } from './overlay-rings';

/** Two lattice points. */
export type Mouth = readonly [ax: number, ay: number, bx: number, by: number];

/** A slit is at least so many times as long as it may be wide: anything shorter is a corner. */
const leastLength = 4;
/** Points looked at along a border, times a slit's width. */
const step = 0.5;
/** Borders face each other where they run against each other within 45°; cosine. */
const facing = -0.7;

/** A border of free land, which lies on its left, in metres from an origin. */
interface Side {
  edge: number;
  x: number;
  y: number;
  dx: number;
  dy: number;
  metres: number;
}

/** A point of a border and the nearest one of the border across from it. */
interface Pair {
  px: number;
  py: number;
  qx: number;
  qy: number;
}

/**
 * Where narrow slits of free land open: for each a line from border to border at both its ends, beyond which the land is wider
 * or ends. Cut off there, a slit is land of its own, which is given away as any narrow gap is.
 * @param isFree faces that no grid has
 * @param widthMetres slits are narrower
 */
export function slitMouths(overlay: Overlay, isFree: (face: number) => boolean, widthMetres: number): Mouth[] {
  const { edges, faceOf, faces, vertices } = overlay;
  const [first] = edges.from;
  if (first === undefined || widthMetres <= 0) return [];
  const [originX, originY] = [vertices.xs[first]!, vertices.ys[first]!];
  const { east, north } = metresPerUnit(originY);
  const sideOf = (edge: number): Side => {
    const [from, to] = [edges.from[edge]!, edges.to[edge]!];
    const [x, y] = [(vertices.xs[from]! - originX) * east, (vertices.ys[from]! - originY) * north];
    const [dx, dy] = [(vertices.xs[to]! - originX) * east - x, (vertices.ys[to]! - originY) * north - y];
    const metres = Math.hypot(dx, dy);
    return { edge, x, y, dx: dx / metres, dy: dy / metres, metres };
  };
  const isBorder = (edge: number): boolean => isFree(faceOf[edge]!) && !isFree(faceOf[edge ^ 1]!);
  const sides = edges.from.flatMap((_, edge) => (isBorder(edge) ? [sideOf(edge)] : []));
  if (sides.length < 2) return [];
  const across = new Across(sides, widthMetres);
  const byEdge = new Map(sides.map((side) => [side.edge, side]));
  const mouths: Pair[] = [];
  for (const [face, { walks }] of faces.entries()) {
    if (!isFree(face)) continue;
    for (const walk of walks) {
      for (const run of runsOf(walk, byEdge, across, widthMetres)) {
        for (const mouth of [run[0]!, run.at(-1)!]) {
          // The other side of a slit finds the same mouth.
          if (!mouths.some((other) => isBeside(mouth, other, widthMetres))) mouths.push(mouth);
        }
      }
    }
  }
  const lattice = (x: number, y: number): [number, number] => [
    Math.round(x / east) + originX,
    Math.round(y / north) + originY,
  ];
  return mouths.map(({ px, py, qx, qy }): Mouth => [...lattice(px, py), ...lattice(qx, qy)]);
}

function isBeside(one: Pair, other: Pair, metres: number): boolean {
  const [x, y] = [(one.px + one.qx - other.px - other.qx) / 2, (one.py + one.qy - other.py - other.qy) / 2];
  return Math.hypot(x, y) < metres;
}

/** Stretches of a walk, long enough, whose points all have a border across from them, one after the other. */
function runsOf(
  walk: readonly number[],
  byEdge: ReadonlyMap<number, Side>,
  across: Across,
  widthMetres: number,
): Pair[][] {
  const runs: Pair[][] = [];
  let run: Pair[] = [];
  const end = (): void => {
    if (lengthOf(run) >= leastLength * widthMetres) runs.push(run);
    run = [];
  };
  const narrow = walk.map((edge) => {
    const side = byEdge.get(edge);
    return side && across.isNarrow(side) ? side : null;
  });
  // A walk has no beginning: from a place that is in no slit, so that none falls in two.
  const start = Math.max(0, narrow.indexOf(null));
  for (const side of [...narrow.slice(start), ...narrow.slice(0, start)]) {
    if (!side) {
      end();
      continue;
    }
    const pieces = Math.max(1, Math.ceil(side.metres / (step * widthMetres)));
    for (let i = 0; i <= pieces; i++) {
      const along = (side.metres * i) / pieces;
      const pair = across.from(side, side.x + side.dx * along, side.y + side.dy * along);
      const last = run.at(-1);
      if (!pair || (last && Math.hypot(pair.qx - last.qx, pair.qy - last.qy) > 2 * widthMetres)) end();
      if (pair) run.push(pair);
    }
  }
  end();
  return runs;
}

function lengthOf(run: readonly Pair[]): number {
  return run.slice(1).reduce((sum, { px, py }, i) => sum + Math.hypot(px - run[i]!.px, py - run[i]!.py), 0);
}

/** Finds the border across a slit. */
class Across {
  private readonly index: Flatbush;

  constructor(
    private readonly sides: readonly Side[],
    private readonly widthMetres: number,
  ) {
    this.index = new Flatbush(sides.length);
    for (const { x, y, dx, dy, metres } of sides) {
      const [ex, ey] = [x + dx * metres, y + dy * metres];
      this.index.add(Math.min(x, ex), Math.min(y, ey), Math.max(x, ex), Math.max(y, ey));
    }
    this.index.finish();
  }

  /** True where some border that runs against this one is near at all: most have none. */
  isNarrow(side: Side): boolean {
    const [ex, ey] = [side.x + side.dx * side.metres, side.y + side.dy * side.metres];
    return (
      this.facing(side, Math.min(side.x, ex), Math.min(side.y, ey), Math.max(side.x, ex), Math.max(side.y, ey)).length >
      0
    );
  }

  /** The nearest point across the free land from a point of a border; null where there is none within the width. */
  from(side: Side, px: number, py: number): Pair | null {
    let best: Pair | null = null;
    let least = this.widthMetres;
    for (const other of this.facing(side, px, py, px, py)) {
      const along = Math.min(other.metres, Math.max(0, (px - other.x) * other.dx + (py - other.y) * other.dy));
      const [qx, qy] = [other.x + other.dx * along, other.y + other.dy * along];
      const away = Math.hypot(qx - px, qy - py);
      // The free land between lies on the left of both.
      const isLeft = side.dx * (qy - py) - side.dy * (qx - px) > 0 && other.dx * (py - qy) - other.dy * (px - qx) > 0;
      if (isLeft && away < least) [best, least] = [{ px, py, qx, qy }, away];
    }
    return best;
  }

  private facing(side: Side, west: number, south: number, east: number, north: number): Side[] {
    const w = this.widthMetres;
    return this.index
      .search(west - w, south - w, east + w, north + w)
      .map((found) => this.sides[found]!)
      .filter((other) => other !== side && other.dx * side.dx + other.dy * side.dy < facing);
  }
}
