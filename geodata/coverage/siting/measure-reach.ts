import type { Connections } from '../connect-points';
import type { WalkSearch } from '../travel-times';
import type { ReachTable } from './reach-table';

/** A table with more pairs is not built: it would take more than about 300 MB. */
export const MOST_PAIRS = 20_000_000;

/**
 * Times from each demand point to each candidate within a bound, over the network: one search a candidate, which costs
 * what it reaches. Points of a row stand in no order.
 * @param pause awaited between two candidates, never between a search and the reading of its times
 * @returns null where there would be more than `MOST_PAIRS`
 */
export async function measureReach(
  search: WalkSearch,
  candidates: Connections,
  points: Connections,
  boundMilliseconds: number,
  pause: () => Promise<void>,
): Promise<ReachTable | null> {
  const start = new Uint32Array(candidates.count + 1);
  let demand = new Int32Array(1 << 16);
  let milliseconds = new Int32Array(1 << 16);
  let count = 0;
  for (let c = 0; c < candidates.count; c++) {
    search.run(candidates, boundMilliseconds, [c]);
    search.reachedPoints(points, (point, time) => {
      if (count === demand.length) {
        demand = grown(demand);
        milliseconds = grown(milliseconds);
      }
      demand[count] = point;
      milliseconds[count++] = time;
    });
    if (count > MOST_PAIRS) return null;
    start[c + 1] = count;
    await pause();
  }
  return {
    candidateCount: candidates.count,
    demandCount: points.count,
    start,
    demand: demand.slice(0, count),
    milliseconds: milliseconds.slice(0, count),
  };
}

function grown(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
