import { CLOSED } from './chain-graph';
import type { ChainGraph } from './chain-graph';
import { addJunction, addLinkPair, chainLink, editableGraph, fitted, splitChain } from './editable-graph';
import type { EditableGraph } from './editable-graph';
import { BY, BY_SEED, clearLabel, createLabels, LABEL, NEVER, SOURCE, TIME } from './labels';
import { readNodeTimes } from './node-times';
import { noOffers, offer } from './offers';
import { addSeed, bySeed, listSeed, NO_SEED, noSeeds, offerSeed, seedOf } from './seeds';
import { createSettler } from './settle';

/** A node a source hangs on, and the milliseconds between the two. */
export interface SeedAt {
  node: number;
  milliseconds: number;
}

/**
 * A search that stays true while sources, arcs and nodes change: only what a change touches is searched anew. Times are
 * those of the direction the graph is seen in. Edits gather; `update` works them off.
 */
export interface LiveSearch {
  /** Puts a source where these seeds are, wherever it was before; none: takes it away. */
  setSource(source: number, seeds: readonly SeedAt[]): void;
  /** Sets arcs of the network to new times, `CLOSED` for those nobody may walk any more. Times are of the walk along the arc. */
  setArcs(arcs: readonly { arc: number; milliseconds: number }[]): void;
  /** A new node that nothing leads to yet. */
  addNode(): number;
  /** A new way between two nodes, with the milliseconds of the graph's direction and of the other; returns its number. */
  addWay(from: number, to: number, milliseconds: number, back: number): number;
  /** Sets the times of a way that was added. */
  setWay(way: number, milliseconds: number, back: number): void;
  /** Works off what was edited. */
  update(): LiveChange;
  /** Milliseconds at a node, `NEVER` beyond the bound; its source is then `source`, the arc and node before it `before`. */
  read(node: number): number;
  source(): number;
  before(node: number): { arc: number; node: number };
  readonly graph: EditableGraph;
}

/** What an update may have changed; anything may stand more than once. */
export interface LiveChange {
  junctions: number[];
  /** Chains of the unedited graph on which a source came or went; -1 for one that was added. */
  chains: number[];
}

/**
 * Repair instead of a new search (after Ramalingam and Reps 1996): what hung on something that went or became slower is
 * forgotten and offered anew by its neighbours that did not; then that and what came or became faster is worked off
 * together. The ways by which junctions were reached form a forest, so what hung on what is read off their labels.
 * @param base the graph to start from, which is left as it is
 * @param arcCount arcs of the network it was contracted from
 */
