import type { Connections } from './connect-points';
import type { WalkNetwork } from './walk-network';

/** Time of a node or point that was not reached within the bound. */
export const UNREACHED = -1;

/**
 * Which way people walk: `to` the sources, as from households to stations, or `from` them. Where the ground rises the
 * two differ.
 */
export type WalkDirection = 'to' | 'from';

/** One search over a network, of many sources at once, reusable; the arrays are overwritten by the next `run`. */
export interface WalkSearch {
  /**
   * Finds who walks to (or from) the chosen points of `sources` (all, if not chosen) in `boundMilliseconds`; a search
   * of walks `to` its sources follows arcs against their direction. Afterwards the answers below are those of this run.
   */
  run(sources: Connections, boundMilliseconds: number, chosen?: readonly number[], direction?: WalkDirection): void;
  /** Milliseconds between the nearest source and node `n`, `UNREACHED` beyond the bound. */
  nodeTime(n: number): number;
  /** Index of that source; of several equally near the lowest. -1 where not reached. */
  nodeSource(n: number): number;
  /** The arc walked between the node and `nodeParent`, which is nearer to the source; -1 for a node a source hangs on. */
  nodeArc(n: number): number;
  nodeParent(n: number): number;
  /** Least time at a node for someone whose trip ends (or begins) there, over its compound's copies, and the copy it is from. */
  arrival(n: number): { milliseconds: number; node: number };
  /** Least time at the place `share` (0…1) of the way from end A to end B of edge `e`, over both ends and along it; else Infinity. */
  edgeTime(e: number, share: number): number;
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
  const { nodeCount, arcMilliseconds, inboundCopy, outboundCopy, edgeA, edgeB } = network;
  const { edgeMillisecondsForward, edgeMillisecondsBackward } = network;
  const leaving: ArcRows = { start: network.arcStart, other: network.arcTarget, arc: null };
  let entering: ArcRows | null = null;
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
  let direction: WalkDirection = 'to';
  let onEdge = new Map<number, { forward: number; backward: number; off: number; source: number }[]>();

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

