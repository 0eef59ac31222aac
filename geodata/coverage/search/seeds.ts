import type { ChainGraph } from './chain-graph';
import { BY_SEED } from './labels';
import { offer } from './offers';
import type { Offers } from './offers';

/** No seed. */
export const NO_SEED = -1;

/** Nodes that sources hang on, with the milliseconds between the two. */
export interface Seeds {
  count: number;
  node: number[];
  milliseconds: number[];
  source: number[];
  /** The next seed on the same chain or at the same junction. */
  next: number[];
  /** The first seed between the ends of each chain, and at each junction. */
  onChain: Int32Array;
  atJunction: Int32Array;
}

export const noSeeds = (graph: ChainGraph): Seeds => ({
  count: 0,
  node: [],
  milliseconds: [],
  source: [],
  next: [],
  onChain: new Int32Array(graph.head.length).fill(NO_SEED),
  atJunction: new Int32Array(graph.junctionNode.length).fill(NO_SEED),
});

/** Adds a seed and returns its number. */
export function addSeed(graph: ChainGraph, seeds: Seeds, node: number, milliseconds: number, source: number): number {
  const seed = seeds.count++;
  seeds.node[seed] = node;
  seeds.milliseconds[seed] = milliseconds;
  seeds.source[seed] = source;
  listSeed(graph, seeds, seed);
  return seed;
}

/** Enters a seed where its node lies now. */
export function listSeed(graph: ChainGraph, seeds: Seeds, seed: number): void {
  const place = graph.place[seeds.node[seed]!]!;
  const list = place >= 0 ? seeds.atJunction : seeds.onChain;
  const at = place >= 0 ? place : graph.stepChain[-1 - place]!;
  seeds.next[seed] = list[at]!;
  list[at] = seed;
}

/** Forgets all seeds. */
export function clearSeeds(graph: ChainGraph, seeds: Seeds): void {
  for (let seed = 0; seed < seeds.count; seed++) {
    const place = graph.place[seeds.node[seed]!]!;
    if (place >= 0) seeds.atJunction[place] = NO_SEED;
    else seeds.onChain[graph.stepChain[-1 - place]!] = NO_SEED;
  }
  seeds.count = 0;
}

/** Offers what a seed brings to its junction, or to both ends of its chain. `only`: to this junction alone. */
export function offerSeed(graph: ChainGraph, seeds: Seeds, seed: number, offers: Offers, only = -1): void {
  const place = graph.place[seeds.node[seed]!]!;
  const milliseconds = seeds.milliseconds[seed]!;
  const source = seeds.source[seed]!;
  if (place >= 0) {
    offer(offers, place, milliseconds, source, bySeed(seed, false));
    return;
  }
  const step = -1 - place;
  const chain = graph.stepChain[step]!;
  const [head, tail] = [graph.head[chain]!, graph.tail[chain]!];
  if (only === -1 || only === head) {
    offer(offers, head, milliseconds + graph.stepBack[step]! - graph.headBack[chain]!, source, bySeed(seed, false));
  }
  if (only === -1 || only === tail) {
    const onward = graph.stepOut[graph.lastStep[chain]!]! - graph.stepOut[step]!;
    offer(offers, tail, milliseconds + onward, source, bySeed(seed, true));
  }
}

/** How a label names the seed it is from, and whether the way led along its chain to the tail. */
export const bySeed = (seed: number, toTail: boolean): number => BY_SEED - 2 * seed - (toTail ? 1 : 0);
export const seedOf = (by: number): number => (BY_SEED - by) >> 1;
export const isToTail = (by: number): boolean => ((BY_SEED - by) & 1) === 1;
