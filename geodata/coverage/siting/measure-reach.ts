import KDBush from 'kdbush';
import { metresPerUnit } from '../../geometry/ground-metres';
import { groundMetres } from '../../geometry/ground-metres';
import type { Connections } from '../connect-points';
import { UNREACHED } from '../travel-times';
import type { WalkSearch } from '../travel-times';
import type { WalkNetwork } from '../walk-network';
import type { ReachTable } from './reach-table';

/** A table with more pairs is not built: it would take more than about 300 MB. */
export const MOST_PAIRS = 20_000_000;

/**
 * Times from each demand point to each candidate within a bound, over the network. Only points that lie near enough to
 * be reached even at the fastest pace of the whole network are asked, so the work does not grow with the place.
 * @param candidates connections of the candidates; `points` those of the demand points, `xy` where they lie (lattice)
 * @param pause awaited between two candidates, never between a search and the reading of its times
 * @returns null where there would be more than `MOST_PAIRS`
 */
export async function measureReach(
  network: WalkNetwork,
  search: WalkSearch,
  candidates: Connections,
  candidateXY: ArrayLike<number>,
  points: Connections,
  xy: ArrayLike<number>,
  boundMilliseconds: number,
  pause: () => Promise<void>,
): Promise<ReachTable | null> {
  const near = createNearby(points.count, xy, fastestMetresPerMillisecond(network) * boundMilliseconds);
  const start = new Uint32Array(candidates.count + 1);
  let demand = new Int32Array(1 << 16);
  let milliseconds = new Int32Array(1 << 16);
  let count = 0;
  for (let c = 0; c < candidates.count; c++) {
    search.run(candidates, boundMilliseconds, [c]);
    for (const i of near(candidateXY[2 * c], candidateXY[2 * c + 1])) {
      const time = timeTo(search, points, i);
      if (time > boundMilliseconds) continue;
      if (count === demand.length) {
        demand = grown(demand);
        milliseconds = grown(milliseconds);
      }
      demand[count] = i;
      milliseconds[count++] = time;
    }
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

/** Least time from the last search's source to a point: over its links, or along a street both hang on. Infinity for none. */
function timeTo(search: WalkSearch, points: Connections, i: number): number {
  let least = Infinity;
  for (let link = points.linkStart[i]; link < points.linkStart[i + 1]; link++) {
    const { milliseconds } = search.arrival(points.linkNode[link]);
    if (milliseconds !== UNREACHED) least = Math.min(least, milliseconds + points.linkMilliseconds[link]);
  }
  const edge = points.edge[i];
  if (edge === -1) return least;
  return Math.min(least, search.alongEdge(edge, points.alongMilliseconds[i]) + points.offMilliseconds[i]);
}

function fastestMetresPerMillisecond({ walker, edgeCount, edgeA, edgeB, nodeX, nodeY, edgeMilliseconds }: WalkNetwork) {
  let fastest = walker.speedMetresPerSecond / 1000;
  for (let e = 0; e < edgeCount; e++) {
    const a = edgeA[e];
    const b = edgeB[e];
    fastest = Math.max(fastest, groundMetres(nodeX[a], nodeY[a], nodeX[b], nodeY[b]) / edgeMilliseconds[e]);
  }
  return fastest;
}

/** Points within a straight line of a place, ascending. */
function createNearby(count: number, xy: ArrayLike<number>, metres: number): (x: number, y: number) => number[] {
  if (count === 0) return () => [];
  const { east, north } = metresPerUnit(xy[1]);
  const index = new KDBush(count, 64, Float64Array);
  for (let i = 0; i < count; i++) index.add(xy[2 * i] * east, xy[2 * i + 1] * north);
  index.finish();
  // Degrees of longitude narrow towards the poles: within a county by less than this.
  const radius = metres * 1.02;
  return (x, y) => index.within(x * east, y * north, radius).sort((a, b) => a - b);
}

function grown(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
