import type { Connections } from './connect-points';
import { ENCLOSED } from './connect-points';
import type { WalkSearch } from './travel-times';
import { UNREACHED } from './travel-times';

/** How far the services of one kind go round, per base unit. */
export interface Access {
  /** Stations within the cutoff. */
  within: Int32Array;
  /**
   * The nearest stations within the cutoff, nearest first, `nearestCount` a unit: milliseconds, `UNREACHED` where there are
   * fewer, and index into the stations, -1.
   */
  nearestMilliseconds: Int32Array;
  nearestStation: Int32Array;
  nearestCount: number;
  /**
   * Two-step floating catchment: supply within reach per person, in units of the capacity (m², places, staff) per person.
   * Null where no station has a capacity or nobody was counted.
   */
  supplyPerPerson: Float64Array | null;
  /** People who have each of `members` within the cutoff: step one's Σ_k P_k. */
  demand: Float64Array;
  /** What was shared out, and what lies where nobody reaches it. */
  supply: { stations: number; withCapacity: number; reachable: number; unreachable: number };
}

export interface AccessQuestion {
  search: WalkSearch;
  stations: Connections;
  /** Positions in `stations` of those of the kind. */
  members: readonly number[];
  units: Connections;
  /** Capacity of each of `members`; null where it is not recorded. */
  capacity: readonly (number | null)[];
  /** People of each unit; -1 where unknown: they take no part in sharing, and get the share of where they live. */
  people: ArrayLike<number>;
  cutoffMilliseconds: number;
  nearestCount: number;
}

/**
 * One bounded walk from each station, and all measures from it: how many stations are within the cutoff, the nearest of
 * them, and the two-step floating catchment area (2SFCA). Step one shares each station's capacity S_j among all people
 * within the cutoff of it, R_j = S_j / Σ_k P_k; step two adds up the shares a unit reaches, A_i = Σ_j R_j. So
 * Σ_i A_i P_i = Σ_j S_j over the stations that somebody reaches: no capacity is made or lost. No distance decay: within the
 * cutoff every minute is as good as another.
 * Source: Luo & Wang (2003), Environment and Planning B 30(6), 865–884, https://doi.org/10.1068/b29120
 * Time: a walk and a pass over the units for each station; memory does not grow with the number of stations.
 */
export function measureAccess(question: AccessQuestion): Access {
  const { search, stations, members, units, capacity, people, cutoffMilliseconds, nearestCount } = question;
  const within = new Int32Array(units.count);
  const nearestMilliseconds = new Int32Array(units.count * nearestCount).fill(UNREACHED);
  const nearestStation = new Int32Array(units.count * nearestCount).fill(-1);
  const shares = new Float64Array(units.count);
  const reachers = new Int32Array(units.count);
  const demandOf = new Float64Array(members.length);
  const supply = { stations: members.length, withCapacity: 0, reachable: 0, unreachable: 0 };
  let isAnybodyCounted = false;
  for (let i = 0; i < units.count && !isAnybodyCounted; i++) isAnybodyCounted = people[i]! >= 0;

  members.forEach((station, m) => {
    search.run(stations, cutoffMilliseconds, [station]);
    const { milliseconds } = search.pointTimes(units);
    let count = 0;
    let demand = 0;
    for (let i = 0; i < units.count; i++) {
      const time = milliseconds[i]!;
      if (time === UNREACHED || units.kind[i] === ENCLOSED) continue;
      within[i]!++;
      reachers[count++] = i;
      if (people[i]! > 0) demand += people[i]!;
      insertNearest(i, time, station);
    }
    demandOf[m] = demand;
    const size = capacity[m] ?? null;
    if (size === null) return;
    supply.withCapacity++;
    if (demand === 0) {
      supply.unreachable += size;
      return;
    }
    supply.reachable += size;
    for (let k = 0; k < count; k++) shares[reachers[k]!]! += size / demand;
  });

  function insertNearest(i: number, time: number, station: number): void {
    const first = i * nearestCount;
    let at = first + nearestCount;
    // Members come in order, so of two equally near the lower index stays in front.
    while (at > first && (nearestStation[at - 1] === -1 || nearestMilliseconds[at - 1]! > time)) at--;
    if (at === first + nearestCount) return;
    for (let k = first + nearestCount - 1; k > at; k--) {
      nearestMilliseconds[k] = nearestMilliseconds[k - 1]!;
      nearestStation[k] = nearestStation[k - 1]!;
    }
    nearestMilliseconds[at] = time;
    nearestStation[at] = station;
  }

  return {
    within,
    nearestMilliseconds,
    nearestStation,
    nearestCount,
    supplyPerPerson: supply.withCapacity > 0 && isAnybodyCounted ? shares : null,
    demand: demandOf,
    supply,
  };
}
