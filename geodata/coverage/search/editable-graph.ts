import { CLOSED } from './chain-graph';
import type { ChainGraph } from './chain-graph';

/** A graph of its own that may be edited, with what an edit has to find. */
export interface EditableGraph extends ChainGraph {
  /** The step each of the network's arcs is on: step · 2, and 1 more where it leads back; -1 where it shortens no way. */
  arcStep: Int32Array;
  /** For each chain the chain of the unedited graph that it is a part of; -1 for one that was added. */
  origin: Int32Array;
  nodeCount: number;
}

/** A link whose number has changed. */
export type OnMoved = (before: number, after: number) => void;

/** Copies a graph for editing. */
export function editableGraph(graph: ChainGraph, arcCount: number): EditableGraph {
  const copy = { ...graph } as EditableGraph;
  for (const [key, value] of Object.entries(graph)) {
    if (ArrayBuffer.isView(value)) (copy as unknown as Record<string, unknown>)[key] = (value as Int32Array).slice();
  }
  copy.nodeCount = graph.place.length;
  copy.origin = Int32Array.from({ length: graph.chainCount }, (_, c) => c);
  copy.arcStep = new Int32Array(arcCount).fill(-1);
  for (let step = 0; step < graph.stepCount; step++) {
    if (graph.stepArc[step] !== -1) copy.arcStep[graph.stepArc[step]!] = 2 * step;
    if (graph.stepBackArc[step] !== -1) copy.arcStep[graph.stepBackArc[step]!] = 2 * step + 1;
  }
  return copy;
}

/** The link that leads along chain `c` from its head. */
export function chainLink(graph: ChainGraph, c: number): number {
  const head = graph.head[c]!;
  for (let link = graph.rowStart[head]!; link < graph.rowEnd[head]!; link++) {
    if (graph.chain[link] === c && graph.forward[link]) return link;
  }
  throw new Error('a chain is in the row of its head');
}

/** What `splitChain` made: the new junction, the chain beyond it, and its links back to the head and on to the tail. */
export interface SplitChain {
  junction: number;
  beyond: number;
  toHead: number;
  toTail: number;
}

/**
 * Makes a junction of a node on a chain: the chain then ends there, and a new one leads on to its tail. Links keep their
 * numbers; that from the head now leads to the junction, and so does that from the tail.
 */
export function splitChain(graph: EditableGraph, node: number): SplitChain {
  const step = -1 - graph.place[node]!;
  const c = graph.stepChain[step]!;
  const last = graph.lastStep[c]!;
  const fromHead = chainLink(graph, c);
  const fromTail = graph.twin[fromHead]!;
  const [head, tail] = [graph.head[c]!, graph.tail[c]!];
  const [out, back] = [graph.stepOut[step]! - graph.headOut[c]!, graph.stepBack[step]! - graph.headBack[c]!];
  const outBeyond = graph.stepOut[last]! - graph.stepOut[step]!;
  const backBeyond = graph.stepBack[last]! - graph.stepBack[step]!;

  const junction = addJunction(graph, node);
  const beyond = addChain(graph, junction, tail, step + 1, last, graph.origin[c]!);
  graph.headOut[beyond] = graph.stepOut[step]!;
  graph.headBack[beyond] = graph.stepBack[step]!;
  graph.tail[c] = junction;
  graph.lastStep[c] = step;
  for (let s = step + 1; s <= last; s++) graph.stepChain[s] = beyond;

  fitLinks(graph, graph.linkCount + 2);
  const toHead = graph.linkCount++;
  const toTail = graph.linkCount++;
  graph.rowStart[junction] = toHead;
  graph.rowEnd[junction] = graph.linkCount;
  setLinkFields(graph, fromHead, junction, out, back, toHead, c, 1);
  setLinkFields(graph, toHead, head, back, out, fromHead, c, 0);
  setLinkFields(graph, toTail, tail, outBeyond, backBeyond, fromTail, beyond, 1);
  setLinkFields(graph, fromTail, junction, backBeyond, outBeyond, toTail, beyond, 0);
  return { junction, beyond, toHead, toTail };
}

