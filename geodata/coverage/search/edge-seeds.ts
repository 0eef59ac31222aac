import type { Connections } from '../connect-points';
import type { WalkDirection } from './network-graph';

/** Where on an edge something hangs: milliseconds from its end A, and back to A. */
export interface Along {
  forward: number;
  backward: number;
}

/** A source on an edge, and the milliseconds between the two. */
export interface EdgeSeed extends Along {
  off: number;
  source: number;
}

/** How point `i` hangs on its edge. */
export const edgeSeed = (points: Connections, i: number): EdgeSeed => ({
  forward: points.alongForwardMilliseconds[i]!,
  backward: points.alongBackwardMilliseconds[i]!,
  off: points.offMilliseconds[i]!,
  source: i,
});

/**
 * Walk along an edge between a source on it and another place on it. Of the two differences the one in whose direction
 * one walks is not negative.
 */
export const alongEdge = (direction: WalkDirection, seed: Along, forward: number, backward: number): number =>
  direction === 'from'
    ? Math.max(forward - seed.forward, seed.backward - backward)
    : Math.max(seed.forward - forward, backward - seed.backward);
