import type { Gate, Street } from '../schema/settlement';
import { groundMetres } from '../geometry/ground-metres';
import { OUTSIDE } from './walls';
import type { Walls } from './walls';
import type { Walker } from './walker';

/** Nodes, edges and directed arcs as they are found; `walk-network` turns them into rows. */
export interface ArcList {
  x: number[];
  y: number[];
  inboundCopy: number[];
  outboundCopy: number[];
  from: number[];
  to: number[];
  milliseconds: number[];
  gate: number[];
  edge: number[];
  edgeA: number[];
  edgeB: number[];
  edgeForward: number[];
  edgeBackward: number[];
  edgeSide: number[];
  edgeStreet: number[];
  gateInside: Int32Array;
  streets: number;
  crossings: number;
  throughWalls: number;
  gatesOffNetwork: number;
}

// Drawings are not exact to the centimetre: a path that overshoots a wall by this much at its end, or touches one
// by this much in passing, counts as staying on its side. It gains nothing by it: sides meet at gates only.
const OVERSHOOT_METRES = 2;
const GRAZE_METRES = 1;

/** Reads streets and gates into arcs. */
export function buildArcs(streets: readonly Street[], gates: readonly Gate[], walls: Walls, walker: Walker): ArcList {
  const arcs: ArcList = {
    x: [],
    y: [],
    inboundCopy: [],
    outboundCopy: [],
    from: [],
    to: [],
    milliseconds: [],
    gate: [],
    edge: [],
    edgeA: [],
    edgeB: [],
    edgeForward: [],
    edgeBackward: [],
    edgeSide: [],
    edgeStreet: [],
    gateInside: new Int32Array(gates.length).fill(-1),
    streets: 0,
    crossings: 0,
    throughWalls: 0,
    gatesOffNetwork: 0,
  };
  // Index of each street node, for each side it is used from.
  const bySide = new Map<number, Map<number, number>>();
  const nodeAt = (node: number, side: number, x: number, y: number): number => {
    let nodes = bySide.get(side);
    if (!nodes) bySide.set(side, (nodes = new Map()));
    let index = nodes.get(node);
    if (index === undefined) {
      index = arcs.x.push(x) - 1;
      arcs.y.push(y);
      nodes.set(node, index);
    }
    return index;
  };

  streets.forEach((street, index) => addStreet(arcs, street, index, walls, walker, nodeAt));
  linkGates(arcs, gates, walls, walker, bySide, nodeAt);
  return arcs;
}

type NodeAt = (node: number, side: number, x: number, y: number) => number;

function addStreet(arcs: ArcList, street: Street, index: number, walls: Walls, walker: Walker, nodeAt: NodeAt): void {
  const steps = street.kind === 'steps';
  if (!street.walkable || (steps && walker.stepsSpeedFactor === null)) return;
  arcs.streets++;
  if (street.kind === 'crossing') arcs.crossings++;
  const speed = walker.speedMetresPerSecond * (steps ? walker.stepsSpeedFactor! : 1);
  // A crossing is waited for once, on its first stretch, whichever way it is walked.
  let wait =
    street.kind === 'crossing'
      ? street.class === 'arterial'
        ? walker.crossingWaitSeconds.arterial
        : walker.crossingWaitSeconds.other
      : 0;
  for (let i = 0; i + 1 < street.nodes.length; i++) {
    const a = street.nodes[i]!;
    const b = street.nodes[i + 1]!;
    if (a === b) continue;
    const ax = street.line[2 * i]!;
    const ay = street.line[2 * i + 1]!;
    const bx = street.line[2 * i + 2]!;
    const by = street.line[2 * i + 3]!;
    const metres = groundMetres(ax, ay, bx, by);
    const milliseconds = Math.max(1, Math.round((metres / speed + wait) * 1000));
    const side = sideOfStretch(walls, ax, ay, bx, by, metres);
    if (side === null) {
      arcs.throughWalls++;
      continue;
    }
    wait = 0;
    const from = nodeAt(a, side, ax, ay);
    const to = nodeAt(b, side, bx, by);
    arcs.edgeA.push(from);
    arcs.edgeB.push(to);
    arcs.edgeForward.push(milliseconds);
    arcs.edgeBackward.push(milliseconds);
    arcs.edgeSide.push(side);
    arcs.edgeStreet.push(index);
    pushEdge(arcs, arcs.edgeA.length - 1, from, to);
  }
}

