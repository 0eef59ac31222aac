import type { LatticePoint } from '../schema/coordinates';
import type { Bar } from './arc-list';
import { ALL_LIFTED } from './connect-points';
import type { Connections, Connector } from './connect-points';
import { pop, push } from './search/binary-heap';
import { UNREACHED } from './travel-times';
import type { WalkNetwork } from './walk-network';

/** One thing that keeps people from a shorter way: how long the way would take if it alone were open. */
export interface Limit {
  bar: Bar;
  /** Index of the group of targets that would be reached sooner. */
  group: number;
  milliseconds: number;
  /** The target that would be walked to. */
  target: number;
}

/** Bars looked at one by one: gates of one's own compound, and those on the ways taken if everything were open. */
const MOST_BARS = 12;

/**
 * What limits the walks from one place: for each group of targets the gates and closures that, opened alone, would bring
 * its nearest target closer, best first. Exact: each time is the one that the network with that one bar lifted has.
 * @param network with bars (`withBars`), and its connector
 * @param origin where the walks start, and `targetXY` where they end, flat lattice points
 * @param groupOf group of each target, -1 for none
 * @param knownMilliseconds time to the nearest target of each group as things stand, `UNREACHED` for none
 */
export function findLimits(
  network: WalkNetwork,
  connector: Connector,
  origin: LatticePoint,
  targetXY: ArrayLike<number>,
  groupOf: ArrayLike<number>,
  knownMilliseconds: readonly number[],
  boundMilliseconds: number,
): Limit[] {
  if (network.bars.length === 0) return [];
  const known = knownMilliseconds.map((ms) => (ms === UNREACHED ? Infinity : ms));
  // Nobody is looked for farther away than the nearest targets are as things stand.
  const bound = Math.min(boundMilliseconds, Math.max(0, ...known));
  const connections = (lifted: number) => ({
    from: connector.connect(origin, lifted),
    targets: connector.connect(targetXY, lifted),
  });
  const open = connections(ALL_LIFTED);
  const all = walkWith(network, open.from, null, bound);
  const candidates = new Set(ownGates(network, origin));
  nearestOf(network, open.targets, groupOf, known.length, all).forEach(({ milliseconds, node }, group) => {
    if (milliseconds >= known[group]!) return;
    for (let n = node; n !== -1; n = all.parent.get(n) ?? -1) {
      const bar = all.bar.get(n) ?? -1;
      if (bar !== -1 && candidates.size < MOST_BARS) candidates.add(bar);
    }
  });
  // A door on a closed street has no arc of it on its way: its own street counts too.
  const own = network.edgeClosure[open.from.home[0]!] ?? -1;
  network.bars.forEach((bar, position) => {
    if (own !== -1 && 'closure' in bar && bar.closure === own) candidates.add(position);
  });
  const asItStands = connections(-1);
  const limits = [...candidates].flatMap((position) => {
    const bar = network.bars[position]!;
    const { from, targets } = 'closure' in bar ? connections(bar.closure) : asItStands;
    const walked = walkWith(network, from, position, bound);
    return nearestOf(network, targets, groupOf, known.length, walked).flatMap(({ milliseconds, target }, group) =>
      milliseconds < known[group]! && milliseconds <= boundMilliseconds ? [{ bar, group, milliseconds, target }] : [],
    );
  });
  return limits.sort((p, q) => p.group - q.group || p.milliseconds - q.milliseconds);
}

/** Times from a place; nodes that were not reached are in none of the maps. */
interface Walked {
  time: Map<number, number>;
  parent: Map<number, number>;
  /** Bar of the arc a node was reached by. */
  bar: Map<number, number>;
}

/** Dijkstra's search from a place with one bar lifted, or all of them (null), on a binary heap. */
function walkWith(network: WalkNetwork, from: Connections, lifted: number | null, bound: number): Walked {
  const { arcStart, arcTarget, arcMilliseconds, arcBar, outboundCopy } = network;
  const walked: Walked = { time: new Map(), parent: new Map(), bar: new Map() };
  const heap: number[] = [];
  const keys: number[] = [];
  const offer = (node: number, milliseconds: number, by: number, bar: number) => {
    if (milliseconds > bound || milliseconds >= (walked.time.get(node) ?? Infinity)) return;
    walked.time.set(node, milliseconds);
    walked.parent.set(node, by);
    walked.bar.set(node, bar);
    push(heap, keys, node, milliseconds);
  };
  for (let link = from.linkStart[0]!; link < from.linkStart[1]!; link++) {
    const node = from.linkNode[link]!;
    offer(node, from.linkMillisecondsOut[link]!, -1, -1);
    if (outboundCopy[node] !== -1) offer(outboundCopy[node]!, from.linkMillisecondsOut[link]!, -1, -1);
  }
  while (heap.length > 0) {
    const milliseconds = keys[0]!;
    const node = pop(heap, keys);
    if (milliseconds > walked.time.get(node)!) continue;
    for (let arc = arcStart[node]!; arc < arcStart[node + 1]!; arc++) {
      const bar = arcBar[arc]!;
      if (bar !== -1 && lifted !== null && bar !== lifted) continue;
      offer(arcTarget[arc]!, milliseconds + arcMilliseconds[arc]!, node, bar);
    }
  }
  return walked;
}

/** The nearest target of each group: its links, and behind a gate for residents the inbound copy of their nodes. */
function nearestOf(
  network: WalkNetwork,
  targets: Connections,
  groupOf: ArrayLike<number>,
  groups: number,
  { time }: Walked,
) {
  const nearest = Array.from({ length: groups }, () => ({ milliseconds: Infinity, target: -1, node: -1 }));
  for (let t = 0; t < targets.count; t++) {
    const best = nearest[groupOf[t]!];
    if (!best) continue;
    for (let link = targets.linkStart[t]!; link < targets.linkStart[t + 1]!; link++) {
      const at = targets.linkNode[link]!;
      for (const node of [at, network.inboundCopy[at]!]) {
        const milliseconds = (time.get(node) ?? Infinity) + targets.linkMillisecondsIn[link]!;
        if (milliseconds < best.milliseconds) Object.assign(best, { milliseconds, target: t, node });
      }
    }
  }
  return nearest;
}

/** Bars that are gates of the walled compound a place lies in. */
function ownGates(network: WalkNetwork, [x, y]: LatticePoint): number[] {
  const compound = network.walls.compounds[network.walls.sideAt(x, y)];
  return network.bars.flatMap((bar, position) =>
    compound && 'gate' in bar && network.gates[bar.gate]!.compoundId === compound.id ? [position] : [],
  );
}
