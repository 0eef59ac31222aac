import Flatbush from 'flatbush';
import { metresPerUnit } from '../geometry/ground-metres';
import { CLOSED, TOO_STEEP, WALKED } from './arc-list';
import type { Barriers } from './barriers';
import { distanceInside } from './distance-inside';
import { createOtherStreets } from './other-streets';
import type { Foot } from './other-streets';
import type { WalkNetwork } from './walk-network';

/** A door farther than this from every path it could reach without crossing a wall is "off the network". */
export const OFF_NETWORK_METRES = 250;

/**
 * Positions in `unitConnections`. Off the network: farther than `OFF_NETWORK_METRES` from every path, or walled in
 * without any gate on record, so that no time can be given. Enclosed: inside a compound whose gates are all closed.
 * Closed and too steep: on a street that nobody, or not this walker, walks.
 */
export const [OFF_NETWORK, CONNECTED, ENCLOSED, ON_CLOSED_STREET, ON_STEEP_STREET] = [0, 1, 2, 3, 4] as const;

/**
 * How points hang on the network, as columns. Time to or from a point = the least of its links' node time plus link; a
 * link takes as long from the point to the network as back, but for the part of it along an edge that rises.
 */
export interface Connections {
  readonly count: number;
  /** Links of point i are `linkStart[i]` up to `linkStart[i + 1]`; none: the point is off the network. */
  readonly linkStart: Uint32Array;
  readonly linkNode: Int32Array;
  /** Walk from the point to that node, and from that node to the point, milliseconds. */
  readonly linkMillisecondsOut: Int32Array;
  readonly linkMillisecondsIn: Int32Array;
  /** Edge the point hangs on, -1 where it hangs on gates, on streets beside a closed one, or on nothing. */
  readonly edge: Int32Array;
  /** Edge of the point's own street, open or closed; -1 where it has none. Closing streets does not change it. */
  readonly home: Int32Array;
  /** Straight metres to it; Infinity where it has none. */
  readonly homeMetres: Float32Array;
  /** 1 where a part of that street is closed: the point may leave by streets beside it too. */
  readonly besides: Uint8Array;
  /** Along that edge from its end A to the foot, and from the foot to A, milliseconds. */
  readonly alongForwardMilliseconds: Int32Array;
  readonly alongBackwardMilliseconds: Int32Array;
  /** From the point to the edge on foot, milliseconds. */
  readonly offMilliseconds: Int32Array;
  /** Straight metres from the point to the network; to the nearest gate where the way inside is assumed. */
  readonly offMetres: Float32Array;
  /** How the point is connected: see `unitConnections`. */
  readonly kind: Uint8Array;
  /** Closure of the street that a point of kind `ON_CLOSED_STREET` is on, as position in the network's `closures`; else -1. */
  readonly closure: Int32Array;
  /** 1 where the way from the door to the gates is assumed, because no path inside the compound is mapped. */
  readonly assumed: Uint8Array;
  /** Where the point meets a street it hangs on, lattice; equal to the point itself where it hangs on gates or nothing. */
  readonly footX: Int32Array;
  readonly footY: Int32Array;
}

/** Connects points to one network; holds its spatial index. */
export interface Connector {
  /**
   * `xy` holds lattice points `[x0, y0, x1, y1 …]`.
   * @param lifted in a network with bars: the closure taken to be lifted (position in `closures`), `ALL_LIFTED`, or none
   */
  connect(xy: ArrayLike<number>, lifted?: number): Connections;
}

/** Every closure taken to be lifted. */
export const ALL_LIFTED = -2;
const NONE_LIFTED = -1;

/**
 * A door on a street that is not walked comes by others that are at most this much farther from it, metres: by the nearest
 * where its own is too steep, by all of them, and never sooner than by its own (`other-streets`), where that is closed.
 */
export const OTHER_STREET_METRES = 15;

/** First look this far around, then twice as far, up to `OFF_NETWORK_METRES`. */
const FIRST_LOOK_METRES = 40;

/**
 * Indexes the edges of a network for `connect`; a door's way to its edge crosses no wall and none of the barriers. Which
 * edges may be used and which gates are open is read anew by each `connect`.
 */
