import type { Metres } from './frame';

const half = 0.25881904510252074;
const full = 0.5;
const diagonal = 0.7071067811865476;
const steep = 0.8660254037844386;
const steeper = 0.9659258262890683;
const quarter: readonly Metres[] = [
  [1, 0],
  [steeper, half],
  [steep, full],
  [diagonal, diagonal],
  [full, steep],
  [half, steeper],
];

/** Unit vectors every 15°, counter-clockwise from east; written down, because the bits of cos and sin are not fixed. */
export const compass: readonly Metres[] = [
  ...quarter,
  ...quarter.map(([x, y]): Metres => [-y, x]),
  ...quarter.map(([x, y]): Metres => [-x, -y]),
  ...quarter.map(([x, y]): Metres => [y, -x]),
];
