import type { BaseUnit } from '../schema/settlement';
import type { Metres } from './frame';
import type { TownParts } from './town-parts';

/** The middle of each community's households, in metres: where its centre and its name belong. */
export function communityHearts(
  parts: TownParts,
  baseUnits: readonly BaseUnit[],
  communityOfFace: readonly number[],
  communities: number,
): Metres[] {
  const sums = Array.from({ length: communities }, () => ({ x: 0, y: 0, weight: 0 }));
  baseUnits.forEach((unit, i) => {
    const { face, anchor } = parts.buildings[i]!;
    const sum = sums[communityOfFace[face]!]!;
    const weight = unit.households ?? 0;
    sum.x += anchor[0] * weight;
    sum.y += anchor[1] * weight;
    sum.weight += weight;
  });
  return sums.map(({ x, y, weight }) => [x / (weight || 1), y / (weight || 1)]);
}
