import type { SitingEffort, SitingWatch } from './choose-sites';
import { coverAll } from './cover-all';
import type { ReachTable } from './reach-table';
import { coverSavings } from './savings';

export interface CentredSites {
  sites: number[];
  /** Nobody who can be reached walks longer. */
  milliseconds: number;
  /** Proven: no set of sites gets below this. */
  lower: number;
  byExactSolver: boolean;
}

/**
 * So many sites that the longest walk is as short as can be (p-centre, Hakimi 1964): the times there are, halved again
 * and again, each asked whether so many sites reach everybody within it (Minieka 1970).
 * @param counts demand points that count; those no candidate and no station reaches within the bound are left out
 * @returns null where not even the longest time there is suffices, so the bound or the number of sites is too small
 */
export function shrinkRadius(
  reach: ReachTable,
  counts: ArrayLike<number>,
  baseMilliseconds: ArrayLike<number>,
  sites: number,
  effort: SitingEffort,
  watch: SitingWatch,
): CentredSites | null {
  const { demandCount } = reach;
  const nearest = Float64Array.from({ length: demandCount }, (_, i) =>
    baseMilliseconds[i] < 0 ? Infinity : baseMilliseconds[i],
  );
  reach.demand.forEach((i, e) => (nearest[i] = Math.min(nearest[i], reach.milliseconds[e])));
  const isCounted = Array.from(nearest, (time, i) => counts[i] > 0 && Number.isFinite(time));
  let floor = 0;
  let furthest = 0;
  isCounted.forEach((counted, i) => {
    if (!counted) return;
    floor = Math.max(floor, nearest[i]);
    furthest = Math.max(furthest, baseMilliseconds[i]);
  });
  // Below the longest of the nearest times nobody can get; each time above it where somebody is reached is tried.
  const times = new Set<number>([floor]);
  reach.milliseconds.forEach((time, e) => {
    if (time > floor && isCounted[reach.demand[e]]) times.add(time);
  });
  isCounted.forEach((counted, i) => {
    if (counted && baseMilliseconds[i] > floor) times.add(baseMilliseconds[i]);
  });
  const tried = Float64Array.from(times).sort();
  const one = Float64Array.from(isCounted, (counted) => (counted ? 1 : 0));
  const quiet: SitingWatch = { onProgress: () => undefined, isStopped: watch.isStopped };
  // Many times are asked about: each has a part of the exact solver's seconds.
  const each: SitingEffort = {
    ...effort,
    exact: effort.exact && { ...effort.exact, seconds: effort.exact.seconds / 6 },
  };
  const coverWithin = (time: number) => coverAll(coverSavings(reach, one, baseMilliseconds, time), each, quiet, sites);

  let best: { sites: number[]; at: number } | null = null;
  let proven = -1;
  let byExactSolver = false;
  let low = 0;
  let high = tried.length - 1;
  while (low <= high && !watch.isStopped()) {
    const middle: number = best === null && low === 0 && high === tried.length - 1 ? high : (low + high) >> 1;
    const cover = coverWithin(tried[middle]);
    byExactSolver ||= cover.byExactSolver;
    if (cover.sites.length <= sites) {
      best = { sites: cover.sites, at: middle };
      high = middle - 1;
    } else {
      if (cover.lower > sites) proven = Math.max(proven, middle);
      low = middle + 1;
    }
    watch.onProgress({
      phase: 'search',
      value: best ? tried[best.at] : null,
      bound: tried[Math.min(proven + 1, tried.length - 1)],
    });
  }
  if (!best) return null;
  return {
    sites: best.sites,
    milliseconds: tried[best.at],
    lower: tried[Math.min(best.at, proven + 1)],
    byExactSolver,
  };
}
