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
 * How much of the network the last `run` of `search` (of walks to its sources) walks to within each cutoff (ascending), which
 * must not be longer than the bound it ran with. A stretch counts as far as it is reached in time.
 */
export function measureStreetReach(
  network: WalkNetwork,
  search: WalkSearch,
  cutoffMilliseconds: readonly number[],
): StreetReach {
  const { nodeCount, edgeCount, edgeA, edgeB, edgeMetres, edgeMillisecondsForward, edgeMillisecondsBackward } = network;
  const cutoffs = Float64Array.from(cutoffMilliseconds);
  // Metres that each cutoff has beyond those of the one before; the last place is for what none has.
  const more = new Float64Array(cutoffs.length + 1);
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
    const [forward, backward] = [edgeMillisecondsForward[e]!, edgeMillisecondsBackward[e]!];
    const hasSource = search.hasSourceOn(e);
    const atA = hasSource ? search.edgeTime(e, 0) : timeAt(edgeA[e]!);
    const atB = hasSource ? search.edgeTime(e, 1) : timeAt(edgeB[e]!);
    const whole = Math.max(forward, backward);
    // From a place on the stretch to its end takes at most the whole of it, so no place is nearer than this.
    const first = firstWithin(cutoffs, Math.min(atA, atB) - whole);
    if (first === cutoffs.length) continue;
    // Nor is one farther than where the walks by its two ends meet, both at the slower pace.
    if (firstWithin(cutoffs, (atA + atB + whole) / 2) === first) {
      more[first]! += metres;
      continue;
    }
    for (let s = 0; s < SAMPLES; s++) {
      const share = (s + 0.5) / SAMPLES;
      const time = hasSource
        ? search.edgeTime(e, share)
        : Math.min(atA + share * backward, atB + (1 - share) * forward);
      more[firstWithin(cutoffs, time)]! += metres / SAMPLES;
    }
  }
  let within = 0;
  return { totalMetres, withinMetres: cutoffMilliseconds.map((_, i) => (within += more[i]!)) };
}

/** Position of the first cutoff that is not shorter than a time; their number where all are. */
function firstWithin(cutoffs: Float64Array, milliseconds: number): number {
  let [low, high] = [0, cutoffs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cutoffs[middle]! < milliseconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
