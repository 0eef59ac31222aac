import { CLOSED } from './chain-graph';
import type { ChainGraph, DirectedArcs } from './chain-graph';
import { hilbertOrder } from './hilbert-order';

// A chain longer than this is cut in two, so that one long path across the fields does not widen every search's queue.
const LONGEST_CHAIN_MILLISECONDS = 1 << 18;

/**
 * Contracts every chain of nodes that have exactly two neighbours, walked to and from both. Nodes marked in `keep` stay
 * junctions. Junctions are numbered along a Hilbert curve. Linear in nodes and arcs but for that ordering.
 */
export function contractChains(arcs: DirectedArcs, keep: Uint8Array): ChainGraph {
  const pairs = pairArcs(arcs);
  const isInner = findInner(arcs, pairs, keep);
  const chains = walkChains(arcs, pairs, isInner);
  return numbered(arcs, chains, isInner);
}

/** Ways between neighbours: each arc with the one back, if there is one, in the rows of both its ends. */
interface ArcPairs {
  /** Pairs at node n are `start[n]` up to `start[n + 1]`: the neighbour, the arc to it and the arc from it (-1: none). */
  start: Int32Array;
  neighbour: Int32Array;
  arc: Int32Array;
  backArc: Int32Array;
}

function pairArcs({ nodeCount, arcStart, arcTarget }: DirectedArcs): ArcPairs {
  const arcCount = arcStart[nodeCount]!;
  const partner = new Int32Array(arcCount).fill(-1);
  const size = new Int32Array(nodeCount + 1);
  for (let n = 0; n < nodeCount; n++) {
    for (let a = arcStart[n]!; a < arcStart[n + 1]!; a++) {
      const to = arcTarget[a]!;
      // An arc from a node to itself shortens no way.
      if (to === n) continue;
      if (partner[a] === -1 && to > n) {
        for (let b = arcStart[to]!; b < arcStart[to + 1]!; b++) {
          if (arcTarget[b] !== n || partner[b] !== -1) continue;
          partner[a] = b;
          partner[b] = a;
          break;
        }
      }
      size[n]!++;
      // A one-way arc is a pair at its far end too; a two-way one is counted there by its partner.
      if (partner[a] === -1) size[to]!++;
    }
  }
  const start = new Int32Array(nodeCount + 1);
  for (let n = 0; n < nodeCount; n++) start[n + 1] = start[n]! + size[n]!;
  const next = start.slice();
  const count = start[nodeCount]!;
  const neighbour = new Int32Array(count);
  const arc = new Int32Array(count).fill(-1);
  const backArc = new Int32Array(count).fill(-1);
  for (let n = 0; n < nodeCount; n++) {
    for (let a = arcStart[n]!; a < arcStart[n + 1]!; a++) {
      const to = arcTarget[a]!;
      if (to === n) continue;
      const at = next[n]!++;
      neighbour[at] = to;
      arc[at] = a;
      backArc[at] = partner[a]!;
      if (partner[a] !== -1) continue;
      const there = next[to]!++;
      neighbour[there] = n;
      backArc[there] = a;
    }
  }
  return { start, neighbour, arc, backArc };
}

function findInner(
  { nodeCount, arcMilliseconds }: DirectedArcs,
  { start, neighbour, arc, backArc }: ArcPairs,
  keep: Uint8Array,
): Uint8Array {
  const isInner = new Uint8Array(nodeCount);
  // Of an arc that takes no time both ends stay, so that of two nodes on a chain one is always the nearer.
  const isWalked = (a: number) => a !== -1 && arcMilliseconds[a]! > 0 && arcMilliseconds[a]! < CLOSED;
  for (let n = 0; n < nodeCount; n++) {
    const p = start[n]!;
    if (keep[n] || start[n + 1]! - p !== 2 || neighbour[p] === neighbour[p + 1]) continue;
    if (isWalked(arc[p]!) && isWalked(backArc[p]!) && isWalked(arc[p + 1]!) && isWalked(backArc[p + 1]!))
      isInner[n] = 1;
  }
  return isInner;
}

/** Chains as they are found: their ends as nodes, their steps one after another. */
interface Chains {
  head: number[];
  tail: number[];
  firstStep: number[];
  stepNode: Int32Array;
  stepArc: Int32Array;
  stepBackArc: Int32Array;
  stepCount: number;
}