  function run(
    sources: Connections,
    boundMilliseconds: number,
    chosen?: readonly number[],
    walking: WalkDirection = 'to',
  ): void {
    direction = walking;
    const rows = direction === 'from' ? leaving : (entering ??= enteringArcs(network));
    const sourceLinks = direction === 'from' ? sources.linkMillisecondsOut : sources.linkMillisecondsIn;
    // A trip may begin behind a residents-only gate in the outbound copy of its compound, and end in the inbound one.
    const copies = direction === 'from' ? outboundCopy : inboundCopy;
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
        const milliseconds = sourceLinks[link]!;
        offer(node, milliseconds, i, -1, -1);
        const copy = copies[node]!;
        if (copy !== -1) offer(copy, milliseconds, i, -1, -1);
      }
      const edge = sources.edge[i]!;
      if (edge === -1) continue;
      const here = onEdge.get(edge) ?? [];
      here.push({
        forward: sources.alongForwardMilliseconds[i]!,
        backward: sources.alongBackwardMilliseconds[i]!,
        off: sources.offMilliseconds[i]!,
        source: i,
      });
      onEdge.set(edge, here);
    }
    const buckets = Math.floor(bound / width);
    for (let bucket = 0; bucket <= buckets; bucket++) {
      for (let n = head[bucket]!; n !== -1; n = head[bucket]!) {
        unlink(n);
        const milliseconds = time[n]!;
        const from = source[n]!;
        for (let k = rows.start[n]!, end = rows.start[n + 1]!; k < end; k++) {
          const arc = rows.arc ? rows.arc[k]! : k;
          offer(rows.other[k]!, milliseconds + arcMilliseconds[arc]!, from, arc, n);
        }
      }
    }
  }

  function arrival(n: number): { milliseconds: number; node: number } {
    const copy = farCopies()[n]!;
    const here = time[n]!;
    const there = copy === -1 ? UNREACHED : time[copy]!;
    const byCopy =
      there !== UNREACHED && (here === UNREACHED || there < here || (there === here && source[copy]! < source[n]!));
    return byCopy ? { milliseconds: there, node: copy } : { milliseconds: here, node: n };
  }

  /** Copies in which a trip may be at the end that is not a source's. */
  const farCopies = (): Int32Array => (direction === 'from' ? inboundCopy : outboundCopy);

  /**
   * Walk along an edge between a seed and a place on it, each given by its milliseconds from A (`forward`) and to A
   * (`backward`); of the two differences the one in whose direction one walks is not negative.
   */
  const between = (seed: Along, forward: number, backward: number): number =>
    direction === 'from'
      ? Math.max(forward - seed.forward, seed.backward - backward)
      : Math.max(seed.forward - forward, backward - seed.backward);

  function leastAt(n: number): number {
    const copy = farCopies()[n]!;
    const here = time[n] === UNREACHED ? Infinity : time[n]!;
    return copy === -1 || time[copy] === UNREACHED ? here : Math.min(here, time[copy]!);
  }

  function edgeTime(e: number, share: number): number {
    const forward = share * edgeMillisecondsForward[e]!;
    const backward = share * edgeMillisecondsBackward[e]!;
    const away = direction === 'from';
    const byA = leastAt(edgeA[e]!) + (away ? forward : backward);
    const byB =
      leastAt(edgeB[e]!) + (away ? edgeMillisecondsBackward[e]! - backward : edgeMillisecondsForward[e]! - forward);
    let least = Math.min(byA, byB);
    for (const seed of onEdge.get(e) ?? []) least = Math.min(least, seed.off + between(seed, forward, backward));
    return least;
  }

  function pointTimes(points: Connections): PointTimes {
    const milliseconds = new Int32Array(points.count).fill(UNREACHED);
    const nearest = new Int32Array(points.count).fill(-1);
    const pointLinks = direction === 'from' ? points.linkMillisecondsIn : points.linkMillisecondsOut;
    const copies = farCopies();
    const offerPoint = (i: number, at: number, from: number) => {
      const known = milliseconds[i]!;
      if (at > bound || (known !== UNREACHED && (at > known || (at === known && from >= nearest[i]!)))) return;
      milliseconds[i] = at;
      nearest[i] = from;
    };
    for (let i = 0; i < points.count; i++) {
      for (let link = points.linkStart[i]!; link < points.linkStart[i + 1]!; link++) {
        const node = points.linkNode[link]!;
        const walk = pointLinks[link]!;
        if (time[node] !== UNREACHED) offerPoint(i, time[node]! + walk, source[node]!);
        const copy = copies[node]!;
        if (copy !== -1 && time[copy] !== UNREACHED) offerPoint(i, time[copy]! + walk, source[copy]!);
      }
      // A source on the same stretch of street need not be walked to by way of a corner.
      for (const seed of onEdge.get(points.edge[i]!) ?? []) {
        const along = between(seed, points.alongForwardMilliseconds[i]!, points.alongBackwardMilliseconds[i]!);
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
    edgeTime,
    pointTimes,
    reached: () => touchedCount,
  };
}

/** Where on an edge something hangs: milliseconds from its end A, and back to A. */
interface Along {
  forward: number;
  backward: number;
}

/** The arcs at each node: entries `start[n]` up to `start[n + 1]`, with the node at the other end and the arc itself. */
interface ArcRows {
  start: Uint32Array;
  other: Int32Array;
  /** Null where entry and arc are the same. */
  arc: Int32Array | null;
}

/** Arcs by the node they lead to. */
function enteringArcs({ nodeCount, arcStart, arcTarget }: WalkNetwork): ArcRows {
  const start = new Uint32Array(nodeCount + 1);
  for (const target of arcTarget) start[target + 1]!++;
  for (let n = 0; n < nodeCount; n++) start[n + 1]! += start[n]!;
  const next = start.slice();
  const other = new Int32Array(arcTarget.length);
  const arc = new Int32Array(arcTarget.length);
  for (let n = 0; n < nodeCount; n++) {
    for (let k = arcStart[n]!; k < arcStart[n + 1]!; k++) {
      const at = next[arcTarget[k]!]!++;
      other[at] = n;
      arc[at] = k;
    }
  }
  return { start, other, arc };
}
