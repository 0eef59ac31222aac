import { metresPerUnit } from '../geometry/ground-metres';
import { OFF_NETWORK } from './connect-points';
import { isWithin } from './coverage-summary';
import { UNREACHED } from './travel-times';

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
 * Compares walking with circles of cutoff × speed, for each cutoff. Units without a time (off the network) are in neither.
 * @param awayMetres of each unit from the nearest station in a straight line (`metresToNearest`), at least up to the largest circle
 */
export function compareWithCircles(
  awayMetres: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  households: ArrayLike<number>,
  cutoffMilliseconds: readonly number[],
  speedMetresPerSecond: number,
): CircleComparison[] {
  const circles = cutoffMilliseconds.map((cutoff) => ({
    radiusMetres: (cutoff / 1000) * speedMetresPerSecond,
    both: emptyTally(),
    onlyCircle: emptyTally(),
    onlyWalk: emptyTally(),
  }));
  for (let i = 0; i < milliseconds.length; i++) {
    if (connectionKind[i] === OFF_NETWORK) continue;
    const away = awayMetres[i]!;
    if (away === Infinity && milliseconds[i] === UNREACHED) continue;
    for (let k = 0; k < circles.length; k++) {
      const { radiusMetres, both, onlyCircle, onlyWalk } = circles[k]!;
      const walked = isWithin(milliseconds[i]!, connectionKind[i]!, cutoffMilliseconds[k]!);
      const near = away <= radiusMetres;
      if (walked && near) count(both, households[i]!);
      else if (near) count(onlyCircle, households[i]!);
      else if (walked) count(onlyWalk, households[i]!);
    }
  }
  return circles;
}

/**
 * Metres of each unit from its nearest station in a straight line, `Infinity` beyond the radius.
 * @param xy lattice anchors of the units; `stations` lattice points of the stations
 */
export function metresToNearest(
  xy: ArrayLike<number>,
  stations: ArrayLike<number>,
  radiusMetres: number,
): Float64Array {
  const nearest = nearestOf(stations, radiusMetres);
  const metres = new Float64Array(xy.length / 2);
  for (let i = 0; i < metres.length; i++) metres[i] = nearest(xy[2 * i]!, xy[2 * i + 1]!);
  return metres;
}

const emptyTally = (): UnitTally => ({ units: 0, households: null });

function count(tally: UnitTally, households: number): void {
  tally.units++;
  if (households >= 0) tally.households = (tally.households ?? 0) + households;
}

/** Rows of squares are so far apart in their keys: more than there are columns on earth. */
const ROW_KEYS = 2 ** 24;

/** Metres from a point to the nearest station, `Infinity` beyond the radius; stations are looked up by squares as wide as it. */
function nearestOf(stations: ArrayLike<number>, radiusMetres: number): (x: number, y: number) => number {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let s = 0; s < stations.length; s += 2) {
    minX = Math.min(minX, stations[s]!);
    maxX = Math.max(maxX, stations[s]!);
    minY = Math.min(minY, stations[s + 1]!);
    maxY = Math.max(maxY, stations[s + 1]!);
  }
  // A unit of latitude is shortest on the equator, one of longitude farthest from it: no circle is larger than this.
  const height = radiusMetres / metresPerUnit(0).north + 1;
  const width = radiusMetres / Math.min(metresPerUnit(minY - height).east, metresPerUnit(maxY + height).east) + 1;
  const keyOf = (x: number, y: number) => Math.floor((y - minY) / height) * ROW_KEYS + Math.floor((x - minX) / width);
  const bySquare = new Map<number, number[]>();
  for (let s = 0; s < stations.length; s += 2) {
    const key = keyOf(stations[s]!, stations[s + 1]!);
    const there = bySquare.get(key);
    if (there) there.push(s);
    else bySquare.set(key, [s]);
  }
  return (x, y) => {
    if (x < minX - width || x > maxX + width || y < minY - height || y > maxY + height) return Infinity;
    const scale = metresPerUnit(y);
    const middle = keyOf(x, y);
    let nearest2 = Infinity;
    for (let row = middle - ROW_KEYS; row <= middle + ROW_KEYS; row += ROW_KEYS) {
      for (let key = row - 1; key <= row + 1; key++) {
        const there = bySquare.get(key);
        if (there === undefined) continue;
        for (const s of there) {
          const dx = (stations[s]! - x) * scale.east;
          const dy = (stations[s + 1]! - y) * scale.north;
          nearest2 = Math.min(nearest2, dx * dx + dy * dy);
        }
      }
    }
    return nearest2 <= radiusMetres * radiusMetres ? Math.sqrt(nearest2) : Infinity;
  };
}
