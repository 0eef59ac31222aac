import type { Metres } from './frame';
import type { Random } from './prng';

/** How a city's straight plan is bent to its ground: plan coordinates in, ground coordinates out, both in metres. */
export type Warp = (at: Metres) => Metres;

/** Wavelength and reach of the bends in metres; slopes stay below about 0.3, so that lanes never fold over. */
const octaves = [
  [4200, 270],
  [1700, 60],
] as const;

/** A smooth bend by value noise that turns neighbouring roads together, over `reachMetres` each way. */
export function createWarp(reachMetres: number, random: Random): Warp {
  const fields = octaves.flatMap(([cell, amplitude]) => [
    noise(reachMetres, cell, amplitude, random),
    noise(reachMetres, cell, amplitude, random),
  ]);
  const turn = random.between(-0.09, 0.09);
  const length = Math.sqrt(1 + turn * turn);
  return ([u, v]) => {
    const x = u + fields[0]!(u, v) + fields[2]!(u, v);
    const y = v + fields[1]!(u, v) + fields[3]!(u, v);
    return [(x - y * turn) / length, (y + x * turn) / length];
  };
}

function noise(reach: number, cell: number, amplitude: number, random: Random): (u: number, v: number) => number {
  const side = Math.ceil((2 * reach) / cell) + 3;
  const values = Array.from({ length: side * side }, () => random.between(-amplitude, amplitude));
  const smooth = (t: number): number => t * t * (3 - 2 * t);
  return (u, v) => {
    const a = Math.min(side - 2.001, Math.max(0, (u + reach) / cell + 1));
    const b = Math.min(side - 2.001, Math.max(0, (v + reach) / cell + 1));
    const i = Math.floor(a);
    const j = Math.floor(b);
    const s = smooth(a - i);
    const t = smooth(b - j);
    const at = (p: number, q: number): number => values[(j + q) * side + i + p]!;
    return (at(0, 0) * (1 - s) + at(1, 0) * s) * (1 - t) + (at(0, 1) * (1 - s) + at(1, 1) * s) * t;
  };
}