/** A new junction; `node` is its number in the network, which may be a new one. */
export function addJunction(graph: EditableGraph, node: number): number {
  const junction = graph.junctionCount++;
  for (const key of ['junctionNode', 'rowStart', 'rowEnd'] as const) graph[key] = fitted(graph[key], junction + 1);
  graph.place = fitted(graph.place, node + 1);
  graph.nodeCount = Math.max(graph.nodeCount, node + 1);
  graph.junctionNode[junction] = node;
  graph.place[node] = junction;
  graph.rowStart[junction] = graph.rowEnd[junction] = 0;
  return junction;
}

/** Joins two different junctions by a new chain of one step. Their rows move to the end of all links; `onMoved` is told. */
export function addLinkPair(
  graph: EditableGraph,
  head: number,
  tail: number,
  out: number,
  back: number,
  onMoved: OnMoved,
): number {
  const step = graph.stepCount++;
  for (const key of ['stepNode', 'stepChain', 'stepArc', 'stepBackArc', 'stepOut', 'stepBack'] as const) {
    graph[key] = fitted(graph[key], step + 1);
  }
  const c = addChain(graph, head, tail, step, step, -1);
  graph.stepNode[step] = graph.junctionNode[tail]!;
  graph.stepChain[step] = c;
  graph.stepArc[step] = graph.stepBackArc[step] = -1;
  graph.stepOut[step] = out;
  graph.stepBack[step] = back;
  const there = growRow(graph, head, onMoved);
  const here = growRow(graph, tail, onMoved);
  setLinkFields(graph, there, tail, out, back, here, c, 1);
  setLinkFields(graph, here, head, back, out, there, c, 0);
  return c;
}

/** Moves a row to the end of all links with room for one more, and returns that one. */
function growRow(graph: EditableGraph, junction: number, onMoved: OnMoved): number {
  const from = graph.rowStart[junction]!;
  const end = graph.rowEnd[junction]!;
  const to = graph.linkCount;
  fitLinks(graph, to + end - from + 1);
  const moved = (link: number): number => (link >= from && link < end ? link - from + to : link);
  for (let link = from; link < end; link++) {
    const after = moved(link);
    const twin = moved(graph.twin[link]!);
    setLinkFields(
      graph,
      after,
      graph.target[link]!,
      graph.out[link]!,
      graph.back[link]!,
      twin,
      graph.chain[link]!,
      graph.forward[link]!,
    );
    graph.twin[twin] = after;
  }
  graph.rowStart[junction] = to;
  graph.rowEnd[junction] = to + end - from + 1;
  graph.linkCount = graph.rowEnd[junction]!;
  for (let link = from; link < end; link++) {
    onMoved(link, moved(link));
    graph.out[link] = graph.back[link] = CLOSED;
  }
  return graph.linkCount - 1;
}

function addChain(
  graph: EditableGraph,
  head: number,
  tail: number,
  firstStep: number,
  lastStep: number,
  origin: number,
): number {
  const c = graph.chainCount++;
  for (const key of ['head', 'tail', 'firstStep', 'lastStep', 'headOut', 'headBack', 'origin'] as const) {
    graph[key] = fitted(graph[key], c + 1);
  }
  graph.head[c] = head;
  graph.tail[c] = tail;
  graph.firstStep[c] = firstStep;
  graph.lastStep[c] = lastStep;
  graph.headOut[c] = graph.headBack[c] = 0;
  graph.origin[c] = origin;
  return c;
}

function setLinkFields(
  graph: ChainGraph,
  link: number,
  target: number,
  out: number,
  back: number,
  twin: number,
  chain: number,
  forward: number,
): void {
  graph.target[link] = target;
  graph.out[link] = out;
  graph.back[link] = back;
  graph.twin[link] = twin;
  graph.chain[link] = chain;
  graph.forward[link] = forward;
}

function fitLinks(graph: ChainGraph, count: number): void {
  for (const key of ['target', 'out', 'back', 'twin', 'chain'] as const) graph[key] = fitted(graph[key], count);
  if (graph.forward.length < count) {
    const larger = new Uint8Array(room(count));
    larger.set(graph.forward);
    graph.forward = larger;
  }
}

/** The array, or a longer copy of it where it is too short. */
export function fitted(array: Int32Array, length: number, fill = 0): Int32Array {
  if (array.length >= length) return array;
  const larger = new Int32Array(room(length)).fill(fill);
  larger.set(array);
  return larger;
}

const room = (length: number): number => Math.ceil(length * 1.25) + 64;
