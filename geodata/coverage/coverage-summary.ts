import { ENCLOSED, OFF_NETWORK } from './connect-points';
import { UNREACHED } from './travel-times';

/** What is counted: base units as columns; -1 where a count is unknown. */
export interface CountedUnits {
  readonly households: ArrayLike<number>;
  readonly residents: ArrayLike<number>;
  /** Residents of 60 and above. */
  readonly elderly: ArrayLike<number>;
}

/** A share with both its parts. */
export interface CoveredCount {
  /** Reached within the cutoff. */
  covered: number;
  /** All whose time is known: the denominator. */
  total: number;
  /** Base units whose count is unknown and that are therefore in neither. */
  unknownUnits: number;
}

/** Coverage of one group of base units: a place, a community, a grid. */
export interface CoverageCounts {
  /** Null where nobody was counted in any of the units: unknown is not zero. */
  households: CoveredCount | null;
  residents: CoveredCount | null;
  elderly: CoveredCount | null;
  units: { covered: number; total: number };
  /** Too far from every path to be given a time; in no share above. Households null where unknown. */
  offNetwork: { units: number; households: number | null };
}

/**
 * Sums up who is covered.
 * @param group index of the group each unit belongs to, -1 for none; null puts all in one group
 */
export function summariseCoverage(
  units: CountedUnits,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  cutoffMilliseconds: number,
  group: ArrayLike<number> | null,
  groupCount: number,
): CoverageCounts[] {
  const measures = [units.households, units.residents, units.elderly];
  // Per group and measure: covered, total, units unknown, units known.
  const sums = Array.from({ length: groupCount }, () =>
    measures.map(() => ({ covered: 0, total: 0, unknown: 0, known: 0 })),
  );
  const covered = new Int32Array(groupCount);
  const total = new Int32Array(groupCount);
  const offUnits = new Int32Array(groupCount);
  const offHouseholds = new Array<number>(groupCount).fill(-1);
  for (let i = 0; i < milliseconds.length; i++) {
    const g = group ? group[i]! : 0;
    if (g < 0) continue;
    if (connectionKind[i] === OFF_NETWORK) {
      offUnits[g]!++;
      if (units.households[i]! >= 0) offHouseholds[g] = Math.max(0, offHouseholds[g]!) + units.households[i]!;
      continue;
    }
    const isCovered = isWithin(milliseconds[i]!, connectionKind[i]!, cutoffMilliseconds);
    total[g]!++;
    if (isCovered) covered[g]!++;
    measures.forEach((counts, m) => {
      const sum = sums[g]![m]!;
      const count = counts[i]!;
      if (count < 0) {
        sum.unknown++;
        return;
      }
      sum.known++;
      sum.total += count;
      if (isCovered) sum.covered += count;
    });
  }
  return sums.map((bySum, g) => {
    const [households, residents, elderly] = bySum.map((sum) =>
      sum.known > 0 ? { covered: sum.covered, total: sum.total, unknownUnits: sum.unknown } : null,
    );
    return {
      households: households!,
      residents: residents!,
      elderly: elderly!,
      units: { covered: covered[g]!, total: total[g]! },
      offNetwork: { units: offUnits[g]!, households: offHouseholds[g]! >= 0 ? offHouseholds[g]! : null },
    };
  });
}

/** True if a unit is reached in time; someone walled in behind closed gates never is. */
export function isWithin(milliseconds: number, connectionKind: number, cutoffMilliseconds: number): boolean {
  return connectionKind !== ENCLOSED && milliseconds !== UNREACHED && milliseconds <= cutoffMilliseconds;
}
