import type { Compound, Gate, Street } from '../schema/settlement';
import { groundMetres } from '../geometry/ground-metres';
import type { Closure } from '../schema/closure';
import type { ArcList, Bar } from './arc-list';
import { measureParts, usableEdges } from './network-parts';
import { buildArcs } from './network-arcs';
import type { WalkGround } from './network-arcs';
import { buildWalls } from './walls';
import type { Walls } from './walls';
import type { Walker } from './walker';

/**
 * The walking network of a place for one walker, as typed arrays.
 *
 * Nodes are street vertices, once for each side of a wall they are used from: the node in a gate exists outside
 * and inside, and only an open gate links the two. Compounds with a residents-only gate have two more copies of
 * their inside: an inbound one that such a gate leads into and nothing leads out of, and an outbound one that it
 * leads out of and nothing leads into. So such a gate serves trips from and to its compound and none through it,
 * and plain Dijkstra stays exact.
 */
export interface WalkNetwork {
  readonly walker: Walker;
  readonly walls: Walls;
  readonly nodeCount: number;
  /** Lattice coordinates of each node. */
  readonly nodeX: Int32Array;
  readonly nodeY: Int32Array;
  /** Copies of a node in the inbound and outbound inside of its compound; -1 where there is none. */
  readonly inboundCopy: Int32Array;
  readonly outboundCopy: Int32Array;
  /** Arcs that leave node n in the direction of walking are `arcStart[n]` up to `arcStart[n + 1]`. */
  readonly arcStart: Uint32Array;
  readonly arcTarget: Int32Array;
  readonly arcMilliseconds: Int32Array;
  /** Gate an arc passes, as index into `gates`; -1 for a stretch of street. */
  readonly arcGate: Int32Array;
  /** Edge an arc runs along; -1 where it passes a gate. */
  readonly arcEdge: Int32Array;
  /** What bars an arc, as position in `bars`; -1 for an arc as it stands. All -1 but in a network with bars. */
  readonly arcBar: Int32Array;
  readonly bars: readonly Bar[];
  /** Stretches of street between two vertices, each once; doors and stations hang on these. */
  readonly edgeCount: number;
  readonly edgeA: Int32Array;
  readonly edgeB: Int32Array;
  /** Walk from A to B, and from B to A: they differ where the ground or stairs rise. */
  readonly edgeMillisecondsForward: Int32Array;
  readonly edgeMillisecondsBackward: Int32Array;
  /** Walled compound the edge lies in (`walls.compounds`), or `OUTSIDE`. */
  readonly edgeSide: Int16Array;
  readonly edgeMetres: Float64Array;
  /** 0 for edges of islands too small to be worth connecting a door to, whatever streets are closed. */
  readonly edgeUsable: Uint8Array;
  /** Street the edge is a stretch of, as position among the streets the network was built of. */
  readonly edgeStreet: Int32Array;
  /**
   * `WALKED`, or why an edge has no arcs: `CLOSED`, `TOO_STEEP` for this walker. Doors beside it hang on it all the same,
   * for they do not come by another street.
   */
  readonly edgeRefusal: Uint8Array;
  /** Closure in force on the edge, as position in `closures`; -1 for none. */
  readonly edgeClosure: Int32Array;
  readonly closures: readonly Closure[];
  readonly gates: readonly Gate[];
  /** Node inside, for each gate; -1 where the gate is closed or of no walled compound. */
  readonly gateInside: Int32Array;
  readonly report: NetworkReport;
}

/** What the build found out about its data. */
export interface NetworkReport {
  streets: number;
  /** Marked crossings; only these are waited at. */
  crossings: number;
  lengthMetres: number;
  /** Stretches left out because they would run through a wall. */
  throughWalls: number;
  /** Connected parts; parts shorter than `ISLAND_METRES` count as islands, and no door is connected to them. */
  parts: number;
  islands: number;
  /** Open gates whose node no walkable street has outside: they lead nowhere. */
  gatesOffNetwork: number;
  gatesClosed: number;
  gatesResidentsOnly: number;
  /** Metres of street whose slope counts: all but stairs and lifts. */
  slopeMetres: number;
  /** Of them, metres with no known height, taken as level; all of them without heights. */
  unknownSlopeMetres: number;
  /** Metres of street too steep for this walker. */
  steepMetres: number;
  /** Metres of street closed on the day. */
  closedMetres: number;
}

/**
 * Builds the network; streets meet by node id only, so bridges and underpasses cross without meeting.
 * @param ground heights and closures; level and all open without it
 */