export function createLiveSearch(base: ChainGraph, arcCount: number, bound: number): LiveSearch {
  const graph = editableGraph(base, arcCount);
  const labels = createLabels(graph.junctionCount);
  const seeds = noSeeds(graph);
  const times = readNodeTimes(graph, labels, seeds);
  const settler = createSettler(graph);
  const offers = noOffers();
  const seedsOf = new Map<number, number[]>();
  const pending = { lost: [] as number[], faster: [] as number[], seeds: [] as number[], chains: [] as number[] };
  let touched: number[] = [];
  const isPending = (): boolean => pending.lost.length + pending.faster.length + pending.seeds.length > 0;

  const by = (junction: number): number => labels.values[junction * LABEL + BY]!;
  const timeAt = (junction: number): number => labels.values[junction * LABEL + TIME]!;

  function setSource(source: number, places: readonly SeedAt[]): void {
    for (const seed of seedsOf.get(source) ?? []) removeSeed(seed);
    const added = places.map(({ node, milliseconds }) => addSeed(graph, seeds, node, milliseconds, source));
    seedsOf.set(source, added);
    for (const seed of added) {
      pending.seeds.push(seed);
      noteChain(seed);
    }
  }

  function removeSeed(seed: number): void {
    const place = graph.place[seeds.node[seed]!]!;
    const chain = place >= 0 ? -1 : graph.stepChain[-1 - place]!;
    const [list, at] = place >= 0 ? [seeds.atJunction, place] : [seeds.onChain, chain];
    if (list[at] === seed) list[at] = seeds.next[seed]!;
    else {
      let before = list[at]!;
      while (seeds.next[before] !== seed) before = seeds.next[before]!;
      seeds.next[before] = seeds.next[seed]!;
    }
    const reached = place >= 0 ? [place] : [graph.head[chain]!, graph.tail[chain]!];
    for (const junction of reached) {
      if (by(junction) <= BY_SEED && seedOf(by(junction)) === seed) pending.lost.push(junction);
    }
    noteChain(seed);
    // Not yet offered: nothing is to be offered any more.
    pending.seeds = pending.seeds.filter((waiting) => waiting !== seed);
  }

  /** Points between junctions may be reached from a seed without passing either. */
  function noteChain(seed: number): void {
    const place = graph.place[seeds.node[seed]!]!;
    if (place < 0) pending.chains.push(graph.stepChain[-1 - place]!);
  }

  /** The junction of a node, which is made one if need be. Labels must be up to date. */
  function junctionOf(node: number): number {
    if (graph.place[node]! >= 0) return graph.place[node]!;
    if (isPending()) repair();
    const milliseconds = times.read(node, bound);
    const { source } = times;
    const place = graph.place[node]!;
    const chain = graph.stepChain[-1 - place]!;
    const way = wayTo(node, milliseconds);
    const listed: number[] = [];
    for (let seed = seeds.onChain[chain]!; seed !== NO_SEED; seed = seeds.next[seed]!) listed.push(seed);
    seeds.onChain[chain] = NO_SEED;

    const { junction, beyond, toHead, toTail } = splitChain(graph, node);
    fitSeeds();
    const fromHead = graph.twin[toHead]!;
    const fromTail = graph.twin[toTail]!;
    const at = junction * LABEL;
    if (milliseconds !== NEVER) {
      labels.values[at + TIME] = milliseconds;
      labels.values[at + SOURCE] = source;
      labels.values[at + BY] = way === 'head' ? fromHead : way === 'tail' ? fromTail : way;
    }
    // What was reached along the whole chain is now reached from the new junction.
    const [head, tail] = [graph.head[chain]!, graph.tail[beyond]!];
    if (by(tail) === fromHead) labels.values[tail * LABEL + BY] = toTail;
    if (by(head) === fromTail) labels.values[head * LABEL + BY] = toHead;
    for (const seed of listed) {
      listSeed(graph, seeds, seed);
      const on = graph.place[seeds.node[seed]!]!;
      const onward = on >= 0 || graph.stepChain[-1 - on] === chain;
      const backward = on >= 0 || graph.stepChain[-1 - on] === beyond;
      if (onward && by(tail) === bySeed(seed, true)) labels.values[tail * LABEL + BY] = toTail;
      if (backward && by(head) === bySeed(seed, false)) labels.values[head * LABEL + BY] = toHead;
    }
    return junction;
  }

  /** How a node between junctions is reached: from its chain's head or tail, or by a seed, named as labels will name it. */
  function wayTo(node: number, milliseconds: number): 'head' | 'tail' | number {
    if (milliseconds === NEVER) return 'head';
    const step = -1 - graph.place[node]!;
    const chain = graph.stepChain[step]!;
    for (let seed = seeds.onChain[chain]!; seed !== NO_SEED; seed = seeds.next[seed]!) {
      const at = -1 - graph.place[seeds.node[seed]!]!;
      const walk = at <= step ? graph.stepOut[step]! - graph.stepOut[at]! : graph.stepBack[at]! - graph.stepBack[step]!;
      const same = seeds.milliseconds[seed]! + walk === milliseconds && seeds.source[seed] === times.source;
      if (same) return bySeed(seed, at < step);
    }
    const head = graph.head[chain]!;
    const byHead =
      timeAt(head) !== NEVER && timeAt(head) + graph.stepOut[step]! - graph.headOut[chain]! === milliseconds;
    return byHead && labels.values[head * LABEL + SOURCE] === times.source ? 'head' : 'tail';
  }

  /** Room for new junctions and chains in labels and seeds. */
  function fitSeeds(): void {
    const known = labels.values.length / LABEL;
    if (known < graph.junctionCount) {
      labels.touched = fitted(labels.touched, graph.junctionCount);
      const values = new Int32Array(labels.touched.length * LABEL);
      values.set(labels.values);
      labels.values = values;
      for (let junction = known; junction < labels.touched.length; junction++) clearLabel(values, junction);
    }
    seeds.atJunction = fitted(seeds.atJunction, graph.junctionCount, NO_SEED);
    seeds.onChain = fitted(seeds.onChain, graph.chainCount, NO_SEED);
  }

  function setArcs(arcs: readonly { arc: number; milliseconds: number }[]): void {
    const known = arcs.filter(({ arc }) => graph.arcStep[arc] !== -1);
    for (const { arc } of known) {
      const step = graph.arcStep[arc]! >> 1;
      const chain = graph.stepChain[step]!;
      const before =
        step === graph.firstStep[chain] ? graph.junctionNode[graph.head[chain]!]! : graph.stepNode[step - 1]!;
      junctionOf(before);
      junctionOf(graph.stepNode[step]!);
    }
    for (const { arc, milliseconds } of known) {
      const forward = chainLink(graph, graph.stepChain[graph.arcStep[arc]! >> 1]!);
      // Seen against the direction of walking the arc itself is the way back of its step.
      setLink((graph.arcStep[arc]! & 1) === 0 ? forward : graph.twin[forward]!, milliseconds);
    }
  }

  function setLink(link: number, milliseconds: number): void {
    const before = graph.out[link]!;
    if (milliseconds === before) return;
    graph.out[link] = milliseconds;
    graph.back[graph.twin[link]!] = milliseconds;
    const target = graph.target[link]!;
    if (milliseconds > before) {
      if (by(target) === link) pending.lost.push(target);
      if (milliseconds !== CLOSED) settler.fit(milliseconds);
    } else {
      pending.faster.push(link);
      settler.fit(milliseconds);
    }
  }

  function addNode(): number {
    const node = graph.nodeCount;
    addJunction(graph, node);
    fitSeeds();
    return node;
  }

  function addWay(from: number, to: number, milliseconds: number, back: number): number {
    const head = junctionOf(from);
    const tail = junctionOf(to);
    if (head === tail) throw new RangeError('a way leads from one node to another');
    if (isPending()) repair();
    const onMoved = (before: number, after: number): void => {
      const at = graph.target[after]! * LABEL + BY;
      if (labels.values[at] === before) labels.values[at] = after;
    };
    const way = addLinkPair(graph, head, tail, CLOSED, CLOSED, onMoved);
    fitSeeds();
    setWay(way, milliseconds, back);
    return way;
  }

  function setWay(way: number, milliseconds: number, back: number): void {
    const link = chainLink(graph, way);
    setLink(link, milliseconds);
    setLink(graph.twin[link]!, back);
  }

  function update(): LiveChange {
    repair();
    const change = { junctions: touched, chains: pending.chains.map((c) => graph.origin[c]!) };
    touched = [];
    pending.chains = [];
    return change;
  }

  function repair(): void {
    const { rowStart, rowEnd, target, back, twin, chain } = graph;
    const { values } = labels;
    const forgotten: number[] = [];
    const forget = (junction: number): void => {
      if (values[junction * LABEL + TIME] === NEVER) return;
      clearLabel(values, junction);
      forgotten.push(junction);
    };
    for (const junction of pending.lost) forget(junction);
    for (let k = 0; k < forgotten.length; k++) {
      const junction = forgotten[k]!;
      for (let link = rowStart[junction]!; link < rowEnd[junction]!; link++) {
        if (values[target[link]! * LABEL + BY] === link) forget(target[link]!);
      }
    }
    offers.count = 0;
    for (const junction of forgotten) {
      for (let seed = seeds.atJunction[junction]!; seed !== NO_SEED; seed = seeds.next[seed]!) {
        offerSeed(graph, seeds, seed, offers);
      }
      let best = NEVER;
      let source = -1;
      let link = -1;
      for (let into = rowStart[junction]!; into < rowEnd[junction]!; into++) {
        const onChain = seeds.onChain[chain[into]!]!;
        for (let seed = onChain; seed !== NO_SEED; seed = seeds.next[seed]!) {
          offerSeed(graph, seeds, seed, offers, junction);
        }
        const there = target[into]! * LABEL;
        if (values[there + TIME] === NEVER || back[into] === CLOSED) continue;
        const time = values[there + TIME]! + back[into]!;
        if (time > best || (time === best && values[there + SOURCE]! >= source)) continue;
        best = time;
        source = values[there + SOURCE]!;
        link = twin[into]!;
      }
      if (best <= bound) offer(offers, junction, best, source, link);
    }
    for (const link of pending.faster) {
      const from = target[twin[link]!]! * LABEL;
      if (values[from + TIME] === NEVER || graph.out[link] === CLOSED) continue;
      offer(offers, target[link]!, values[from + TIME]! + graph.out[link]!, values[from + SOURCE]!, link);
    }
    for (const seed of pending.seeds) offerSeed(graph, seeds, seed, offers);
    labels.touchedCount = 0;
    settler.settle(labels, offers, bound);
    for (const junction of forgotten) touched.push(junction);
    const entered = settler.entered();
    for (let k = 0; k < settler.enteredCount(); k++) touched.push(entered[k]!);
    pending.lost = [];
    pending.faster = [];
    pending.seeds = [];
  }

  return {
    setSource,
    setArcs,
    addNode,
    addWay,
    setWay,
    update,
    read: (node) => times.read(node, bound),
    source: () => times.source,
    before: (node) => times.before(node, bound),
    graph,
  };
}
