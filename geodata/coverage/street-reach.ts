import { groundMetres } from '../geometry/ground-metres';
import { UNREACHED } from './travel-times';
import type { WalkSearch } from './travel-times';
import type { WalkNetwork } from './walk-network';

/** Points looked at on a stretch that is reached in part. */
const SAMPLES = 16;

/** Metres of walkable street: all there is, and what the last search reached within each cutoff. */
export interface StreetReach {
  totalMetres: number;
  /** In the order of the cutoffs. */
  withinMetres: number[];
}

/**
 * How much of the network the last `run` of `search` walks to within each cutoff (ascending), which must not be
 * longer than the bound it ran with. A stretch counts as far as it is reached in time.
 */
export function measureStreetReach(
  network: WalkNetwork,
  search: WalkSearch,
  cutoffMilliseconds: readonly number[],
): StreetReach {
  const { edgeCount, edgeA, edgeB, edgeMilliseconds, nodeX, nodeY } = network;
  const longest = Math.max(0, ...cutoffMilliseconds);
  const withinMetres = cutoffMilliseconds.map(() => 0);
  let totalMetres = 0;
  const timeOf = (node: number): number => {
    const { milliseconds } = search.arrival(node);
    return milliseconds === UNREACHED ? Infinity : milliseconds;
  };
  for (let e = 0; e < edgeCount; e++) {
    const a = edgeA[e]!;
    const b = edgeB[e]!;
    const metres = groundMetres(nodeX[a]!, nodeY[a]!, nodeX[b]!, nodeY[b]!);
    totalMetres += metres;
    const whole = edgeMilliseconds[e]!;
    const [fromA, fromB] = [timeOf(a), timeOf(b)];
    if (Math.min(fromA, fromB, search.alongEdge(e, 0) - whole) > longest) continue;
    // The latest moment anywhere on the stretch: where the walks from its two ends meet.
    const last = (fromA + fromB + whole) / 2;
    cutoffMilliseconds.forEach((cutoff, i) => {
      if (last <= cutoff) withinMetres[i]! += metres;
      else withinMetres[i]! += (metres * samplesWithin(search, e, whole, fromA, fromB, cutoff)) / SAMPLES;
    });
  }
  return { totalMetres, withinMetres };
}

function samplesWithin(search: WalkSearch, e: number, whole: number, fromA: number, fromB: number, cutoff: number) {
  let within = 0;
  for (let s = 0; s < SAMPLES; s++) {
    const along = ((s + 0.5) / SAMPLES) * whole;
    if (Math.min(fromA + along, fromB + whole - along, search.alongEdge(e, along)) <= cutoff) within++;
  }
  return within;
}