export function buildWalkNetwork(
  streets: readonly Street[],
  compounds: readonly Compound[],
  gates: readonly Gate[],
  walker: Walker,
  ground: Partial<WalkGround> = {},
): WalkNetwork {
  const { heightAt = null, closures = [], withBars = false } = ground;
  const walls = buildWalls(compounds);
  const arcs = buildArcs(streets, gates, walls, walker, { heightAt, closures, withBars });
  const edgeMetres = Float64Array.from(arcs.edgeA, (a, e) => {
    const b = arcs.edgeB[e]!;
    return groundMetres(arcs.x[a]!, arcs.y[a]!, arcs.x[b]!, arcs.y[b]!);
  });
  const network = {
    ...toArrays(arcs, walls, walker, gates),
    inboundCopy: padded(arcs.inboundCopy, arcs.x.length),
    outboundCopy: padded(arcs.outboundCopy, arcs.x.length),
    edgeMetres,
  };
  const parts = measureParts(network, edgeMetres, null);
  return {
    ...network,
    nodeX: Int32Array.from(arcs.x),
    nodeY: Int32Array.from(arcs.y),
    edgeMillisecondsForward: Int32Array.from(arcs.edgeForward),
    edgeMillisecondsBackward: Int32Array.from(arcs.edgeBackward),
    edgeUsable: usableEdges(network, parts),
    edgeStreet: Int32Array.from(arcs.edgeStreet),
    edgeClosure: Int32Array.from(arcs.edgeClosure),
    closures,
    bars: arcs.barred,
    report: {
      streets: arcs.streets,
      crossings: arcs.crossings,
      lengthMetres: edgeMetres.reduce((sum, metres) => sum + metres, 0),
      throughWalls: arcs.throughWalls,
      parts: parts.count,
      islands: parts.islands,
      gatesOffNetwork: arcs.gatesOffNetwork,
      gatesClosed: gates.filter((gate) => !gate.open).length,
      gatesResidentsOnly: gates.filter((gate) => gate.open && gate.access !== 'all').length,
      slopeMetres: arcs.slopeMetres,
      unknownSlopeMetres: arcs.unknownSlopeMetres,
      steepMetres: arcs.steepMetres,
      closedMetres: edgeMetres.reduce((sum, metres, e) => (arcs.edgeClosure[e] === -1 ? sum : sum + metres), 0),
    },
  };
}

function padded(sparse: readonly (number | undefined)[], length: number): Int32Array {
  const out = new Int32Array(length).fill(-1);
  sparse.forEach((value, i) => {
    if (value !== undefined) out[i] = value;
  });
  return out;
}

/** Arcs sorted by the node they leave. */
function toRows(
  arcs: ArcList,
): Pick<WalkNetwork, 'arcStart' | 'arcTarget' | 'arcMilliseconds' | 'arcGate' | 'arcEdge' | 'arcBar'> {
  const count = arcs.from.length;
  const arcStart = new Uint32Array(arcs.x.length + 1);
  for (let i = 0; i < count; i++) arcStart[arcs.from[i]! + 1]!++;
  for (let n = 0; n < arcs.x.length; n++) arcStart[n + 1]! += arcStart[n]!;
  const next = arcStart.slice();
  const arcTarget = new Int32Array(count);
  const arcMilliseconds = new Int32Array(count);
  const arcGate = new Int32Array(count);
  const arcEdge = new Int32Array(count);
  const arcBar = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = next[arcs.from[i]!]!++;
    arcTarget[at] = arcs.to[i]!;
    arcMilliseconds[at] = arcs.milliseconds[i]!;
    arcGate[at] = arcs.gate[i]!;
    arcEdge[at] = arcs.edge[i]!;
    arcBar[at] = arcs.bar[i]!;
  }
  return { arcStart, arcTarget, arcMilliseconds, arcGate, arcEdge, arcBar };
}

/** What parts of the network are found in, as arrays. */
function toArrays(arcs: ArcList, walls: Walls, walker: Walker, gates: readonly Gate[]) {
  return {
    walker,
    walls,
    nodeCount: arcs.x.length,
    ...toRows(arcs),
    edgeCount: arcs.edgeA.length,
    edgeA: Int32Array.from(arcs.edgeA),
    edgeB: Int32Array.from(arcs.edgeB),
    edgeSide: Int16Array.from(arcs.edgeSide),
    edgeRefusal: Uint8Array.from(arcs.edgeRefusal),
    gates,
    gateInside: arcs.gateInside,
  };
}