function walkChains(arcs: DirectedArcs, pairs: ArcPairs, isInner: Uint8Array): Chains {
  const { start, neighbour, arc, backArc } = pairs;
  const room = Math.ceil(start[arcs.nodeCount]! / 2);
  const chains: Chains = {
    head: [],
    tail: [],
    firstStep: [],
    stepNode: new Int32Array(room),
    stepArc: new Int32Array(room),
    stepBackArc: new Int32Array(room),
    stepCount: 0,
  };
  const walked = new Uint8Array(start[arcs.nodeCount]!);
  const time = (a: number) => (a === -1 ? 0 : arcs.arcMilliseconds[a]!);

  const walk = (from: number, first: number): void => {
    const firstStep = chains.stepCount;
    let at = from;
    let p = first;
    let [out, back] = [0, 0];
    for (;;) {
      walked[p] = 1;
      const to = neighbour[p]!;
      walked[pairBack(p, at, to)] = 1;
      const step = chains.stepCount++;
      chains.stepNode[step] = to;
      chains.stepArc[step] = arc[p]!;
      chains.stepBackArc[step] = backArc[p]!;
      out += time(arc[p]!);
      back += time(backArc[p]!);
      at = to;
      if (!isInner[to]) break;
      const onward = walked[start[to]!] ? start[to]! + 1 : start[to]!;
      if (Math.max(out + time(arc[onward]!), back + time(backArc[onward]!)) > LONGEST_CHAIN_MILLISECONDS) {
        isInner[to] = 0;
        break;
      }
      p = onward;
    }
    chains.head.push(from);
    chains.tail.push(at);
    chains.firstStep.push(firstStep);
  };

  /** The same pair as seen from its other end. */
  function pairBack(p: number, from: number, to: number): number {
    for (let q = start[to]!; q < start[to + 1]!; q++) {
      if (neighbour[q] === from && arc[q] === backArc[p] && backArc[q] === arc[p] && !walked[q]) return q;
    }
    throw new Error('an arc stands in one of its rows only');
  }

  // Cutting a long chain makes junctions while walking: what they leave over is walked from there, until none is left.
  const waiting: number[] = [];
  const walkAll = (n: number): void => {
    waiting.push(n);
    for (let m = waiting.pop(); m !== undefined; m = waiting.pop()) {
      for (let p = start[m]!; p < start[m + 1]!; p++) {
        if (walked[p]) continue;
        walk(m, p);
        waiting.push(chains.tail[chains.tail.length - 1]!);
      }
    }
  };
  for (let n = 0; n < arcs.nodeCount; n++) if (!isInner[n]) walkAll(n);
  // What is left are rings without any junction: their first node becomes one.
  for (let n = 0; n < arcs.nodeCount; n++) {
    if (!isInner[n] || walked[start[n]!]) continue;
    isInner[n] = 0;
    walkAll(n);
  }
  return chains;
}

function numbered(arcs: DirectedArcs, chains: Chains, isInner: Uint8Array): ChainGraph {
  const { nodeCount, nodeX, nodeY, arcMilliseconds } = arcs;
  const junctions: number[] = [];
  for (let n = 0; n < nodeCount; n++) if (!isInner[n]) junctions.push(n);
  const order = hilbertOrder(
    Float64Array.from(junctions, (n) => nodeX[n]!),
    Float64Array.from(junctions, (n) => nodeY[n]!),
  );
  const junctionNode = Int32Array.from(order, (i) => junctions[i]!);
  const junctionCount = junctionNode.length;
  const place = new Int32Array(nodeCount).fill(-1);
  junctionNode.forEach((n, j) => {
    place[n] = j;
  });

  const chainCount = chains.head.length;
  const { stepCount } = chains;
  const head = Int32Array.from(chains.head, (n) => place[n]!);
  const tail = Int32Array.from(chains.tail, (n) => place[n]!);
  const firstStep = Int32Array.from(chains.firstStep);
  const lastStep = new Int32Array(chainCount);
  const stepChain = new Int32Array(stepCount);
  const stepOut = new Int32Array(stepCount);
  const stepBack = new Int32Array(stepCount);
  for (let c = 0; c < chainCount; c++) {
    const last = (c + 1 < chainCount ? firstStep[c + 1]! : stepCount) - 1;
    lastStep[c] = last;
    let [out, back] = [0, 0];
    for (let step = firstStep[c]!; step <= last; step++) {
      const arc = chains.stepArc[step]!;
      const backArc = chains.stepBackArc[step]!;
      out += arc === -1 ? CLOSED : arcMilliseconds[arc]!;
      back += backArc === -1 ? CLOSED : arcMilliseconds[backArc]!;
      stepChain[step] = c;
      stepOut[step] = out;
      stepBack[step] = back;
      if (step < last) place[chains.stepNode[step]!] = -1 - step;
    }
  }

  const rowStart = new Int32Array(junctionCount);
  const rowEnd = new Int32Array(junctionCount);
  for (let c = 0; c < chainCount; c++) {
    rowEnd[head[c]!]!++;
    rowEnd[tail[c]!]!++;
  }
  let at = 0;
  for (let j = 0; j < junctionCount; j++) {
    const size = rowEnd[j]!;
    rowStart[j] = rowEnd[j] = at;
    at += size;
  }
  const links = {
    target: new Int32Array(at),
    out: new Int32Array(at),
    back: new Int32Array(at),
    twin: new Int32Array(at),
    chain: new Int32Array(at),
    forward: new Uint8Array(at),
  };
  for (let c = 0; c < chainCount; c++) {
    const [a, b] = [head[c]!, tail[c]!];
    const there = rowEnd[a]!++;
    const here = rowEnd[b]!++;
    const [out, back] = [stepOut[lastStep[c]!]!, stepBack[lastStep[c]!]!];
    for (const [link, twin, target, ms, msBack, forward] of [
      [there, here, b, out, back, 1],
      [here, there, a, back, out, 0],
    ] as const) {
      links.target[link] = target;
      links.out[link] = ms;
      links.back[link] = msBack;
      links.twin[link] = twin;
      links.chain[link] = c;
      links.forward[link] = forward;
    }
  }
  return {
    junctionCount,
    place,
    junctionNode,
    rowStart,
    rowEnd,
    linkCount: at,
    ...links,
    chainCount,
    head,
    tail,
    firstStep,
    lastStep,
    stepCount,
    stepNode: chains.stepNode.slice(0, stepCount),
    stepChain,
    stepArc: chains.stepArc.slice(0, stepCount),
    stepBackArc: chains.stepBackArc.slice(0, stepCount),
    stepOut,
    stepBack,
    headOut: new Int32Array(chainCount),
    headBack: new Int32Array(chainCount),
  };
}
