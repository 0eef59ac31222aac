import type { Connections } from './connect-points';
import { UNREACHED } from './travel-times';
import type { WalkSearch } from './travel-times';

/** For each point the nearest stations, in rows of `nearest`: the nearest first, of equally near ones the lowest. */
export interface NearestStations {
  /** Stations listed for each point. */
  nearest: number;
  /** Index of the station, -1 where fewer are in reach. */
  station: Int32Array;
  /** Milliseconds to it, `UNREACHED` where there is none. */
  milliseconds: Int32Array;
  /** Stations within each cutoff, in rows of `cutoffs` a point. */
  within: Int32Array;
}

/**
 * The nearest stations of every point, not only the first, and how many are within each cutoff.
 * One bounded search a station: the whole of it is as much work as the ground that all of them reach together.
 * @param chosen stations to look at, as indices into `stations`
 * @param cutoffMilliseconds any order; stations beyond the longest are not in reach
 */
export function nearestStations(
  search: WalkSearch,
  stations: Connections,
  chosen: readonly number[],
  points: Connections,
  nearest: number,
  cutoffMilliseconds: readonly number[],
): NearestStations {
  const station = new Int32Array(points.count * nearest).fill(-1);
  const milliseconds = new Int32Array(points.count * nearest).fill(UNREACHED);
  const cutoffs = cutoffMilliseconds.length;
  const within = new Int32Array(points.count * cutoffs);
  const bound = Math.max(0, ...cutoffMilliseconds);
  // In ascending order, so that of two equally near stations the lower stands first.
  for (const s of [...chosen].sort((p, q) => p - q)) {
    search.run(stations, bound, [s]);
    search.reachedPoints(points, (point, time) => {
      for (let c = 0; c < cutoffs; c++) if (time <= cutoffMilliseconds[c]!) within[point * cutoffs + c]!++;
      const first = point * nearest;
      let at = first + nearest;
      while (at > first && (milliseconds[at - 1] === UNREACHED || milliseconds[at - 1]! > time)) {
        if (at < first + nearest) {
          milliseconds[at] = milliseconds[at - 1]!;
          station[at] = station[at - 1]!;
        }
        at--;
      }
      if (at === first + nearest) return;
      milliseconds[at] = time;
      station[at] = s;
    });
  }
  return { nearest, station, milliseconds, within };
}
