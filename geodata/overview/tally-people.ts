import type { BaseUnitColumns } from '../schema/settlement';

/** Who lives in a group of base units. A count is null where no unit in it has one: unknown is not zero. */
export interface PeopleTally {
  units: number;
  households: number | null;
  residents: number | null;
  /** Units without that count; they are missing from it. */
  unknownHouseholds: number;
  unknownResidents: number;
  /** Units whose counts are an assumption of the import. */
  assumedUnits: number;
}

/**
 * Adds up base units by group.
 * @param group of every unit the index of its group, -1 for none; null puts all in one group
 */
export function tallyPeople(
  columns: Pick<BaseUnitColumns, 'households' | 'residents' | 'assumed'>,
  group: ArrayLike<number> | null,
  groupCount: number,
): PeopleTally[] {
  const tallies = Array.from({ length: groupCount }, (): PeopleTally => ({
    units: 0,
    households: null,
    residents: null,
    unknownHouseholds: 0,
    unknownResidents: 0,
    assumedUnits: 0,
  }));
  for (let i = 0; i < columns.households.length; i++) {
    const tally = tallies[group ? group[i]! : 0];
    if (!tally) continue;
    const households = columns.households[i]!;
    const residents = columns.residents[i]!;
    tally.units++;
    if (households >= 0) tally.households = (tally.households ?? 0) + households;
    else tally.unknownHouseholds++;
    if (residents >= 0) tally.residents = (tally.residents ?? 0) + residents;
    else tally.unknownResidents++;
    if (columns.assumed[i] === 1) tally.assumedUnits++;
  }
  return tallies;
}
