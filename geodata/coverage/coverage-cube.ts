import type { Connections } from './connect-points';
import { ENCLOSED, OFF_NETWORK } from './connect-points';
import { UNREACHED } from './travel-times';
import type { WalkSearch } from './travel-times';

/** A way of dividing the units: all in one, by community, by grid … */
export interface UnitGroups {
  count: number;
  /** Index of the group each unit belongs to, -1 for none; null puts all in one. */
  groupOf: ArrayLike<number> | null;
}

/**
 * Who reaches a station of each kind within each cutoff, for every group of every division and every measure, in one
 * table. Values stand by kind, then cutoff, then group (all groups of the first division, then those of the next), then
 * measure; after the measures given comes the number of units.
 */
export interface CoverageCube {
  kinds: number;
  cutoffs: number;
  /** Groups of all divisions together, and the first group of each. */
  groups: number;
  firstGroup: number[];
  measures: number;
  covered: Float64Array;
  /** By group and measure: all whose time is known. The denominator. */
  total: Float64Array;
  /** By group and measure: units whose count is unknown, which are in neither. */
  unknownUnits: Int32Array;
}

/** Position in `covered`; `total` and `unknownUnits` are read with kind and cutoff 0. */
export const cubeIndex = (cube: CoverageCube, kind: number, cutoff: number, group: number, measure: number): number =>
  ((kind * cube.cutoffs + cutoff) * cube.groups + group) * cube.measures + measure;

/**
 * Measures coverage of all kinds at once. A unit off the network is in no count, one walled in is never covered.
 * @param kinds stations of each kind, as indices into `stations`
 * @param measures counts of each unit, -1 where unknown: households, residents …
 * @param cutoffMilliseconds ascending
 */
export function coverageCube(
  search: WalkSearch,
  stations: Connections,
  kinds: readonly (readonly number[])[],
  points: Connections,
  measures: readonly ArrayLike<number>[],
  divisions: readonly UnitGroups[],
  cutoffMilliseconds: readonly number[],
): CoverageCube {
  const width = measures.length + 1;
  const firstGroup: number[] = [];
  let groups = 0;
  for (const { count } of divisions) {
    firstGroup.push(groups);
    groups += count;
  }
  const cutoffs = cutoffMilliseconds.length;
  const cube: CoverageCube = {
    kinds: kinds.length,
    cutoffs,
    groups,
    firstGroup,
    measures: width,
    covered: new Float64Array(kinds.length * cutoffs * groups * width),
    total: new Float64Array(groups * width),
    unknownUnits: new Int32Array(groups * width),
  };
  const units = countedUnits(points);
  const rows = divisions.map(({ groupOf }, d) => rowsOf(units, groupOf, firstGroup[d]!, width));
  const counts = interleaved(units, measures);
  rows.forEach((row) => addTotals(cube, row, counts, width));

  const longest = cutoffMilliseconds[cutoffs - 1] ?? 0;
  kinds.forEach((members, kind) => {
    search.run(stations, longest, members);
    const { milliseconds } = search.pointTimes(points);
    for (let u = 0; u < units.length; u++) {
      const i = units[u]!;
      const time = milliseconds[i]!;
      if (time === UNREACHED || points.kind[i] === ENCLOSED) continue;
      let cutoff = 0;
      while (cutoffMilliseconds[cutoff]! < time) cutoff++;
      const base = (kind * cutoffs + cutoff) * groups * width;
      for (const row of rows) {
        const at = row[u]!;
        if (at < 0) continue;
        for (let m = 0; m < width; m++) cube.covered[base + at + m]! += Math.max(0, counts[u * width + m]!);
      }
    }
    // Who is there in five minutes is there in ten.
    const size = groups * width;
    for (let cutoff = 1; cutoff < cutoffs; cutoff++) {
      const to = (kind * cutoffs + cutoff) * size;
      for (let k = 0; k < size; k++) cube.covered[to + k]! += cube.covered[to - size + k]!;
    }
  });
  return cube;
}

/** Units whose time can be known. */
function countedUnits(points: Connections): Int32Array {
  const units: number[] = [];
  for (let i = 0; i < points.count; i++) if (points.kind[i] !== OFF_NETWORK) units.push(i);
  return Int32Array.from(units);
}

/** For each counted unit the place of its group's first measure, -1 for none. */
function rowsOf(units: Int32Array, groupOf: ArrayLike<number> | null, first: number, width: number): Int32Array {
  return units.map((unit) => {
    const group = groupOf ? groupOf[unit]! : 0;
    return group < 0 ? -1 : (first + group) * width;
  });
}

/** The counts of each counted unit side by side, the unit itself last. */
function interleaved(units: Int32Array, measures: readonly ArrayLike<number>[]): Float64Array {
  const width = measures.length + 1;
  const counts = new Float64Array(units.length * width);
  for (let u = 0; u < units.length; u++) {
    measures.forEach((measure, m) => {
      counts[u * width + m] = measure[units[u]!]!;
    });
    counts[u * width + measures.length] = 1;
  }
  return counts;
}

function addTotals(cube: CoverageCube, row: Int32Array, counts: Float64Array, width: number): void {
  for (let u = 0; u < row.length; u++) {
    const at = row[u]!;
    if (at < 0) continue;
    for (let m = 0; m < width; m++) {
      const count = counts[u * width + m]!;
      if (count < 0) cube.unknownUnits[at + m]!++;
      else cube.total[at + m]! += count;
    }
  }
}
