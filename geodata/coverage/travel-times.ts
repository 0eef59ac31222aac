import type { Connections } from './connect-points';
import type { WalkNetwork } from './walk-network';

/** Time of a node or point that was not reached within the bound. */
export const UNREACHED = -1;

/** One search from many sources at once over a network, reusable; the arrays are overwritten by the next `run`. */
export interface WalkSearch {
  /**
   * Walks out from the chosen points of `sources` (all, if not chosen) until `boundMilliseconds`.
   * Afterwards the answers below are those of this run.
   */
  run(sources: Connections, boundMilliseconds: number, chosen?: readonly number[]): void;
  /** Milliseconds from the nearest source to node `n`, `UNREACHED` beyond the bound. */
  nodeTime(n: number): number;
  /** Index of that source; of several equally near the lowest. -1 where not reached. */
  nodeSource(n: number): number;
  /** The arc the node was reached by, -1 for a node a source hangs on; its other end is `nodeParent`. */
  nodeArc(n: number): number;
  nodeParent(n: number): number;
  /** Least time at a node for someone whose trip ends there, over its compound's copies, and the copy it is from. */
  arrival(n: number): { milliseconds: number; node: number };
  /** Least time to a place on edge `e`, `along` milliseconds from its end A, from sources on that same edge; else Infinity. */
  alongEdge(e: number, along: number): number;
  /** Time and source of every point, over its links and along a shared edge. */
  pointTimes(points: Connections): PointTimes;
  /** Nodes reached by the last run. */
  reached(): number;
}

export interface PointTimes {
  /** `UNREACHED` where the point has no links or lies beyond the bound. */
  readonly milliseconds: Int32Array;
  readonly source: Int32Array;
}

// Finer buckets mean fewer repeated relaxations, more empty buckets; 2^14 keeps both small from 5 minutes to 4 hours.
const BUCKETS = 1 << 14;

/**
 * Dijkstra's search with buckets of equal width (Dial 1969). A bucket is worked off until nothing in it improves,
 * so times are exact whatever the width; ties go to the lowest source, so the answer depends on no order.
 */
