import { groundMetres } from '../geometry/ground-metres';
import type { LatticePoint } from '../schema/coordinates';
import type { Gate } from '../schema/settlement';
import type { Connections } from './connect-points';
import { UNREACHED } from './travel-times';
import type { WalkSearch } from './travel-times';
import type { WalkNetwork } from './walk-network';

/** One target reached from a place. */
export interface ReachedTarget {
  /** Index into the targets. */
  target: number;
  milliseconds: number;
  /** Along the way as walked; an assumed way inside a compound counts with its detour. */
  lengthMetres: number;
  /** The way as walked, from the place to the target, lattice `[x0, y0, x1, y1 …]`. */
  line: number[];
  /** Gates passed, in order. */
  gates: Gate[];
}

/**
 * The ways walked from one place to the targets within a bound, nearest first.
 * @param origin where the way starts; `from` must hold its connection as the only point
 * @param targetXY lattice points of the targets; `targets` their connections
 */
export function reachFrom(
  network: WalkNetwork,
  search: WalkSearch,
  origin: LatticePoint,
  from: Connections,
  targetXY: ArrayLike<number>,
  targets: Connections,
  boundMilliseconds: number,
): ReachedTarget[] {
  search.run(from, boundMilliseconds, undefined, 'from');
  const { milliseconds } = search.pointTimes(targets);
  const reached: ReachedTarget[] = [];
  for (let t = 0; t < targets.count; t++) {
    if (milliseconds[t] === UNREACHED) continue;
    const end: LatticePoint = [targetXY[2 * t]!, targetXY[2 * t + 1]!];
    const way = wayTo(network, search, targets, t, milliseconds[t]!);
    const start = [...origin, from.footX[0]!, from.footY[0]!];
    const finish = [targets.footX[t]!, targets.footY[t]!, ...end];
    const line = withoutRepeats([...start, ...way.line, ...finish]);
    // Where the way from a door to its gate is assumed, its length is what its time says, not the line drawn for it.
    const assumed = (from.assumed[0] ? way.first : 0) + (targets.assumed[t] ? way.last : 0);
    const drawn = [...(from.assumed[0] ? [] : start), ...way.line, ...(targets.assumed[t] ? [] : finish)];
    const lengthMetres = lengthOf(drawn) + (assumed / 1000) * network.walker.speedMetresPerSecond;
    reached.push({ target: t, milliseconds: milliseconds[t]!, lengthMetres, line, gates: way.gates });
  }
  return reached.sort((p, q) => p.milliseconds - q.milliseconds || p.target - q.target);
}

/**
 * Nodes and gates of the way to one target, walked back from the link that gave its time; `first` and `last` are the
 * milliseconds from the place to the network and from the network to the target.
 */
function wayTo(
  network: WalkNetwork,
  search: WalkSearch,
  targets: Connections,
  t: number,
  milliseconds: number,
): { line: number[]; gates: Gate[]; first: number; last: number } {
  const line: number[] = [];
  const gates: Gate[] = [];
  for (let link = targets.linkStart[t]!; link < targets.linkStart[t + 1]!; link++) {
    const arrival = search.arrival(targets.linkNode[link]!);
    if (arrival.milliseconds === UNREACHED) continue;
    if (arrival.milliseconds + targets.linkMillisecondsIn[link]! !== milliseconds) continue;
    let first = 0;
    for (let n = arrival.node; n !== -1; n = search.nodeParent(n)) {
      first = search.nodeTime(n);
      line.unshift(network.nodeX[n]!, network.nodeY[n]!);
      const arc = search.nodeArc(n);
      const gate = arc === -1 ? -1 : network.arcGate[arc]!;
      if (gate !== -1) gates.unshift(network.gates[gate]!);
    }
    return { line, gates, first, last: targets.linkMillisecondsIn[link]! };
  }
  // No link gives the time: both hang on the same stretch of street, and the way is along it.
  return { line, gates, first: 0, last: 0 };
}

/** Ground metres along a lattice line. */
function lengthOf(line: readonly number[]): number {
  let metres = 0;
  for (let i = 0; i + 3 < line.length; i += 2) {
    metres += groundMetres(line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!);
  }
  return metres;
}

function withoutRepeats(line: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const last = out.length;
    if (last > 0 && out[last - 2] === line[i] && out[last - 1] === line[i + 1]) continue;
    out.push(line[i]!, line[i + 1]!);
  }
  // A way of no length is still a line of two points.
  return out.length === 2 ? [...out, ...out] : out;
}
