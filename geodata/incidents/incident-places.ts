import { placeKinds } from '../schema/incident-repeats';
import type { PlaceKind } from '../schema/incident-repeats';
import { NO_POINT } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import { linkPoints } from './link-points';
import { projectRows } from './local-plane';
import type { LocalPlane } from './local-plane';

/** Reports without an address and outside every building are of one place within so many metres of each other. */
export const POINT_METRES = 15;
/** A chain of such reports is no wider than this. */
const WIDEST_METRES = 60;
/** An address is a place where its located reports stand within so many metres of their middle, all but a tenth of them. */
const ADDRESS_METRES = 100;
const STRAY_SHARE = 0.1;

/** Which reports are of one and the same place; the same whatever the filter. */
export interface IncidentPlaces {
  readonly count: number;
  /** Per row its place, -1 where it has neither an address nor a point. */
  readonly placeOf: Int32Array;
  /** Per place an index into `placeKinds`. */
  readonly kind: Uint8Array;
  /** Per place the address, the building or -1. */
  readonly thing: Int32Array;
}

export interface PlaceClues {
  /** Per row a number of its normal address (`normalAddress`), -1 without one. */
  addressOf: Int32Array;
  addressCount: number;
  /** Per row the building that holds its point, -1 in none. */
  buildingOf: Int32Array;
  /** Per building the number of its own normal address, -1 without one. */
  buildingAddress: Int32Array;
}

/**
 * The place of every report: its address; else the address of the building it stands in, or that building; else what
 * stands within `POINT_METRES`. An address that is spread wide, as a mere street name is, says nothing about the place.
 */
export function gatherPlaces(columns: IncidentColumns, clues: PlaceClues, plane: LocalPlane): IncidentPlaces {
  const { addressOf, addressCount, buildingOf, buildingAddress } = clues;
  const all = Uint32Array.from({ length: columns.count }, (_, i) => i);
  const xy = projectRows(plane, columns.xy, all);
  const wide = wideAddresses(columns, addressOf, addressCount, xy);
  const placeOf = new Int32Array(columns.count).fill(-1);
  const byAddress = new Map<number, number>();
  const byBuilding = new Map<number, number>();
  const kind: number[] = [];
  const thing: number[] = [];
  const numberOf = (known: Map<number, number>, of: number, kindOf: PlaceKind): number => {
    let number = known.get(of);
    if (number === undefined) {
      known.set(of, (number = kind.length));
      kind.push(placeKinds.indexOf(kindOf));
      thing.push(of);
    }
    return number;
  };
  const loose: number[] = [];
  for (let i = 0; i < columns.count; i++) {
    const building = buildingOf[i]!;
    const own = addressOf[i]!;
    const address = own >= 0 && wide[own] === 0 ? own : building >= 0 ? buildingAddress[building]! : -1;
    if (address >= 0) placeOf[i] = numberOf(byAddress, address, 'address');
    else if (building >= 0) placeOf[i] = numberOf(byBuilding, building, 'building');
    else if (columns.xy[2 * i] !== NO_POINT) loose.push(i);
  }
  const looseXy = new Float64Array(loose.length * 2);
  loose.forEach((i, k) => looseXy.set(xy.subarray(2 * i, 2 * i + 2), 2 * k));
  const groups = linkPoints(looseXy, POINT_METRES, WIDEST_METRES);
  const byPoint = new Map<number, number>();
  loose.forEach((i, k) => {
    placeOf[i] = numberOf(byPoint, groups[k]!, 'point');
  });
  return {
    count: kind.length,
    placeOf,
    kind: Uint8Array.from(kind),
    thing: Int32Array.from(thing, (of, place) => (kind[place] === placeKinds.indexOf('point') ? -1 : of)),
  };
}

/** 1 for each address whose located reports are too far apart to be of one place. */
function wideAddresses(
  columns: IncidentColumns,
  addressOf: Int32Array,
  addressCount: number,
  xy: Float64Array,
): Uint8Array {
  const rowsOf: number[][] = Array.from({ length: addressCount }, () => []);
  for (let i = 0; i < columns.count; i++) {
    if (addressOf[i]! >= 0 && columns.xy[2 * i] !== NO_POINT) rowsOf[addressOf[i]!]!.push(i);
  }
  return Uint8Array.from(rowsOf, (rows) => {
    if (rows.length < 2) return 0;
    const x = middleOf(rows.map((i) => xy[2 * i]!));
    const y = middleOf(rows.map((i) => xy[2 * i + 1]!));
    const far = rows.filter((i) => Math.hypot(xy[2 * i]! - x, xy[2 * i + 1]! - y) > ADDRESS_METRES).length;
    return far > rows.length * STRAY_SHARE ? 1 : 0;
  });
}

/** The middle one of the values, the lower of two: one stray point moves it little. */
export function middleOf(values: number[]): number {
  return values.sort((a, b) => a - b)[(values.length - 1) >> 1]!;
}
