/** Sums of one group of base units. */
export interface WeightedGroup {
  /** People (or households, or base units) the mean is over. */
  weight: number;
  /** Σ value × weight; divided by `weight` it is the mean. */
  weighted: number;
  /** Those of them for whom `isCounted` holds: the numerator of a share of `weight`. */
  counted: number;
  units: number;
  /** Units with an unknown weight; in no sum. */
  unknownUnits: number;
  /** Units without a value; in no sum. */
  withoutValue: number;
}

/**
 * Sums values of base units by group.
 * @param valueOf value of a unit, null where there is none
 * @param isCounted which units the share counts
 * @param weight per unit, -1 where unknown
 * @param group index of the group of each unit, -1 for none; null puts all in one
 */
export function sumByGroup(
  unitCount: number,
  valueOf: (i: number) => number | null,
  isCounted: (i: number) => boolean,
  weight: ArrayLike<number>,
  group: ArrayLike<number> | null,
  groupCount: number,
): WeightedGroup[] {
  const groups = Array.from({ length: groupCount }, (): WeightedGroup => ({
    weight: 0,
    weighted: 0,
    counted: 0,
    units: 0,
    unknownUnits: 0,
    withoutValue: 0,
  }));
  for (let i = 0; i < unitCount; i++) {
    const sums = groups[group ? group[i]! : 0];
    if (!sums) continue;
    const value = valueOf(i);
    if (value === null) {
      sums.withoutValue++;
      continue;
    }
    sums.units++;
    const people = weight[i]!;
    if (people < 0) {
      sums.unknownUnits++;
      continue;
    }
    sums.weight += people;
    sums.weighted += people * value;
    if (isCounted(i)) sums.counted += people;
  }
  return groups;
}
