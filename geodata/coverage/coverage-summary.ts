import { countedGroups } from '../schema/coverage';
import type { CountedGroup } from '../schema/coverage';
import { ENCLOSED, OFF_NETWORK } from './connect-points';
import { UNREACHED } from './travel-times';

/** What is counted: base units as columns, one a group of people; -1 where a count is unknown. */
export type CountedUnits = Readonly<Record<CountedGroup, ArrayLike<number>>>;

/** A share with both its parts. */
export interface CoveredCount {
  /** Reached within the cutoff. */
  covered: number;
  /** All whose time is known: the denominator. */
  total: number;
  /** Base units whose count is unknown and that are therefore in neither. */
  unknownUnits: number;
}

/** Coverage of one set of base units: a place, a community, a grid. A group is null where nobody of it was counted: unknown is not zero. */
export type CoverageCounts = Record<CountedGroup, CoveredCount | null> & {
  units: { covered: number; total: number };
  /** Too far from every path to be given a time; in no share above. Households null where unknown. */
  offNetwork: { units: number; households: number | null };
};

/** Sums of one group of people over all sets. */
interface GroupSums {
  covered: Float64Array;
  total: Float64Array;
  unknown: Int32Array;
  known: Int32Array;
}

/**
 * Sums up who is covered.
 * @param setOf index of the set each unit belongs to, -1 for none; null puts all in one
 */
export function summariseCoverage(
  units: CountedUnits,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  cutoffMilliseconds: number,
  setOf: ArrayLike<number> | null,
  setCount: number,
): CoverageCounts[] {
  const covered = new Int32Array(setCount);
  const total = new Int32Array(setCount);
  const offUnits = new Int32Array(setCount);
  const offHouseholds = new Float64Array(setCount).fill(-1);
  const standing = new Uint8Array(milliseconds.length);
  for (let i = 0; i < milliseconds.length; i++) {
    const at = setOf ? setOf[i]! : 0;
    if (at < 0) continue;
    if (connectionKind[i] === OFF_NETWORK) {
      offUnits[at]!++;
      if (units.households[i]! >= 0) offHouseholds[at] = Math.max(0, offHouseholds[at]!) + units.households[i]!;
      continue;
    }
    standing[i] = isWithin(milliseconds[i]!, connectionKind[i]!, cutoffMilliseconds) ? COVERED : MISSED;
    total[at]!++;
    if (standing[i] === COVERED) covered[at]!++;
  }
  const groups = countedGroups.map((group) => sumGroup(units[group], standing, setOf, setCount));
  return Array.from({ length: setCount }, (_, at) => ({
    ...(Object.fromEntries(countedGroups.map((group, g) => [group, countOf(groups[g]!, at)])) as Record<
      CountedGroup,
      CoveredCount | null
    >),
    units: { covered: covered[at]!, total: total[at]! },
    offNetwork: { units: offUnits[at]!, households: offHouseholds[at]! >= 0 ? offHouseholds[at]! : null },
  }));
}

/** How a unit stands: in none of the sets or off the network (0), or with a time. */
const [MISSED, COVERED] = [1, 2] as const;

function sumGroup(
  counts: ArrayLike<number>,
  standing: Uint8Array,
  setOf: ArrayLike<number> | null,
  setCount: number,
): GroupSums {
  const sums = {
    covered: new Float64Array(setCount),
    total: new Float64Array(setCount),
    unknown: new Int32Array(setCount),
    known: new Int32Array(setCount),
  };
  for (let i = 0; i < standing.length; i++) {
    if (standing[i] === 0) continue;
    const at = setOf ? setOf[i]! : 0;
    const count = counts[i]!;
    if (count < 0) {
      sums.unknown[at]!++;
      continue;
    }
    sums.known[at]!++;
    sums.total[at]! += count;
    if (standing[i] === COVERED) sums.covered[at]! += count;
  }
  return sums;
}

function countOf({ covered, total, unknown, known }: GroupSums, at: number): CoveredCount | null {
  return known[at]! > 0 ? { covered: covered[at]!, total: total[at]!, unknownUnits: unknown[at]! } : null;
}

/** True if a unit is reached in time; someone walled in behind closed gates never is. */
export function isWithin(milliseconds: number, connectionKind: number, cutoffMilliseconds: number): boolean {
  return connectionKind !== ENCLOSED && milliseconds !== UNREACHED && milliseconds <= cutoffMilliseconds;
}
