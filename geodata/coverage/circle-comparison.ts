import { metresPerUnit } from '../geometry/ground-metres';
import { OFF_NETWORK } from './connect-points';
import { isWithin } from './coverage-summary';

/** A set of base units: how many, and their households (null where none of them was counted). */
export interface UnitTally {
  units: number;
  households: number | null;
}

/** What a straight-line circle around each station would say instead. */
export interface CircleComparison {
  radiusMetres: number;
  both: UnitTally;
  /** In a circle, yet the walk takes longer: what circles promise falsely. */
  onlyCircle: UnitTally;
  /** Within the walk, yet in no circle. */
  onlyWalk: UnitTally;
}

/**
 * Compares walking with circles of cutoff × speed. Units without a time (off the network) are in neither.
 * @param xy lattice anchors of the units; `stations` lattice points of the stations
 */
export function compareWithCircle(
  xy: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  households: ArrayLike<number>,
  stations: ArrayLike<number>,
  cutoffMilliseconds: number,
  speedMetresPerSecond: number,
): CircleComparison {
  const radiusMetres = (cutoffMilliseconds / 1000) * speedMetresPerSecond;
  const inCircle = circleTest(stations, radiusMetres);
  const both = emptyTally();
  const onlyCircle = emptyTally();
  const onlyWalk = emptyTally();
  for (let i = 0; i < milliseconds.length; i++) {
    if (connectionKind[i] === OFF_NETWORK) continue;
    const walked = isWithin(milliseconds[i]!, connectionKind[i]!, cutoffMilliseconds);
    const near = inCircle(xy[2 * i]!, xy[2 * i + 1]!);
    if (walked && near) count(both, households[i]!);
    else if (near) count(onlyCircle, households[i]!);
    else if (walked) count(onlyWalk, households[i]!);
  }
  return { radiusMetres, both, onlyCircle, onlyWalk };
}

const emptyTally = (): UnitTally => ({ units: 0, households: null });

function count(tally: UnitTally, households: number): void {
  tally.units++;
  if (households >= 0) tally.households = (tally.households ?? 0) + households;
}

/** True for points within the radius of any station; stations are looked up by squares as wide as the circle. */
function circleTest(stations: ArrayLike<number>, radiusMetres: number): (x: number, y: number) => boolean {
  const { north } = metresPerUnit(stations.length > 0 ? stations[1]! : 0);
  const square = Math.ceil(radiusMetres / north) + 1;
  const bySquare = new Map<string, number[]>();
  // A unit of longitude is shorter than one of latitude: the squares are searched wide enough for both.
  for (let s = 0; s < stations.length; s += 2) {
    const key = `${Math.floor(stations[s]! / square)} ${Math.floor(stations[s + 1]! / square)}`;
    bySquare.set(key, [...(bySquare.get(key) ?? []), s]);
  }
  return (x, y) => {
    const scale = metresPerUnit(y);
    const reachX = Math.ceil(radiusMetres / scale.east / square);
    const column = Math.floor(x / square);
    const row = Math.floor(y / square);
    for (let dx = -reachX; dx <= reachX; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const s of bySquare.get(`${column + dx} ${row + dy}`) ?? []) {
          const away = Math.hypot((stations[s]! - x) * scale.east, (stations[s + 1]! - y) * scale.north);
          if (away <= radiusMetres) return true;
        }
      }
    }
    return false;
  };
}
