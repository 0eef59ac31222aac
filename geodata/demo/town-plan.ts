import type { LocalName } from '../schema/place';
import type { DrawnLine } from './arrange-lines';
import type { Metres } from './frame';
import type { DryZone, LandUse } from './town-parts';

/** A name with the place it speaks of; null where it could be anywhere. */
export interface PlacedName {
  name: LocalName;
  at: Metres | null;
}

/** A block with a name of its own: the nearest to a place that is at least so large. */
export interface Landmark {
  use: LandUse;
  at: Metres;
  leastSquareMetres: number;
  name: { zh: string; en: string };
}

/** The lines a town grew along and what is known of its parts; everything finer is grown from them. */
export interface TownPlan {
  /** A city has more names, and says 市 where a county town says 县. */
  isCity: boolean;
  /** How much larger than usual the blocks of estates are; 1 unless a number of estates is asked for. */
  estateScale: number;
  /** Most homes of one compound. */
  mostHomes: number;
  /** Share of the mixed quarters' blocks that are villages the town has closed round. */
  urbanVillages: number;
  /** Homes a square metre of land counts as when communities are cut, so that rural ones do not grow without end. */
  emptyLand: number;
  /** Lines that cut the county into superblocks. */
  lines: DrawnLine[];
  river: Metres[];
  railway: Metres[];
  /** Round what is built up. */
  ring: Metres[];
  /** Where the railway station stands. */
  station: Metres;
  /** The character of dry land at a point. */
  characterAt: (at: Metres) => DryZone;
  /** Middles that shops gather round, that old staff housing stands round, and that resettlement keeps away from. */
  middles: { shops: readonly Metres[]; old: readonly Metres[]; all: readonly Metres[] };
  /** Villages that stood before the fields around them. */
  villages: readonly { name: { zh: string; en: string }; at: Metres }[];
  landmarks: readonly Landmark[];
  subdistricts: readonly PlacedName[];
  communities: readonly PlacedName[];
  names: {
    /** Where the name of the town itself is written. */
    townAt: Metres;
    river: { zh: string; en: string };
    railway: LocalName;
    riverside: { north: string; south: string };
  };
  /** Footbridges over arterials, the railway and the river, at most. */
  footbridges: { arterials: number; railway: number; river: number };
  /** Where the riverside has a promenade. */
  hasPromenade: (at: Metres) => boolean;
}

/** From the river's middle to the riverside roads, and from the rails to their fence. */
export const riversideMetres = 74;
export const fenceMetres = 24;