export function createSearch(network: WalkNetwork): WalkSearch {
  const { nodeCount, arcStart, arcTarget, arcMilliseconds, inboundCopy, outboundCopy } = network;
  const time = new Int32Array(nodeCount).fill(UNREACHED);
  const source = new Int32Array(nodeCount).fill(-1);
  const arcTo = new Int32Array(nodeCount).fill(-1);
  const parent = new Int32Array(nodeCount).fill(-1);
  const next = new Int32Array(nodeCount);
  const previous = new Int32Array(nodeCount);
  const queued = new Uint8Array(nodeCount);
  const head = new Int32Array(BUCKETS + 1);
  const touched = new Int32Array(nodeCount);
  let touchedCount = 0;
  let bound = 0;
  let width = 1;
  let onEdge = new Map<number, { along: number; off: number; source: number }[]>();

  function offer(n: number, milliseconds: number, from: number, arc: number, by: number): void {
    if (milliseconds > bound) return;
    const known = time[n]!;
    if (known !== UNREACHED && (milliseconds > known || (milliseconds === known && from >= source[n]!))) return;
    if (known === UNREACHED) touched[touchedCount++] = n;
    if (queued[n]) unlink(n);
    time[n] = milliseconds;
    source[n] = from;
    arcTo[n] = arc;
    parent[n] = by;
    const bucket = Math.floor(milliseconds / width);
    const first = head[bucket]!;
    next[n] = first;
    previous[n] = -1 - bucket;
    if (first !== -1) previous[first] = n;
    head[bucket] = n;
    queued[n] = 1;
  }

  function unlink(n: number): void {
    const after = next[n]!;
    const before = previous[n]!;
    if (before < 0) head[-1 - before] = after;
    else next[before] = after;
    if (after !== -1) previous[after] = before;
    queued[n] = 0;
  }

  function run(sources: Connections, boundMilliseconds: number, chosen?: readonly number[]): void {
    for (let i = 0; i < touchedCount; i++) {
      const n = touched[i]!;
      time[n] = UNREACHED;
      source[n] = arcTo[n] = parent[n] = -1;
    }
    touchedCount = 0;
    bound = boundMilliseconds;
    width = Math.max(1, Math.ceil((boundMilliseconds + 1) / BUCKETS));
    head.fill(-1);
    onEdge = new Map();
    const count = chosen ? chosen.length : sources.count;
    for (let k = 0; k < count; k++) {
      const i = chosen ? chosen[k]! : k;
      for (let link = sources.linkStart[i]!; link < sources.linkStart[i + 1]!; link++) {
        const node = sources.linkNode[link]!;
        const milliseconds = sources.linkMilliseconds[link]!;
        offer(node, milliseconds, i, -1, -1);
        const out = outboundCopy[node]!;
        if (out !== -1) offer(out, milliseconds, i, -1, -1);
      }
      const edge = sources.edge[i]!;
      if (edge === -1) continue;
      const here = onEdge.get(edge) ?? [];
      here.push({ along: sources.alongMilliseconds[i]!, off: sources.offMilliseconds[i]!, source: i });
      onEdge.set(edge, here);
    }
    const buckets = Math.floor(bound / width);
    for (let bucket = 0; bucket <= buckets; bucket++) {
      for (let n = head[bucket]!; n !== -1; n = head[bucket]!) {
        unlink(n);
        const milliseconds = time[n]!;
        const from = source[n]!;
        for (let arc = arcStart[n]!, end = arcStart[n + 1]!; arc < end; arc++) {
          offer(arcTarget[arc]!, milliseconds + arcMilliseconds[arc]!, from, arc, n);
        }
      }
    }
  }

  function arrival(n: number): { milliseconds: number; node: number } {
    const copy = inboundCopy[n]!;
    const here = time[n]!;
    const there = copy === -1 ? UNREACHED : time[copy]!;
    const byCopy =
      there !== UNREACHED && (here === UNREACHED || there < here || (there === here && source[copy]! < source[n]!));
    return byCopy ? { milliseconds: there, node: copy } : { milliseconds: here, node: n };
  }

  function alongEdge(e: number, along: number): number {
    let least = Infinity;
    for (const seed of onEdge.get(e) ?? []) least = Math.min(least, seed.off + Math.abs(seed.along - along));
    return least;
  }

  function pointTimes(points: Connections): PointTimes {
    const milliseconds = new Int32Array(points.count).fill(UNREACHED);
    const nearest = new Int32Array(points.count).fill(-1);
    const offerPoint = (i: number, at: number, from: number) => {
      const known = milliseconds[i]!;
      if (at > bound || (known !== UNREACHED && (at > known || (at === known && from >= nearest[i]!)))) return;
      milliseconds[i] = at;
      nearest[i] = from;
    };
    for (let i = 0; i < points.count; i++) {
      for (let link = points.linkStart[i]!; link < points.linkStart[i + 1]!; link++) {
        const node = points.linkNode[link]!;
        const walk = points.linkMilliseconds[link]!;
        if (time[node] !== UNREACHED) offerPoint(i, time[node]! + walk, source[node]!);
        const copy = inboundCopy[node]!;
        if (copy !== -1 && time[copy] !== UNREACHED) offerPoint(i, time[copy]! + walk, source[copy]!);
      }
      // A source on the same stretch of street need not be walked to by way of a corner.
      for (const seed of onEdge.get(points.edge[i]!) ?? []) {
        const along = Math.abs(seed.along - points.alongMilliseconds[i]!);
        offerPoint(i, seed.off + along + points.offMilliseconds[i]!, seed.source);
      }
    }
    return { milliseconds, source: nearest };
  }

  return {
    run,
    nodeTime: (n) => time[n]!,
    nodeSource: (n) => source[n]!,
    nodeArc: (n) => arcTo[n]!,
    nodeParent: (n) => parent[n]!,
    arrival,
    alongEdge,
    pointTimes,
    reached: () => touchedCount,
  };
}
