import type { LocalName } from '../schema/place';
import { toLatticeRing } from './frame';
import type { Metres } from './frame';
import { sceneryPolygon } from './town-parts';
import type { TownParts } from './town-parts';

/** Adds a parcel's ground to the scenery: green for parks, grass and pitches, water for lakes, land for the rest. */
export const drawLand = (
  parts: TownParts,
  landClass: string,
  yard: readonly Metres[],
  name: LocalName | null,
): void => {
  parts.scenery.push(
    sceneryPolygon(
      landClass === 'park' || landClass === 'grass' || landClass === 'pitch'
        ? 'green'
        : landClass === 'lake'
          ? 'water'
          : 'land',
      landClass,
      [[toLatticeRing(yard)]],
      name,
    ),
  );
};
