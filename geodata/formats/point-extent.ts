import { toLattice } from '../schema/coordinates';
import type { LatticeBox } from '../schema/coordinates';

/** Points farther from the middle than this many times the spread of the middle half are strays. */
const spreads = 12;
/** A city of one street is still this wide, degrees. */
const leastSpread = 0.02;
/** Room around the outermost points: this share of the box, and at least so many degrees. */
const margin = { share: 0.03, degrees: 0.002 };

export interface PointExtent {
  box: LatticeBox;
  /** Points the box holds, and strays outside it. */
  inside: number;
  outside: number;
}

/**
 * The box that points cover, without strays: a lost decimal point puts a report on another continent, and a map of both
 * shows neither. Points at 0° 0° stand for no place. Null where there are none. `xs` and `ys` are lattice coordinates.
 */
export function pointExtent(xs: readonly number[], ys: readonly number[]): PointExtent | null {
  const known = xs.flatMap((x, i) => (x === 0 && ys[i] === 0 ? [] : [i]));
  if (known.length === 0) return null;
  const range = (values: readonly number[]): [number, number] => {
    const sorted = known.map((i) => values[i]!).sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
    const reach = spreads * Math.max(at(0.75) - at(0.25), toLattice(leastSpread));
    return [at(0.5) - reach, at(0.5) + reach];
  };
  const [west, east] = range(xs);
  const [south, north] = range(ys);
  const near = known.filter((i) => xs[i]! >= west && xs[i]! <= east && ys[i]! >= south && ys[i]! <= north);
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of near) {
    box[0] = Math.min(box[0], xs[i]!);
    box[1] = Math.min(box[1], ys[i]!);
    box[2] = Math.max(box[2], xs[i]!);
    box[3] = Math.max(box[3], ys[i]!);
  }
  const room = (from: number, to: number): number =>
    Math.max(toLattice(margin.degrees), Math.round((to - from) * margin.share));
  const [dx, dy] = [room(box[0], box[2]), room(box[1], box[3])];
  return {
    box: [box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy],
    inside: near.length,
    outside: xs.length - near.length,
  };
}
