import { CLOSED } from './arc-list';
import type { PartedNetwork } from './network-parts';

/** Which nodes of a network are linked by streets, open gates, whichever way these are passed, or by being copies of one place. */
export interface OpenLinks {
  /** Both ends of an arc through a gate; null for one along a street, which links its ends closed or not. */
  endsOf(arc: number): readonly [number, number] | null;
  /** Null if two nodes are linked; else all nodes linked to one of the two, which comes first. */
  apart(a: number, b: number): number[] | null;
  /** All nodes linked to a node by way of nodes that `isWanted`, itself first. */
  reached(from: number, isWanted?: (node: number) => boolean): number[];
  /** Nodes the last question has looked at. */
  walked(): number;
}

/** The arc of a link that no arc closes. */
const ALWAYS = -1;

/** @param isClosed 1 for arcs that are closed now; of these only those through gates are looked at */
export function openLinks(network: PartedNetwork, isClosed: Uint8Array): OpenLinks {
  const { nodeCount, arcStart, arcTarget, arcEdge, inboundCopy, outboundCopy, edgeCount, edgeA, edgeB } = network;
  const arcFrom = new Int32Array(arcStart[nodeCount]!);
  for (let n = 0; n < nodeCount; n++) arcFrom.fill(n, arcStart[n], arcStart[n + 1]);
  const isLink = (arc: number): boolean => arcEdge[arc] === -1 || arcFrom[arc]! < arcTarget[arc]!;
  const isShut = (arc: number): boolean => arc !== ALWAYS && isClosed[arc] === 1;
  const { start, linkTo, linkArc } = rowsOfLinks();

  /** Every link in the rows of both its ends. */
  function rowsOfLinks() {
    const start = new Int32Array(nodeCount + 1);
    eachLink((a, b) => {
      start[a + 1]!++;
      start[b + 1]!++;
    });
    for (let n = 0; n < nodeCount; n++) start[n + 1]! += start[n]!;
    const next = start.slice();
    const linkTo = new Int32Array(start[nodeCount]!);
    const linkArc = new Int32Array(linkTo.length);
    eachLink((a, b, arc) => {
      linkTo[next[a]!] = b;
      linkArc[next[a]!++] = arc;
      linkTo[next[b]!] = a;
      linkArc[next[b]!++] = arc;
    });
    return { start, linkTo, linkArc };
  }

  function eachLink(visit: (a: number, b: number, arc: number) => void): void {
    for (let arc = 0; arc < arcFrom.length; arc++) {
      if (isLink(arc)) visit(arcFrom[arc]!, arcTarget[arc]!, arcEdge[arc] === -1 ? arc : ALWAYS);
    }
    // A street that was closed from the first has no arcs, and links its ends all the same.
    for (let e = 0; e < edgeCount; e++) if (network.edgeRefusal[e] === CLOSED) visit(edgeA[e]!, edgeB[e]!, ALWAYS);
    for (let n = 0; n < nodeCount; n++) {
      if (inboundCopy[n] !== -1) visit(n, inboundCopy[n]!, ALWAYS);
      if (outboundCopy[n] !== -1) visit(n, outboundCopy[n]!, ALWAYS);
    }
  }

  const mark = new Int32Array(nodeCount);
  let turn = 0;
  let walked = 0;

  /** Looks around one node; true where that meets the other side. */
  function expand(nodes: number[], at: number, mine: number, other: number): boolean {
    walked++;
    const node = nodes[at]!;
    for (let k = start[node]!, end = start[node + 1]!; k < end; k++) {
      if (isShut(linkArc[k]!)) continue;
      const to = linkTo[k]!;
      if (mark[to] === mine) continue;
      if (mark[to] === other) return true;
      mark[to] = mine;
      nodes.push(to);
    }
    return false;
  }

  function apart(a: number, b: number): number[] | null {
    const [mineA, mineB] = [turn + 1, turn + 2];
    turn += 2;
    walked = 0;
    mark[a] = mineA;
    mark[b] = mineB;
    const [aroundA, aroundB] = [[a], [b]];
    for (let k = 0; ; k++) {
      if (k === aroundA.length) return aroundA;
      if (expand(aroundA, k, mineA, mineB)) return null;
      if (k === aroundB.length) return aroundB;
      if (expand(aroundB, k, mineB, mineA)) return null;
    }
  }

  function reached(from: number, isWanted: (node: number) => boolean = () => true): number[] {
    const mine = ++turn;
    walked = 0;
    mark[from] = mine;
    const nodes = [from];
    for (let at = 0; at < nodes.length; at++) {
      walked++;
      const node = nodes[at]!;
      for (let k = start[node]!, end = start[node + 1]!; k < end; k++) {
        const to = linkTo[k]!;
        if (isShut(linkArc[k]!) || mark[to] === mine || !isWanted(to)) continue;
        mark[to] = mine;
        nodes.push(to);
      }
    }
    return nodes;
  }

  return {
    endsOf: (arc) => (arcEdge[arc] === -1 ? [arcFrom[arc]!, arcTarget[arc]!] : null),
    apart,
    reached,
    walked: () => walked,
  };
}