/** The side a stretch of street runs on; null if it would run through a wall. */
function sideOfStretch(walls: Walls, ax: number, ay: number, bx: number, by: number, metres: number): number | null {
  const contacts = walls.contacts(ax, ay, bx, by);
  if (contacts.length === 0) return walls.sideAt((ax + bx) / 2, (ay + by) / 2);
  const ends = [0, ...contacts, 1];
  const pieces: { side: number; metres: number }[] = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const t = (ends[i]! + ends[i + 1]!) / 2;
    pieces.push({
      side: walls.sideAt(ax + t * (bx - ax), ay + t * (by - ay)),
      metres: (ends[i + 1]! - ends[i]!) * metres,
    });
  }
  const main = pieces.reduce((longest, piece) => (piece.metres > longest.metres ? piece : longest));
  // From both ends: the pieces before the main side is reached are overshoot.
  let overshoot = 0;
  for (let i = 0; pieces[i]!.side !== main.side; i++) overshoot = Math.max(overshoot, (ends[i + 1]! - 0) * metres);
  for (let i = pieces.length - 1; pieces[i]!.side !== main.side; i--) {
    overshoot = Math.max(overshoot, (1 - ends[i]!) * metres);
  }
  const first = pieces.findIndex((piece) => piece.side === main.side);
  const last = pieces.findLastIndex((piece) => piece.side === main.side);
  const grazed = pieces
    .slice(first, last + 1)
    .every((piece) => piece.side === main.side || piece.metres <= GRAZE_METRES);
  return overshoot <= OVERSHOOT_METRES && grazed ? main.side : null;
}

/** Both arcs of an edge, between its ends or between copies of them. */
function pushEdge(arcs: ArcList, edge: number, a: number, b: number): void {
  pushArc(arcs, a, b, arcs.edgeForward[edge]!, -1, edge);
  pushArc(arcs, b, a, arcs.edgeBackward[edge]!, -1, edge);
}

function pushArc(arcs: ArcList, from: number, to: number, milliseconds: number, gate: number, edge = -1): void {
  arcs.from.push(from);
  arcs.to.push(to);
  arcs.milliseconds.push(milliseconds);
  arcs.gate.push(gate);
  arcs.edge.push(edge);
}

function linkGates(
  arcs: ArcList,
  gates: readonly Gate[],
  walls: Walls,
  walker: Walker,
  bySide: Map<number, Map<number, number>>,
  nodeAt: NodeAt,
): void {
  const sideOf = new Map(walls.compounds.map((compound, side) => [compound.id, side]));
  const open = gates.flatMap((gate, index) => {
    const side = gate.open ? sideOf.get(gate.compoundId) : undefined;
    if (side === undefined) return [];
    const [x, y] = gate.point;
    // A gate opens into whatever surrounds its compound: the street, or the compound this one lies in.
    return [{ index, gate, side, around: walls.sideAt(x, y, side) }];
  });

  // The inside node exists even without mapped paths: doors are then connected to it directly.
  const links = open.map(({ index, gate, side, around }) => {
    const [x, y] = gate.point;
    if (!bySide.get(around)?.has(gate.node)) arcs.gatesOffNetwork++;
    const inside = nodeAt(gate.node, side, x, y);
    arcs.gateInside[index] = inside;
    return { index, side, around, restricted: gate.access !== 'all', inside, outside: nodeAt(gate.node, around, x, y) };
  });

  copyRestrictedInsides(arcs, links, bySide);

  const wait = Math.round(walker.gateWaitSeconds * 1000);
  for (const { index, restricted, inside, outside } of links) {
    const insideIn = arcs.inboundCopy[inside];
    const insideOut = arcs.outboundCopy[inside];
    const aroundIn = arcs.inboundCopy[outside];
    const aroundOut = arcs.outboundCopy[outside];
    if (restricted) {
      pushArc(arcs, outside, insideIn!, wait, index);
      pushArc(arcs, insideOut!, outside, wait, index);
    } else {
      pushArc(arcs, outside, inside, wait, index);
      pushArc(arcs, inside, outside, wait, index);
    }
    if (aroundIn !== undefined) pushArc(arcs, aroundIn, insideIn!, wait, index);
    if (aroundOut !== undefined) pushArc(arcs, insideOut!, aroundOut, wait, index);
  }
}

/** Gives every compound with a restricted gate, and every compound inside one, its inbound and outbound copy. */
function copyRestrictedInsides(
  arcs: ArcList,
  links: readonly { side: number; around: number; restricted: boolean }[],
  bySide: Map<number, Map<number, number>>,
): void {
  const copied = new Set(links.filter((link) => link.restricted).map((link) => link.side));
  for (let grew = true; grew;) {
    grew = false;
    for (const { side, around } of links) {
      if (around === OUTSIDE || !copied.has(around) || copied.has(side)) continue;
      copied.add(side);
      grew = true;
    }
  }
  for (const side of copied) {
    for (const node of bySide.get(side)!.values()) {
      arcs.inboundCopy[node] = arcs.x.push(arcs.x[node]!) - 1;
      arcs.y.push(arcs.y[node]!);
      arcs.outboundCopy[node] = arcs.x.push(arcs.x[node]!) - 1;
      arcs.y.push(arcs.y[node]!);
    }
  }
  for (let e = 0; e < arcs.edgeA.length; e++) {
    if (!copied.has(arcs.edgeSide[e]!)) continue;
    const a = arcs.edgeA[e]!;
    const b = arcs.edgeB[e]!;
    pushEdge(arcs, e, arcs.inboundCopy[a]!, arcs.inboundCopy[b]!);
    pushEdge(arcs, e, arcs.outboundCopy[a]!, arcs.outboundCopy[b]!);
  }
}
