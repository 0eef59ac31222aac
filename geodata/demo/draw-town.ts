import type { Profile } from '../schema/place';
import { drawCityPlan } from './city-plan';
import type { DemoCounts } from './demo-counts';
import { drawGuanPlan } from './guan-plan';
import type { Random } from './prng';
import type { TownPlan } from './town-plan';

/** The plan of a profile's town: drawn by hand for Gu'an, grown to the size of the counts for the others. */
export function drawTown(profile: Profile, counts: DemoCounts, random: Random): TownPlan {
  if (profile.id === 'gu-an') return drawGuanPlan(random);
  return drawCityPlan(counts, profile.levels[0]!.key === 'city', random);
}
