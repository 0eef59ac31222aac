import type { Connections } from './connect-points';
import { ENCLOSED, OFF_NETWORK } from './connect-points';
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

/** Who is counted and where: made once for as long as units and divisions stay as they are. */
export interface CubeLayout {
  points: Connections;
  groups: number;
  firstGroup: number[];
  /** Measures given, and one more for the units themselves. */
  measures: number;
  /** Measures of each unit side by side; -1 where unknown. */
  counts: Float64Array;
  /** Units that are in the same groups of all divisions are added up together: their cell, -1 off the network, and its groups. */
  cellOf: Int32Array;
  groupsOf: number[][];
  /** By group and measure, as in the cube. */
  total: Float64Array;
  unknownUnits: Int32Array;
}

/**
 * Lays out what coverage is measured of. A unit off the network is in no count.
 * @param measures counts of each unit, -1 where unknown: households, residents …
 */
export function cubeLayout(
  points: Connections,
  measures: readonly ArrayLike<number>[],
  divisions: readonly UnitGroups[],
): CubeLayout {
  const firstGroup: number[] = [];
  let groups = 0;
  for (const { count } of divisions) {
    firstGroup.push(groups);
    groups += count;
  }
  const width = measures.length + 1;
  const layout: CubeLayout = {
    points,
    groups,
    firstGroup,
    measures: width,
    counts: interleaved(points.count, measures),
    ...cellsOf(points, divisions, firstGroup),
    total: new Float64Array(groups * width),
    unknownUnits: new Int32Array(groups * width),
  };
  addTotals(layout);
  return layout;
}

/**
 * Measures coverage of all kinds at once. A unit walled in is never covered.
 * @param kinds stations of each kind, as indices into `stations`
 * @param cutoffMilliseconds ascending
 */
export function coverageCube(
  search: WalkSearch,
  stations: Connections,
  kinds: readonly (readonly number[])[],
  layout: CubeLayout,
  cutoffMilliseconds: readonly number[],
): CoverageCube {
  const { points, counts, cellOf, groupsOf, groups, firstGroup, measures: width } = layout;
  const cutoffs = cutoffMilliseconds.length;
  const cube: CoverageCube = {
    kinds: kinds.length,
    cutoffs,
    groups,
    firstGroup,
    measures: width,
    covered: new Float64Array(kinds.length * cutoffs * groups * width),
    total: layout.total,
    unknownUnits: layout.unknownUnits,
  };

  const longest = cutoffMilliseconds[cutoffs - 1] ?? 0;
  const cellCount = groupsOf.length;
  kinds.forEach((members, kind) => {
    search.run(stations, longest, members);
    const sums = new Float64Array(cutoffs * cellCount * width);
    search.reachedPoints(points, (i, time) => {
      const cell = cellOf[i]!;
      if (cell < 0 || points.kind[i] === ENCLOSED) return;
      let cutoff = 0;
      while (cutoffMilliseconds[cutoff]! < time) cutoff++;
      const at = (cutoff * cellCount + cell) * width;
      for (let m = 0, from = i * width; m < width; m++) {
        const count = counts[from + m]!;
        if (count > 0) sums[at + m]! += count;
      }
    });
    // Who is there in five minutes is there in ten.
    const size = cellCount * width;
    for (let k = size; k < sums.length; k++) sums[k]! += sums[k - size]!;
    for (let cutoff = 0; cutoff < cutoffs; cutoff++) {
      for (let cell = 0; cell < cellCount; cell++) {
        const from = (cutoff * cellCount + cell) * width;
        for (const group of groupsOf[cell]!) {
          const to = cubeIndex(cube, kind, cutoff, group, 0);
          for (let m = 0; m < width; m++) cube.covered[to + m]! += sums[from + m]!;
        }
      }
    }
  });
  return cube;
}

function cellsOf(
  points: Connections,
  divisions: readonly UnitGroups[],
  firstGroup: readonly number[],
): Pick<CubeLayout, 'cellOf' | 'groupsOf'> {
  let cellOf = Int32Array.from(points.kind, (kind) => (kind === OFF_NETWORK ? -1 : 0));
  let groupsOf: number[][] = [[]];
  divisions.forEach(({ groupOf, count }, d) => {
    // Cells so far, each divided by this division's groups; the last part is for units that are in none.
    const divided = new Map<number, number>();
    const before = groupsOf;
    groupsOf = [];
    cellOf = cellOf.map((cell, i) => {
      if (cell < 0) return cell;
      const group = groupOf ? groupOf[i]! : 0;
      const key = cell * (count + 1) + (group < 0 ? count : group);
      let part = divided.get(key);
      if (part === undefined) {
        part = groupsOf.push(group < 0 ? before[cell]! : [...before[cell]!, firstGroup[d]! + group]) - 1;
        divided.set(key, part);
      }
      return part;
    });
  });
  return { cellOf, groupsOf };
}

/** The counts of each unit side by side, the unit itself last. */
function interleaved(count: number, measures: readonly ArrayLike<number>[]): Float64Array {
  const width = measures.length + 1;
  const counts = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    for (let m = 0; m < measures.length; m++) counts[i * width + m] = measures[m]![i]!;
    counts[i * width + measures.length] = 1;
  }
  return counts;
}

function addTotals({ counts, cellOf, groupsOf, measures: width, total, unknownUnits }: CubeLayout): void {
  cellOf.forEach((cell, i) => {
    if (cell < 0) return;
    for (const group of groupsOf[cell]!) {
      for (let m = 0; m < width; m++) {
        const count = counts[i * width + m]!;
        if (count < 0) unknownUnits[group * width + m]!++;
        else total[group * width + m]! += count;
      }
    }
  });
}