export function createConnector(network: WalkNetwork, barriers?: Barriers): Connector {
  const { edgeCount, edgeA, edgeB, nodeX, nodeY, edgeSide, edgeUsable, edgeRefusal, edgeClosure } = network;
  const index = edgeCount > 0 ? new Flatbush(edgeCount) : null;
  for (let e = 0; e < edgeCount; e++) {
    const a = edgeA[e]!;
    const b = edgeB[e]!;
    index?.add(
      Math.min(nodeX[a]!, nodeX[b]!),
      Math.min(nodeY[a]!, nodeY[b]!),
      Math.max(nodeX[a]!, nodeX[b]!),
      Math.max(nodeY[a]!, nodeY[b]!),
    );
  }
  index?.finish();
  const gatesOf = gatesBySide(network);
  const others = createOtherStreets(network);
  const isAllClosed = (gates: readonly GateInside[]) => gates.every(({ gate }) => network.gateInside[gate] === -1);

  /** `WALKED`, or why a door does not leave by an edge. */
  function refusalOf(edge: number, lifted: number): number {
    const closure = edgeClosure[edge]!;
    const isOpen = closure === -1 || lifted === ALL_LIFTED || closure === lifted;
    return edgeRefusal[edge] === WALKED && !isOpen ? CLOSED : edgeRefusal[edge]!;
  }

  /**
   * Where a point's own street is: the nearest edge it may walk to in a straight line without touching a wall or crossing a
   * barrier, closed or not; one beside it that is not too steep, where it is too steep and there is one.
   */
  function ownEdge(x: number, y: number, side: number): Foot | null {
    for (let look = FIRST_LOOK_METRES; index; look = Math.min(look * 2, OFF_NETWORK_METRES)) {
      const [free] = freeFeet(x, y, side, look, () => true, 1);
      if (free && edgeRefusal[free.edge] === TOO_STEEP) {
        const isFlat = (edge: number) => edgeRefusal[edge] !== TOO_STEEP;
        return freeFeet(x, y, side, free.metres + OTHER_STREET_METRES, isFlat, 1)[0] ?? free;
      }
      if (free) return free;
      if (look >= OFF_NETWORK_METRES) return null;
    }
    return null;
  }

  /** Edges that a point may walk to in a straight line, nearest first, at most so many. */
  function freeFeet(
    x: number,
    y: number,
    side: number,
    metres: number,
    isWanted: (edge: number) => boolean,
    most: number,
  ): Foot[] {
    const { east, north } = metresPerUnit(y);
    const dx = metres / east;
    const dy = metres / north;
    const feet: Foot[] = [];
    for (const e of index!.search(x - dx, y - dy, x + dx, y + dy)) {
      if (edgeSide[e] !== side || edgeUsable[e] === 0 || !isWanted(e)) continue;
      const foot = footOn(e, x, y, east, north);
      if (foot.metres <= metres) feet.push(foot);
    }
    feet.sort((p, q) => p.metres - q.metres || p.edge - q.edge);
    const isFree = (foot: Foot) =>
      !network.walls.blocks(x, y, foot.x, foot.y, side) && !barriers?.blocks(x, y, foot.x, foot.y);
    const free: Foot[] = [];
    for (const foot of feet) {
      if (free.length >= most) break;
      if (isFree(foot)) free.push(foot);
    }
    return free;
  }

  function footOn(edge: number, x: number, y: number, east: number, north: number): Foot {
    const a = edgeA[edge]!;
    const b = edgeB[edge]!;
    const ux = (nodeX[b]! - nodeX[a]!) * east;
    const uy = (nodeY[b]! - nodeY[a]!) * north;
    const px = (x - nodeX[a]!) * east;
    const py = (y - nodeY[a]!) * north;
    const length2 = ux * ux + uy * uy;
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * ux + py * uy) / length2));
    return {
      edge,
      t,
      metres: Math.hypot(px - t * ux, py - t * uy),
      x: Math.round(nodeX[a]! + t * (nodeX[b]! - nodeX[a]!)),
      y: Math.round(nodeY[a]! + t * (nodeY[b]! - nodeY[a]!)),
    };
  }

  function connect(xy: ArrayLike<number>, lifted = NONE_LIFTED): Connections {
    const count = xy.length / 2;
    const { speedMetresPerSecond, assumedDetour } = network.walker;
    const walk = (metres: number) => Math.round((metres / speedMetresPerSecond) * 1000);
    const linkStart = new Uint32Array(count + 1);
    const linkNode: number[] = [];
    const linkMillisecondsOut: number[] = [];
    const linkMillisecondsIn: number[] = [];
    const columns = {
      edge: new Int32Array(count).fill(-1),
      home: new Int32Array(count).fill(-1),
      homeMetres: new Float32Array(count).fill(Infinity),
      besides: new Uint8Array(count),
      alongForwardMilliseconds: new Int32Array(count),
      alongBackwardMilliseconds: new Int32Array(count),
      offMilliseconds: new Int32Array(count),
      offMetres: new Float32Array(count).fill(Infinity),
      kind: new Uint8Array(count),
      closure: new Int32Array(count).fill(-1),
      assumed: new Uint8Array(count),
      footX: new Int32Array(count),
      footY: new Int32Array(count),
    };
    const isClosed = (edge: number) => refusalOf(edge, lifted) === CLOSED;
    const partlyClosed = new Map<number, boolean>();
    function isPartlyClosed(street: number): boolean {
      let is = partlyClosed.get(street);
      if (is === undefined) partlyClosed.set(street, (is = others.hasClosedPart(street, isClosed)));
      return is;
    }
    for (let i = 0; i < count; i++) {
      const x = xy[2 * i]!;
      const y = xy[2 * i + 1]!;
      const side = network.walls.sideAt(x, y);
      const gates = gatesOf.get(side);
      columns.footX[i] = Math.round(x);
      columns.footY[i] = Math.round(y);
      const foot = ownEdge(x, y, side);
      const refusal = foot ? refusalOf(foot.edge, lifted) : WALKED;
      if (foot) {
        columns.home[i] = foot.edge;
        columns.homeMetres[i] = foot.metres;
        columns.offMetres[i] = foot.metres;
      }
      if (foot && refusal === WALKED) {
        const off = walk(foot.metres);
        const forward = network.edgeMillisecondsForward[foot.edge]!;
        const backward = network.edgeMillisecondsBackward[foot.edge]!;
        const alongForward = Math.round(foot.t * forward);
        const alongBackward = Math.round(foot.t * backward);
        linkNode.push(edgeA[foot.edge]!, edgeB[foot.edge]!);
        linkMillisecondsOut.push(off + alongBackward, off + forward - alongForward);
        linkMillisecondsIn.push(off + alongForward, off + backward - alongBackward);
        columns.edge[i] = foot.edge;
        columns.alongForwardMilliseconds[i] = alongForward;
        columns.alongBackwardMilliseconds[i] = alongBackward;
        columns.offMilliseconds[i] = off;
        columns.footX[i] = foot.x;
        columns.footY[i] = foot.y;
      }
      if (foot && refusal !== TOO_STEEP && isPartlyClosed(network.edgeStreet[foot.edge]!)) {
        columns.besides[i] = 1;
        const isBeside = (edge: number) => edge !== foot.edge && refusalOf(edge, lifted) === WALKED;
        const feet = freeFeet(x, y, side, foot.metres + OTHER_STREET_METRES, isBeside, Infinity);
        for (const link of others.linksOf(foot, feet, isClosed, walk)) {
          linkNode.push(link.node);
          linkMillisecondsOut.push(link.out);
          linkMillisecondsIn.push(link.in);
        }
        if (feet[0] && columns.edge[i] === -1) {
          columns.offMetres[i] = feet[0].metres;
          columns.footX[i] = feet[0].x;
          columns.footY[i] = feet[0].y;
        }
      }
      if (foot && refusal !== WALKED) columns.closure[i] = network.edgeClosure[foot.edge]!;
      if (!foot && gates) {
        for (const gate of gates) {
          if (network.gateInside[gate.gate] === -1) continue;
          const metres = gate.metresTo(x, y);
          if (metres === null) continue;
          const inside = walk(metres * assumedDetour);
          linkNode.push(gate.node);
          linkMillisecondsOut.push(inside);
          linkMillisecondsIn.push(inside);
          columns.offMetres[i] = Math.min(columns.offMetres[i]!, metres);
          columns.assumed[i] = 1;
        }
      }
      const linked = linkNode.length > linkStart[i]!;
      if (linked) columns.kind[i] = CONNECTED;
      else if (foot) columns.kind[i] = refusal === TOO_STEEP ? ON_STEEP_STREET : ON_CLOSED_STREET;
      else columns.kind[i] = gates && isAllClosed(gates) ? ENCLOSED : OFF_NETWORK;
      if (columns.kind[i] !== ON_CLOSED_STREET) columns.closure[i] = -1;
      linkStart[i + 1] = linkNode.length;
    }
    return {
      count,
      linkStart,
      linkNode: Int32Array.from(linkNode),
      linkMillisecondsOut: Int32Array.from(linkMillisecondsOut),
      linkMillisecondsIn: Int32Array.from(linkMillisecondsIn),
      ...columns,
    };
  }

  return { connect };
}

/** A gate the network has an inside node of, open or not, and the distance from it to a point inside. */
interface GateInside {
  gate: number;
  node: number;
  metresTo(x: number, y: number): number | null;
}

/** The gates of each walled compound that has any on record. */
function gatesBySide(network: WalkNetwork): Map<number, GateInside[]> {
  const sideOf = new Map(network.walls.compounds.map((compound, side) => [compound.id, side]));
  const gatesOf = new Map<number, GateInside[]>();
  network.gates.forEach((gate, g) => {
    const side = sideOf.get(gate.compoundId);
    if (side === undefined) return;
    const gates = gatesOf.get(side) ?? [];
    gatesOf.set(side, gates);
    const node = network.gateInside[g]!;
    const metresTo = distanceInside(network.walls.compounds[side]!.boundary, gate.point);
    gates.push({ gate: g, node, metresTo });
  });
  return gatesOf;
}
