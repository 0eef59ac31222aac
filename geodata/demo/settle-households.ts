import type { AgeCounts, Compound } from '../schema/settlement';
import { apportion } from './divide-county';
import type { Random } from './prng';
import type { Building, TownParts } from './town-parts';

/** Who lives in one building. */
export interface Occupants {
  households: number;
  residents: number;
  ages: AgeCounts;
}

/** Share of homes that are lived in. */
const occupancy = 0.86;

type Neighbourhood = Exclude<Compound['kind'], 'institution'> | 'old-town' | 'village';
/** Residents a household, and their shares by age (0–14, 15–59, 60–64, 65–74, 75+). */
const people: Record<Neighbourhood, { perHousehold: number; ages: readonly number[] }> = {
  new: { perHousehold: 2.9, ages: [0.21, 0.65, 0.05, 0.06, 0.03] },
  mixed: { perHousehold: 2.6, ages: [0.15, 0.61, 0.08, 0.1, 0.06] },
  resettled: { perHousehold: 3, ages: [0.17, 0.61, 0.08, 0.09, 0.05] },
  old: { perHousehold: 2.2, ages: [0.1, 0.52, 0.1, 0.16, 0.12] },
  'old-town': { perHousehold: 2.3, ages: [0.1, 0.51, 0.11, 0.16, 0.12] },
  village: { perHousehold: 2.8, ages: [0.14, 0.53, 0.1, 0.14, 0.09] },
};

/**
 * Moves households into the buildings so that every grid ends inside the band: as many as 86 % of
 * its homes hold, fewer or more where that would leave the band. Answers one entry a building.
 */
export function settleHouseholds(
  parts: TownParts,
  gridOfFace: readonly number[],
  grids: number,
  villageFaces: ReadonlySet<number>,
  band: readonly [number, number],
  random: Random,
): Occupants[] {
  const members: number[][] = Array.from({ length: grids }, () => []);
  parts.buildings.forEach((building, i) => {
    if (building.homes > 0) members[gridOfFace[building.face]!]!.push(i);
  });
  const households: number[] = new Array(parts.buildings.length).fill(0);
  for (const list of members) {
    const homes = list.map((i) => parts.buildings[i]!.homes);
    const capacity = homes.reduce((a, b) => a + b, 0);
    const usual = Math.round(capacity * occupancy);
    const [low, high] = band;
    const total = usual < low + 4 ? low + random.int(1, 24) : usual > high - 4 ? high - random.int(1, 40) : usual;
    const shares = apportion(
      homes.map((count) => count * random.between(0.9, 1.1)),
      total,
      0,
    );
    list.forEach((i, k) => {
      households[i] = shares[k]!;
    });
  }
  return parts.buildings.map((building, i) => occupants(parts, building, households[i]!, villageFaces, random));
}

function occupants(
  parts: TownParts,
  building: Building,
  households: number,
  villageFaces: ReadonlySet<number>,
  random: Random,
): Occupants {
  if (households === 0) return { households: 0, residents: 0, ages: [0, 0, 0, 0, 0] };
  const kind = building.compound >= 0 ? parts.compounds[building.compound]!.kind : 'old';
  const { perHousehold, ages } =
    people[
      building.use === 'house'
        ? villageFaces.has(building.face)
          ? 'village'
          : 'old-town'
        : kind === 'institution'
          ? 'mixed'
          : kind
    ];
  const residents = Math.max(households, Math.round(households * perHousehold * random.between(0.9, 1.1)));
  const [a, b, c, d, e] = apportion(
    ages.map((share) => share * random.between(0.8, 1.2)),
    residents,
    0,
  );
  return { households, residents, ages: [a!, b!, c!, d!, e!] };
}
