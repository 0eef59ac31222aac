/** Time of an arc nobody may walk. Twice this still fits 32 bits, so a sum never turns negative. */
export const CLOSED = 0x3fffffff;

/** Directed arcs by the node they leave: those of node n are `arcStart[n]` up to `arcStart[n + 1]`. Milliseconds are ≥ 0. */
export interface DirectedArcs {
  readonly nodeCount: number;
  readonly nodeX: ArrayLike<number>;
  readonly nodeY: ArrayLike<number>;
  readonly arcStart: ArrayLike<number>;
  readonly arcTarget: ArrayLike<number>;
  readonly arcMilliseconds: ArrayLike<number>;
}

/**
 * A network without its bends: only nodes where ways meet or end (junctions) are searched, and each stretch between two
 * of them is one link, whatever number of nodes lies on it. Times differ by direction.
 *
 * Every link stands in the rows of both its ends as two links that are twins, also where only one direction may be
 * walked (the other is `CLOSED`), so that the ways into a junction are read off its own row.
 */
export interface ChainGraph {
  junctionCount: number;
  /** For each node of the network: its junction, or -1 - step where it lies on a chain. */
  place: Int32Array;
  /** The node of each junction. */
  junctionNode: Int32Array;
  /** Links out of junction j are `rowStart[j]` up to `rowEnd[j]`. */
  rowStart: Int32Array;
  rowEnd: Int32Array;
  linkCount: number;
  target: Int32Array;
  /** Milliseconds along the link, and of the way back. */
  out: Int32Array;
  back: Int32Array;
  twin: Int32Array;
  /** The chain a link runs along, forward where it leaves the chain's head. */
  chain: Int32Array;
  forward: Uint8Array;
  chainCount: number;
  /** Junctions at both ends. */
  head: Int32Array;
  tail: Int32Array;
  /** Steps of chain c are `firstStep[c]` up to and with `lastStep[c]`; a step leads from one node to the next. */
  firstStep: Int32Array;
  lastStep: Int32Array;
  stepCount: number;
  /** The node a step leads to, the chain it is of, and the network's arcs there and back (-1: none). */
  stepNode: Int32Array;
  stepChain: Int32Array;
  stepArc: Int32Array;
  stepBackArc: Int32Array;
  /** Milliseconds from the start of `firstStep`'s chain as it was built to the end of the step, and of the way back. */
  stepOut: Int32Array;
  stepBack: Int32Array;
  /** For each chain: the values of `stepOut` and `stepBack` at its head. */
  headOut: Int32Array;
  headBack: Int32Array;
}

/** The same graph with every way turned around: what leads out leads in. Shares all arrays. */
export function turned(graph: ChainGraph): ChainGraph {
  return {
    ...graph,
    out: graph.back,
    back: graph.out,
    stepArc: graph.stepBackArc,
    stepBackArc: graph.stepArc,
    stepOut: graph.stepBack,
    stepBack: graph.stepOut,
    headOut: graph.headBack,
    headBack: graph.headOut,
  };
}

/** The longest time of any link that may be walked. */
export function longestLink(graph: ChainGraph): number {
  let longest = 0;
  for (let link = 0; link < graph.linkCount; link++) {
    const out = graph.out[link]!;
    const back = graph.back[link]!;
    if (out !== CLOSED && out > longest) longest = out;
    if (back !== CLOSED && back > longest) longest = back;
  }
  return longest;
}
