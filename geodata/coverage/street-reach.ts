import { WALKED } from './arc-list';
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
  const { nodeCount, edgeCount, edgeA, edgeB, edgeMetres, edgeMillisecondsForward, edgeMillisecondsBackward } = network;
  const longest = Math.max(0, ...cutoffMilliseconds);
  const withinMetres = cutoffMilliseconds.map(() => 0);
  let totalMetres = 0;
  // A node is the end of several stretches: -1 until it is asked for.
  const nodeTimes = new Float64Array(nodeCount).fill(-1);
  const timeAt = (node: number): number => {
    if (nodeTimes[node] === -1) nodeTimes[node] = search.leastTime(node);
    return nodeTimes[node]!;
  };
  for (let e = 0; e < edgeCount; e++) {
    const metres = edgeMetres[e]!;
    totalMetres += metres;
    if (network.edgeRefusal[e] !== WALKED) continue;
    const hasSource = search.hasSourceOn(e);
    const atA = hasSource ? search.edgeTime(e, 0) : timeAt(edgeA[e]!);
    const atB = hasSource ? search.edgeTime(e, 1) : timeAt(edgeB[e]!);
    const whole = Math.max(edgeMillisecondsForward[e]!, edgeMillisecondsBackward[e]!);
    // From a place on the stretch to its end takes at most the whole of it, so no place is nearer than this.
    if (Math.min(atA, atB) - whole > longest) continue;
    // Nor is one farther than where the walks by its two ends meet, both at the slower pace.
    const last = (atA + atB + whole) / 2;
    cutoffMilliseconds.forEach((cutoff, i) => {
      if (last <= cutoff) withinMetres[i]! += metres;
      else withinMetres[i]! += (metres * samplesWithin(search, e, cutoff)) / SAMPLES;
    });
  }
  return { totalMetres, withinMetres };
}

function samplesWithin(search: WalkSearch, e: number, cutoff: number): number {
  let within = 0;
  for (let s = 0; s < SAMPLES; s++) if (search.edgeTime(e, (s + 0.5) / SAMPLES) <= cutoff) within++;
  return within;
}
