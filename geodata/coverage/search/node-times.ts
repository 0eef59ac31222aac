import type { ChainGraph } from './chain-graph';
import { BY, BY_NOTHING, BY_SEED, LABEL, NEVER, SOURCE, TIME } from './labels';
import type { Labels } from './labels';
import { isToTail, NO_SEED, seedOf } from './seeds';
import type { Seeds } from './seeds';

/** Where the way to a node comes from. */
const [FROM_HEAD, FROM_TAIL, FROM_SEED] = [0, 1, 2] as const;

/** Reads times at any node of the network, also between junctions, off a finished search. */
export interface NodeTimes {
  /** Milliseconds at node `n`, `NEVER` beyond the bound; `source` is then its source, -1 for none. */
  read(n: number, bound: number): number;
  source: number;
  /** The network's arc by which node `n` is reached and the node before; both -1 where a source hangs on it or nothing leads to it. */
  before(n: number, bound: number): { arc: number; node: number };
}

/** Of several equally short ways the one with the lowest source counts. */
export function readNodeTimes(graph: ChainGraph, labels: Labels, seeds: Seeds): NodeTimes {
  let from: number = FROM_HEAD;
  const times: NodeTimes = { read, source: -1, before };

  function read(n: number, bound: number): number {
    const { values } = labels;
    const place = graph.place[n]!;
    if (place >= 0) {
      times.source = values[place * LABEL + SOURCE]!;
      return values[place * LABEL + TIME]!;
    }
    const step = -1 - place;
    const chain = graph.stepChain[step]!;
    const head = graph.head[chain]! * LABEL;
    const tail = graph.tail[chain]! * LABEL;
    let best = NEVER;
    let source = -1;
    if (values[head + TIME] !== NEVER) {
      best = values[head + TIME]! + graph.stepOut[step]! - graph.headOut[chain]!;
      source = values[head + SOURCE]!;
      from = FROM_HEAD;
    }
    if (values[tail + TIME] !== NEVER) {
      const time = values[tail + TIME]! + graph.stepBack[graph.lastStep[chain]!]! - graph.stepBack[step]!;
      if (time < best || (time === best && values[tail + SOURCE]! < source)) {
        best = time;
        source = values[tail + SOURCE]!;
        from = FROM_TAIL;
      }
    }
    for (let seed = seeds.onChain[chain]!; seed !== NO_SEED; seed = seeds.next[seed]!) {
      const at = -1 - graph.place[seeds.node[seed]!]!;
      const walk = at <= step ? graph.stepOut[step]! - graph.stepOut[at]! : graph.stepBack[at]! - graph.stepBack[step]!;
      const time = seeds.milliseconds[seed]! + walk;
      if (time < best || (time === best && seeds.source[seed]! < source)) {
        best = time;
        source = seeds.source[seed]!;
        from = at === step ? FROM_SEED : at < step ? FROM_HEAD : FROM_TAIL;
      }
    }
    if (best > bound) {
      times.source = -1;
      return NEVER;
    }
    times.source = source;
    return best;
  }

  function before(n: number, bound: number): { arc: number; node: number } {
    const place = graph.place[n]!;
    if (place < 0) {
      if (read(n, bound) === NEVER || from === FROM_SEED) return { arc: -1, node: -1 };
      return from === FROM_HEAD ? stepBefore(-1 - place) : stepAfter(-1 - place);
    }
    const by = labels.values[place * LABEL + BY]!;
    if (by === BY_NOTHING) return { arc: -1, node: -1 };
    if (by <= BY_SEED) {
      const at = graph.place[seeds.node[seedOf(by)]!]!;
      if (at >= 0) return { arc: -1, node: -1 };
      const chain = graph.stepChain[-1 - at]!;
      return isToTail(by) ? stepBefore(graph.lastStep[chain]!) : stepAfter(graph.firstStep[chain]! - 1);
    }
    const chain = graph.chain[by]!;
    return graph.forward[by] ? stepBefore(graph.lastStep[chain]!) : stepAfter(graph.firstStep[chain]! - 1);
  }

  /** The step that leads to where `step` ends, walked towards the tail. */
  function stepBefore(step: number): { arc: number; node: number } {
    const chain = graph.stepChain[step]!;
    const node = step === graph.firstStep[chain]! ? graph.junctionNode[graph.head[chain]!]! : graph.stepNode[step - 1]!;
    return { arc: graph.stepArc[step]!, node };
  }

  /** The step that leads to where `step` ends, walked towards the head. */
  function stepAfter(step: number): { arc: number; node: number } {
    return { arc: graph.stepBackArc[step + 1]!, node: graph.stepNode[step + 1]! };
  }

  return times;
}
